"""The command line: a command for each public function. Reads options, calls it, prints. Imports the rest by need."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from onrecord import __version__
from onrecord.cli_export import compare, export
from onrecord.cli_options import FAILED, fail, log_if, loudness, say, time_option
from onrecord.errors import OnrecordError, RecordError

if TYPE_CHECKING:
    from onrecord.model import Article, Rejected
    from onrecord.record import Record
    from onrecord.settings import Settings

_DONE, _INTERRUPTED = 0, 130
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_GO_ON = "Run the same command again: it goes on where it stopped."


class _Commands(click.Group):
    """A group that names the nearest command to one that is not there, and minds no reader who has had enough."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # `onrecord page … | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _DONE
        return result

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=1, cutoff=0.5)
            advice = f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(self.list_commands(ctx))}."
            ctx.fail(f"No such command {args[0]!r}. {advice}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="onrecord", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn captured news pages into a record: clean articles, and the evidence for them.

    \b
    Examples:
      onrecord demo                                      see what it does, on a bundled example
      onrecord page article.html --format md             the article in one page
      onrecord build captures/ news.warc.gz -o record.db
      onrecord check record.db

    Exit codes: 0 done, whatever was rejected; 1 could not be done; 2 wrong usage; 130 interrupted, run it again.
    """


@cli.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o", "--output", "record_path", default="record.db", show_default=True, type=click.Path(), help="The record."
)
@click.option("--workers", type=click.IntRange(1, 60), help="Processes that read pages.  [default: one a core]")
@click.option("--engine", type=click.Choice(["local"]), default="local", show_default=True, help="Where they run.")
@click.option(
    "--since", callback=time_option, help="Leave out what was captured before this time. Unknown times stay in."
)
@loudness
def build(
    inputs: tuple[str, ...],
    record_path: str,
    workers: int | None,
    engine: str,
    since: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read captures into a record, a single SQLite file.

    INPUT is a file, a folder, a pattern in quotes, or - for standard input: HTML, plain text, WARC, WACZ, zip, JSONL
    or CSV, packed or not. What is in the record already is left alone: a run that was stopped goes on where it was.

    \b
    Examples:
      onrecord build captures/ -o record.db
      onrecord build 'crawl/*.warc.gz' pages.zip -o record.db --workers 4
      onrecord build articles.jsonl -o record.db --since 2026-01-01
      zcat dump.warc.gz | onrecord build - -o record.db
    """
    from onrecord.pipeline import build as build_record
    from onrecord.progress import Display, counted, report

    log_if(verbose)
    display = Display(inputs, sys.stderr, quiet=quiet)
    try:
        summary = build_record(
            inputs,
            record_path,
            settings=_build_settings(workers),
            since=since,
            progress=display.show,
            stage=display.show_stage,
        )
    finally:
        display.clear()
    if not quiet:
        say(report(summary, record_path))
    if summary.bugs:
        fail(
            f"Error: {counted(summary.bugs, 'capture')} lost to faults of onrecord, all others are in the record\n"
            f"Please report them. Where they happened: sqlite3 {record_path}"
            " \"SELECT uri, detail FROM rejection WHERE reason LIKE 'bug.%'\""
        )
    if summary.untold:
        fail(
            f"Error: {counted(summary.untold, 'story')} without timeline and conflicts: a fault of onrecord\n"
            "Please report it; --verbose shows where it happened."
        )


@cli.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@click.option("--url", help="Where the page is from, if it does not say so itself.")
@click.option("--content-type", help='Such as "text/html; charset=utf-8", if nothing else says so.')
@click.option(
    "--captured-at", callback=time_option, help='When the page was captured: what "yesterday" on it is counted from.'
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "md", "text"]),
    default="json",
    show_default=True,
    help="A JSON object (several: an array), a line of JSON each, Markdown or plain text.",
)
@loudness
def page(
    inputs: tuple[str, ...],
    url: str | None,
    content_type: str | None,
    captured_at: str | None,
    form: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Show what is in captures, or why there is no article. Nothing is stored.

    \b
    Examples:
      onrecord page article.html --url https://news.example/a --format md
      curl -s https://news.example/a | onrecord page - --captured-at 2026-01-04
      onrecord page crawl.warc.gz --format jsonl | jq -r .title
    """
    from onrecord.capture import check_inputs, read_captures
    from onrecord.output import written
    from onrecord.pipeline import is_bug, read_capture
    from onrecord.settings import CaptureSettings, Settings

    log_if(verbose)
    settings = Settings(
        capture=CaptureSettings(url=url or None, content_type=content_type or None, captured_at=captured_at)
    )
    check_inputs(inputs)
    bugs: list[str] = []

    def outcomes() -> Iterator[Article | Rejected]:
        for capture in read_captures(inputs, settings.capture):
            outcome = read_capture(capture, settings)
            if is_bug(outcome):
                bugs.append(outcome.origin.uri)
            yield outcome

    out = sys.stdout.buffer
    for piece in written(outcomes(), form):
        out.write(piece.encode("utf-8", "replace"))
    out.flush()
    if bugs:
        fail(f"Error: {bugs[0]}: a fault of onrecord\nPlease report it; --verbose shows where it happened.")


@cli.command()
@click.argument("record_path", metavar="RECORD", type=click.Path())
@loudness
def check(record_path: str, quiet: bool, verbose: bool) -> None:
    """Check that a record is sound, and say what is in it.

    Captures are counted against articles and rejections, blocks must lie in their text, nothing may be orphaned, and
    the full-text index must agree with the articles. Exit code 1 when something is wrong.

    \b
    Example:
      onrecord check record.db
    """
    from onrecord.output import one_line
    from onrecord.progress import counted

    log_if(verbose)
    with _open_for_check(record_path) as record:
        problems, counts = record.check(), record.counts()
    for problem in problems:
        click.echo(one_line(f"{problem.where}: {problem.what}"))
    if problems:
        fail(f"Error: {record_path}: something is wrong\nBuild it anew from the same inputs with -o.")
    if not quiet:
        rejected = sum(n for _, n in counts.rejected)
        parts = counted(counts.articles, "article"), counted(rejected, "rejection")
        click.echo(f"{counted(counts.captures, 'capture')} = {' + '.join(parts)}")
        for reason, n in counts.rejected:
            click.echo(f"{n:>9,}  {one_line(reason)}")
        click.echo("nothing is wrong")


@cli.command()
@click.option(
    "-o",
    "--output",
    "record_path",
    default="onrecord-demo.db",
    show_default=True,
    type=click.Path(),
    help="The record to make.",
)
@loudness
def demo(record_path: str, quiet: bool, verbose: bool) -> None:
    """Build a record from the bundled example, and show what is in it.

    One invented event, told by several invented outlets, as dirty as the real thing.

    \b
    Example:
      onrecord demo
    """
    from onrecord.demo import example_captures, table
    from onrecord.pipeline import build as build_record
    from onrecord.record import Record

    log_if(verbose)
    summary = build_record([example_captures()], record_path)
    with Record.open_read_only(record_path) as record:
        for line in table(record):
            click.echo(line)
    if not quiet:
        say(
            f"\nThis is {record_path}. Next:\n  onrecord check {record_path}\n"
            "  onrecord page YOUR-PAGE.html --format md\n  onrecord build YOUR-FOLDER -o record.db"
        )
    if summary.bugs:
        fail("Error: the example met a fault of onrecord\nPlease report it.")


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete the commands and options of onrecord.

    \b
    Examples:
      onrecord completion bash >> ~/.bashrc
      onrecord completion zsh >> ~/.zshrc
      onrecord completion fish > ~/.config/fish/completions/onrecord.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # click knows these three
    click.echo(kind(cli, {}, "onrecord", "_ONRECORD_COMPLETE").source())


cli.add_command(export)
cli.add_command(compare)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error becomes a message on standard error."""
    verbose = bool({"-v", "--verbose"} & set(sys.argv[1:] if arguments is None else arguments))
    try:
        with _terminable():
            code = cli.main(arguments, prog_name="onrecord", standalone_mode=False)
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        say(f"\nStopped. {_GO_ON}")
        return _INTERRUPTED
    except OnrecordError as error:
        return _tell(str(error), verbose)
    except OSError as error:
        return _tell(f"{error.filename or 'standard output'}: {error.strerror or error}", verbose)
    except MemoryError:
        return _tell(f"there is not enough memory\nUse fewer --workers. {_GO_ON}", verbose)
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        return _tell(f"a fault of onrecord: {words}\nPlease report it; --verbose shows where it happened.", verbose)
    return code if isinstance(code, int) else _DONE


def _tell(message: str, verbose: bool) -> int:
    say(f"Error: {message}")
    if verbose:
        import traceback

        traceback.print_exc()
    return FAILED


def _build_settings(workers: int | None) -> Settings:
    from onrecord.settings import BuildSettings, Settings

    return Settings(build=BuildSettings(workers=workers or 0))


def _open_for_check(path: str) -> Record:
    # The full-text index can only be compared by one who may write; else the rest is checked.
    from onrecord.record import Record

    with Record.open_read_only(path):  # a check makes no record where there is none
        pass
    try:
        return Record(path)
    except RecordError:
        return Record.open_read_only(path)


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """Let an end that is asked for politely (kill, a shutdown) be as clean as Ctrl-C."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
