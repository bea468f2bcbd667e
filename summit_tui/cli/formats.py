"""``summit formats``: lists what ``export`` can write."""

from __future__ import annotations

import json

import click

from summit_tui.cli.console import write
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option
from summit_tui.i18n import N_, Catalogue

EXPORTS = {
    "json": N_("One JSON document with the whole project."),
    "jsonl": N_("A JSON document for each article, one a line, with the speakers and topics that it names."),
}
"""What ``export`` writes, and its meaning."""


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "formats",
        callback=_formats,
        params=[
            click.Option(
                ["--format", "shape"],
                type=click.Choice(["table", "json", "jsonl"]),
                default="table",
                help=catalogue.text(N_("How to print the list.")),
            ),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("List the formats of exports.")),
        help=catalogue.text(N_("List the formats that summit export can write.")),
    )


@click.pass_obj
def _formats(invocation: Invocation, shape: str) -> None:
    entries = [{"format": name, "holds": invocation.catalogue.text(key)} for name, key in EXPORTS.items()]
    if shape == "table":
        from summit_tui.formats.table import aligned

        text = aligned([[entry["format"], entry["holds"]] for entry in entries])
    elif shape == "json":
        text = json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
    else:
        text = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    write([text.encode()])
