"""What the commands of the command line have in common: options, messages, the end of a failed run."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import click

from onrecord.times import is_time

FAILED = 1  # the exit code


def time_option(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the time that a person gave, once it is one."""
    if value and not is_time(value):
        raise click.BadParameter(
            f"{value!r} is no ISO 8601 time; write 2026, 2026-01, 2026-01-04 or 2026-01-04T09:30:00Z", ctx, param
        )
    return value.strip() if value else None


def loudness(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with the options that say how much it tells."""
    command = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(command)
    return click.option("-v", "--verbose", is_flag=True, help="Tell in detail what happens, faults with their place.")(
        command
    )


def fail(message: str) -> NoReturn:
    """Say what went wrong, and end with exit code 1."""
    say(message)
    raise click.exceptions.Exit(FAILED)


def say(message: str) -> None:
    """Print to standard error."""
    from onrecord.output import printable

    click.echo(printable(message), err=True)


def log_if(verbose: bool) -> None:
    """Show what the program logs, where that was asked for."""
    if verbose:
        import logging

        logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s")
