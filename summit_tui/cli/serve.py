"""``summit serve``: the app in browser windows, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option, project_options
from summit_tui.cli.sessions import path_argument
from summit_tui.i18n import N_, Catalogue

USUAL_PORT: Final = 8000
"""Where it listens unless a port is named or another program is there."""


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "serve",
        callback=_serve,
        params=[
            path_argument(),
            *_options(catalogue),
            *project_options(catalogue),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("Show the app in a browser on this machine.")),
        help=catalogue.text(
            N_(
                "Show the app in browser windows on this machine, on what summit PATH would open. The "
                "address that is printed holds a secret key; whoever has it can edit. Ctrl+C ends it."
            )
        ),
    )


def _options(catalogue: Catalogue) -> list[click.Parameter]:
    return [
        click.Option(
            ["--port"],
            type=click.IntRange(0, 65535),
            metavar="N",
            help=catalogue.text(
                N_("Listen on this port, 0 for any that is free; else on {port}, or on a free one."),
                port=USUAL_PORT,
            ),
        ),
        click.Option(
            ["--host"],
            default="127.0.0.1",
            metavar="ADDRESS",
            help=catalogue.text(N_("Listen on this address of this machine's own: 127.0.0.1 or ::1.")),
        ),
    ]


@click.pass_obj
def _serve(invocation: Invocation, path: Path | None, port: int | None, host: str) -> None:
    from summit_tui.cli.serving import serve

    serve(invocation, path, host, port)
