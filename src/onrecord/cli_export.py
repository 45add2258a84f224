"""The commands that take things out of a record, or lay two pages side by side."""

from __future__ import annotations

import sys

import click

from onrecord.cli_options import log_if, loudness, say

_ONE = {
    "articles": "article", "statements": "statement", "families": "family", "stories": "story", "conflicts": "conflict"
}  # fmt: skip


@click.command()
@click.argument("record_path", metavar="RECORD", type=click.Path())
@click.option(
    "--what",
    type=click.Choice(["articles", "statements", "families", "stories", "conflicts"]),
    default="articles",
    show_default=True,
    help="What to take out.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    help="A line of JSON each, or a table.  [default: by the name after -o, else jsonl]",
)
@click.option("-o", "--output", default="-", show_default=True, type=click.Path(), help="The file; - prints it.")
@loudness
def export(record_path: str, what: str, form: str | None, output: str, quiet: bool, verbose: bool) -> None:
    """Take out what a record holds, as JSON lines or as a table.

    In a table a family has a row for each member, a story one for each article, and a conflict one for each place
    that stands for a side. Cells that a spreadsheet would run as formulas get an apostrophe before them.

    \b
    Examples:
      onrecord export record.db --what stories -o stories.jsonl
      onrecord export record.db --what conflicts -o conflicts.csv
      onrecord export record.db --what statements | jq -r .speaker.name | sort | uniq -c
    """
    from onrecord.export import export_record
    from onrecord.progress import counted
    from onrecord.record import Record

    log_if(verbose)
    form = form or ("csv" if output.lower().endswith(".csv") else "jsonl")
    with Record.open_read_only(record_path) as record:
        count = export_record(record, what, form, output)
    if not quiet and output != "-":
        say(f"{counted(count, _ONE[what])} in {output}")


@click.command()
@click.argument("first", metavar="A", type=click.Path())
@click.argument("second", metavar="B", type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Words for a person, or a JSON object.",
)
@loudness
def compare(first: str, second: str, form: str, quiet: bool, verbose: bool) -> None:
    """Lay two pages side by side: which is the copy, what was cut or added, and where they differ.

    Each is a file that holds one page; of an archive or a table of rows the first article is taken.

    \b
    Examples:
      onrecord compare agency.html paper.html
      onrecord compare monday.html tuesday.html --format json
    """
    from onrecord.comparison import compared
    from onrecord.settings import Settings

    log_if(verbose)
    for piece in compared(first, second, form, Settings()):
        sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
