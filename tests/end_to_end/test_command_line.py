"""The command line as people use it: real processes, their output, their exit codes."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from onrecord import Record, __version__

PARAGRAPHS = [
    "The council of Harbourton shut the old bridge on Friday after an inspection found cracks in two of its piers.",
    "Engineers will measure the piers again next week, said Ana Lind, who leads the city's road office.",
    "About 12,000 people cross the bridge on a working day, and the tram line over it carries a third of them.",
    "Until the repair is done, trams will end at the market, and a ferry will run every ten minutes until midnight.",
    "Shop owners on the south bank said that they expect fewer guests in the weeks before the spring fair.",
]
ARTICLE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cracks shut the old bridge - The Example</title>'
    '<meta property="article:published_time" content="2026-01-03T09:30:00Z"></head><body>'
    '<nav><a href="/">Home</a> <a href="/local">Local</a></nav><article><h1>Cracks shut the old bridge</h1>'
    + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    + "</article></body></html>"
)
LISTING = "<!doctype html><title>Local</title><ul>" + "".join(
    f'<li><a href="/{n}">Headline number {n} of the day</a></li>' for n in range(40)
)


def onrecord(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "onrecord", *map(str, words)]
    return subprocess.run(argv, capture_output=True, text=True, timeout=120, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "bridge.html").write_text(ARTICLE, "utf-8")
    (folder / "other.html").write_text(ARTICLE.replace("bridge", "tunnel"), "utf-8")
    (folder / "local.html").write_text(LISTING, "utf-8")
    (folder / "empty.html").write_text("", "utf-8")
    (folder / "noise.html").write_bytes(random.Random(1).randbytes(4000))
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n" + random.Random(2).randbytes(4000))
    return folder


def clear_message(done: subprocess.CompletedProcess[str], code: int) -> str:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Error: " in done.stderr
    assert done.stdout == ""
    return done.stderr


class TestBuild:
    def test_a_folder_becomes_a_record_and_every_capture_is_accounted_for(self, captures: Path, tmp_path: Path) -> None:
        done = onrecord("build", captures, "-o", tmp_path / "record.db")
        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
        assert "6 captures" in done.stderr
        assert "2 articles, 4 rejected" in done.stderr
        assert f"onrecord check {tmp_path / 'record.db'}" in done.stderr
        with Record.open_read_only(tmp_path / "record.db") as record:
            titles = {article.metadata.title for article in record.articles()}
            assert titles == {"Cracks shut the old bridge", "Cracks shut the old tunnel"}
            assert all(rejected.detail for rejected in record.rejections())
            assert [hit.title for hit in record.search("TUNNEL piers")] == ["Cracks shut the old tunnel"]

    def test_a_second_run_adds_nothing_and_says_so(self, captures: Path, tmp_path: Path) -> None:
        onrecord("build", captures, "-o", tmp_path / "record.db")
        done = onrecord("build", captures, "-o", tmp_path / "record.db")
        assert done.returncode == 0
        assert "Nothing new" in done.stderr
        assert "6 known" in done.stderr

    def test_a_run_over_more_inputs_adds_what_is_new(self, captures: Path, tmp_path: Path) -> None:
        onrecord("build", captures / "bridge.html", "-o", tmp_path / "record.db")
        done = onrecord("build", captures, "-o", tmp_path / "record.db")
        assert "1 article, 4 rejected" in done.stderr
        assert "1 known" in done.stderr

    def test_the_record_is_the_same_whatever_workers_order_and_hash_seed(self, captures: Path, tmp_path: Path) -> None:
        files = sorted(captures.iterdir())
        dumps = []
        for n, (workers, order) in enumerate([(1, files), (2, files[::-1]), (3, [*files[3:], *files[:3]])]):
            path = tmp_path / f"{n}.db"
            environment = {**os.environ, "PYTHONHASHSEED": str(n)}
            done = onrecord("build", *order, "-o", path, "--workers", str(workers), env=environment)
            assert done.returncode == 0, done.stderr
            with Record.open_read_only(path) as record:
                dumps.append(list(record.dump()))
        assert dumps[0] == dumps[1] == dumps[2]

    def test_a_record_in_the_folder_that_is_read_is_no_input_of_its_own(self, captures: Path) -> None:
        for words in ("6 captures", "Nothing new"):
            done = onrecord("build", ".", "-o", "record.db", cwd=captures)
            assert words in done.stderr

    def test_quiet_says_nothing(self, captures: Path, tmp_path: Path) -> None:
        done = onrecord("build", captures, "-o", tmp_path / "record.db", "--quiet")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_captures_of_an_earlier_time_are_left_out(self, tmp_path: Path) -> None:
        rows = [
            {
                "id": str(year),
                "url": f"https://x.example/{year}",
                "captured_at": f"{year}-06-01T00:00:00Z",
                "html": ARTICLE,
            }
            for year in (2024, 2025, 2026)
        ]
        (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        done = onrecord("build", tmp_path / "rows.jsonl", "-o", tmp_path / "record.db", "--since", "2025-01-01")
        assert "2 articles" in done.stderr
        assert "1 left out" in done.stderr

    def test_standard_input_is_an_input(self, tmp_path: Path) -> None:
        done = onrecord("build", "-", "-o", tmp_path / "record.db", input=ARTICLE)
        assert "1 capture in" in done.stderr
        assert "1 article" in done.stderr


class TestPage:
    def test_one_page_as_json_is_one_object(self, captures: Path) -> None:
        done = onrecord(
            "page", captures / "bridge.html", "--url", "https://news.example/a", "--captured-at", "2026-01-04"
        )
        assert done.returncode == 0, done.stderr
        value = json.loads(done.stdout)
        assert (value["status"], value["title"]) == ("article", "Cracks shut the old bridge")
        assert (value["url"], value["captured_at"]) == ("https://news.example/a", "2026-01-04")
        assert value["text"] == "\n\n".join(PARAGRAPHS)
        assert [value["text"][it["start"] : it["end"]] for it in value["blocks"]] == PARAGRAPHS
        assert value["published"].startswith("2026-01-03T09:30")

    def test_several_pages_as_json_are_an_array(self, captures: Path) -> None:
        done = onrecord("page", captures)
        assert len(json.loads(done.stdout)) == 6

    def test_json_lines_come_in_the_order_of_the_inputs(self, captures: Path) -> None:
        done = onrecord("page", captures / "local.html", captures / "bridge.html", "--format", "jsonl")
        assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["skip", "article"]

    def test_standard_input_is_a_page(self) -> None:
        done = onrecord("page", "-", "--format", "jsonl", input=ARTICLE)
        assert json.loads(done.stdout)["title"] == "Cracks shut the old bridge"

    def test_markdown_and_text_are_for_reading(self, captures: Path) -> None:
        assert onrecord("page", captures / "bridge.html", "--format", "md").stdout.startswith("# Cracks shut")
        assert onrecord("page", captures / "bridge.html", "--format", "text").stdout.endswith(PARAGRAPHS[-1] + "\n")

    @pytest.mark.parametrize("name", ["empty.html", "noise.html", "paper.pdf", "local.html"])
    def test_what_holds_no_article_says_why_and_is_no_failure(self, captures: Path, name: str) -> None:
        done = onrecord("page", captures / name)
        assert done.returncode == 0, done.stderr
        value = json.loads(done.stdout)
        assert value["status"] in ("empty", "error", "skip")
        code, _, words = value["reason"].partition(": ")
        assert code
        assert words

    def test_an_empty_content_type_is_none(self, captures: Path) -> None:
        done = onrecord("page", captures / "bridge.html", "--content-type", "", "--url", "", "--format", "jsonl")
        assert json.loads(done.stdout)["status"] == "article"

    def test_a_reader_that_has_enough_is_no_failure(self, captures: Path) -> None:
        if shutil.which("sh") is None:
            pytest.skip("needs a shell")
        names = f"{captures}/bridge.html " * 300
        script = f"{sys.executable} -m onrecord page {names} --format jsonl | head -c 10; exit ${{PIPESTATUS[0]:-0}}"
        shell = shutil.which("bash") or "sh"
        done = subprocess.run([shell, "-c", script], capture_output=True, text=True, timeout=120, check=False)
        assert (done.returncode, done.stderr) == (0, "")


class TestNewcomersFaults:
    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        message = clear_message(onrecord("build", "nowhere.html", "-o", "record.db", cwd=tmp_path), 1)
        assert "nowhere.html" in message
        assert not (tmp_path / "record.db").exists()

    def test_a_missing_file_is_named_by_page_too(self, tmp_path: Path) -> None:
        assert "nowhere.html" in clear_message(onrecord("page", "nowhere.html", cwd=tmp_path), 1)

    def test_an_empty_folder_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "void").mkdir()
        assert "void" in clear_message(onrecord("build", "void", "-o", "record.db", cwd=tmp_path), 1)

    @pytest.mark.parametrize("body", [b"%PDF-1.7\n", b"\x00\xff" * 500, b"<html>"], ids=["a PDF", "noise", "a page"])
    def test_a_record_that_is_none_is_left_as_it_is(self, captures: Path, tmp_path: Path, body: bytes) -> None:
        (tmp_path / "record.db").write_bytes(body)
        assert "is no record" in clear_message(onrecord("build", captures, "-o", tmp_path / "record.db"), 1)
        assert "is no record" in clear_message(onrecord("check", tmp_path / "record.db"), 1)
        assert (tmp_path / "record.db").read_bytes() == body

    def test_a_record_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        assert "no such record" in clear_message(onrecord("check", tmp_path / "record.db"), 1)

    @pytest.mark.parametrize(
        ("words", "advice"),
        [
            (["biuld", "x"], "Did you mean 'build'?"),
            (["xyzzy"], "There are build"),
            (["build"], "Missing argument"),
            (["build", "x", "--worker", "2"], "--workers"),
            (["build", "x", "--workers", "0"], "0"),
            (["build", "x", "--since", "yesterday"], "ISO 8601"),
            (["page", "x", "--captured-at", "2026-02-30"], "ISO 8601"),
            (["page", "x", "--format", "yaml"], "json"),
        ],
        ids=lambda it: " ".join(it) if isinstance(it, list) else "",
    )
    def test_a_slip_in_the_command_is_named_with_what_to_write(self, words: list[str], advice: str) -> None:
        assert advice in clear_message(onrecord(*words), 2)


class TestHelp:
    @pytest.mark.parametrize("command", ["build", "page", "check", "export", "compare", "demo", "completion"])
    def test_every_command_shows_an_example(self, command: str) -> None:
        done = onrecord(command, "-h")
        assert done.returncode == 0
        assert f"  onrecord {command}" in done.stdout.partition("Example")[2]

    def test_the_version_is_told(self) -> None:
        assert onrecord("--version").stdout == f"onrecord {__version__}\n"

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_shells_complete_the_commands(self, shell: str) -> None:
        done = onrecord("completion", shell)
        assert done.returncode == 0
        assert "_ONRECORD_COMPLETE" in done.stdout


def test_check_counts_what_is_in_a_record(captures: Path, tmp_path: Path) -> None:
    onrecord("build", captures, "-o", tmp_path / "record.db")
    done = onrecord("check", tmp_path / "record.db")
    assert done.returncode == 0
    assert done.stdout.startswith("6 captures = 2 articles + 4 rejections\n")


def test_check_finds_harm_and_says_so_by_its_exit_code(captures: Path, tmp_path: Path) -> None:
    onrecord("build", captures, "-o", tmp_path / "record.db")
    connection = sqlite3.connect(tmp_path / "record.db")
    connection.execute("UPDATE article SET text = 'other words'")
    connection.commit()
    connection.close()
    done = onrecord("check", tmp_path / "record.db")
    assert done.returncode == 1
    assert "lies outside the text" in done.stdout
    assert "something is wrong" in done.stderr


def test_the_demo_shows_articles_rejections_and_what_to_do_next(tmp_path: Path) -> None:
    done = onrecord("demo", cwd=tmp_path)
    assert "WHO CLAIMS, CONFIRMS, DENIES" in done.stdout
    assert "again denied — that any shots had been fired" in done.stdout
    assert done.returncode == 0, done.stderr
    assert "ARTICLES" in done.stdout
    assert "REJECTED" in done.stdout
    assert "removed:" in done.stdout
    assert "cut: Twelve hurt as ferry" in done.stdout.partition("COPIES")[2]
    assert "7 articles" in done.stdout.partition("STORIES")[2]
    assert "WHERE ACCOUNTS DIFFER" in done.stdout
    assert "onrecord check onrecord-demo.db" in done.stderr
    assert onrecord("check", "onrecord-demo.db", cwd=tmp_path).returncode == 0


class TestExport:
    def test_stories_and_conflicts_go_into_files(self, tmp_path: Path) -> None:
        onrecord("demo", "-o", "r.db", "--quiet", cwd=tmp_path)
        done = onrecord("export", "r.db", "--what", "stories", "-o", "stories.jsonl", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "2 stories in stories.jsonl" in done.stderr
        stories = [json.loads(line) for line in (tmp_path / "stories.jsonl").read_text("utf-8").splitlines()]
        assert sorted(len(story["articles"]) for story in stories) == [1, 7]
        done = onrecord("export", "r.db", "--what", "families", "-o", "families.csv", cwd=tmp_path)
        assert (tmp_path / "families.csv").read_bytes().startswith(b"\xef\xbb\xbffamily,kind,original,relation")

    @pytest.mark.parametrize(
        ("words", "code", "message"),
        [
            (["export", "none.db"], 1, "there is no such record"),
            (["export", "r.db", "--what", "jokes"], 2, "'jokes' is not one of"),
            (["compare", "a.html"], 2, "Missing argument 'B'"),
            (["compare", "a.html", "b.html"], 1, "a.html"),
        ],
        ids=["no record", "no such thing", "one page", "no such page"],
    )
    def test_a_slip_is_named(self, tmp_path: Path, words: list[str], code: int, message: str) -> None:
        assert message in clear_message(onrecord(*words, cwd=tmp_path), code)


class TestOtherPeoplesTools:
    @pytest.fixture
    def record_path(self, captures: Path, tmp_path: Path) -> Path:
        onrecord("build", captures, "-o", tmp_path / "record.db")
        return tmp_path / "record.db"

    @pytest.mark.skipif(find_spec("datasette") is None, reason="datasette is not installed")
    def test_datasette_reads_a_record_and_finds_its_full_text_table(self, record_path: Path) -> None:
        argv = [sys.executable, "-m", "datasette"]
        done = subprocess.run([*argv, "inspect", record_path], capture_output=True, text=True, timeout=120, check=True)
        assert json.loads(done.stdout)["record"]["tables"]["article"]["count"] == 2
        query = "/record/article.json?_search=tunnel&_shape=array"
        done = subprocess.run(
            [*argv, "serve", record_path, "--get", query], capture_output=True, text=True, timeout=120, check=True
        )
        assert [row["title"] for row in json.loads(done.stdout)] == ["Cracks shut the old tunnel"]

    @pytest.mark.skipif(find_spec("sqlite_utils") is None, reason="sqlite-utils is not installed")
    def test_sqlite_utils_reads_a_record(self, record_path: Path) -> None:
        argv = [sys.executable, "-m", "sqlite_utils"]
        done = subprocess.run(
            [*argv, "tables", record_path, "--counts"], capture_output=True, text=True, timeout=120, check=True
        )
        counts = {row["table"]: row["count"] for row in json.loads(done.stdout)}
        assert (counts["capture"], counts["article"]) == (6, 2)
        done = subprocess.run(
            [*argv, "search", record_path, "article", "tunnel"], capture_output=True, text=True, timeout=120, check=True
        )
        assert len(json.loads(done.stdout)) == 1
