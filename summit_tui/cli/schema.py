"""``summit schema``: prints the JSON Schema of what ``export`` writes."""

from __future__ import annotations

import click

from summit_tui.cli.console import write
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import language_option
from summit_tui.i18n import N_, Catalogue


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "schema",
        callback=_schema,
        params=[language_option(catalogue)],
        short_help=catalogue.text(N_("Print the JSON Schema of exports.")),
        help=catalogue.text(N_("Print the JSON Schema (2020-12) that every exported document follows.")),
    )


def _schema() -> None:
    from summit_tui.formats.schema import schema_bytes

    write([schema_bytes()])
