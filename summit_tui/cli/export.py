"""``summit export``: writes a project's annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from summit_tui.cli.console import tell, write
from summit_tui.cli.formats import EXPORTS
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option, project_options
from summit_tui.cli.sessions import opened, path_argument
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, UnusableInputError

if TYPE_CHECKING:
    from summit_tui.formats.document import Wanted
    from summit_tui.session.exporting import Shape


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "export",
        callback=_export,
        params=[
            path_argument(),
            *_options(catalogue),
            *project_options(catalogue),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("Write a project's annotations.")),
        help=catalogue.text(
            N_(
                "Write the annotations of the project that PATH (an article, a folder or a project) belongs "
                "to; without PATH, of the one that summit would open here."
            )
        ),
    )


def _options(catalogue: Catalogue) -> list[click.Parameter]:
    return [
        click.Option(
            ["--format", "shape"],
            type=click.Choice(list(EXPORTS)),
            default="json",
            help=catalogue.text(N_("What to write; see summit formats.")),
        ),
        click.Option(
            ["--status"],
            type=click.Choice(["accepted", "all"]),
            default="accepted",
            help=catalogue.text(N_("Only what is accepted, or suggested and rejected quotes too.")),
        ),
        click.Option(
            ["--output"],
            metavar="FILE",
            help=catalogue.text(N_("Write to a file instead of standard output.")),
        ),
        click.Option(
            ["--force"],
            is_flag=True,
            help=catalogue.text(N_("Overwrite the file where it is there already.")),
        ),
    ]


@click.pass_obj
def _export(
    invocation: Invocation,
    path: Path | None,
    shape: Shape,
    status: Wanted,
    output: str | None,
    *,
    force: bool,
) -> None:
    from summit_tui.session import exporting

    with opened(invocation, path, read_only=True) as session:
        for message in session.warnings:
            tell(invocation.catalogue, message)
        if not session.store.exists:
            raise UnusableInputError(
                "There is no project at {path}, so there is nothing to export. Nothing was written.",
                path=invocation.project or path or Path.cwd(),
            )
        if output is None:
            write(exporting.chunks(session, shape, status))
        else:
            exporting.write(session, output, overwrite=force, shape=shape, status=status)
            tell(invocation.catalogue, Message.of(N_("Exported to {path}."), path=output))
