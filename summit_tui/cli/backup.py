"""``summit backup``: copies a project's annotations."""

from __future__ import annotations

from pathlib import Path

import click

from summit_tui.cli.console import tell
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option, project_option
from summit_tui.cli.sessions import path_argument
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, UnusableInputError


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "backup",
        callback=_backup,
        params=[
            path_argument(),
            click.Option(
                ["--to"],
                metavar="FILE",
                type=click.Path(path_type=Path),
                help=catalogue.text(
                    N_("Copy to this file, where there is none yet, instead of the backups.")
                ),
            ),
            project_option(catalogue),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("Copy a project's annotations.")),
        help=catalogue.text(
            N_(
                "Copy the annotations of the project that PATH (an article, a folder or a project) belongs "
                "to, as they are now, into its folder of backups; without PATH, those of the project that "
                "summit would open here. The copy is read back before it is reported. The articles' texts, "
                "which never change, and the history aren't copied. One is made by itself each day that "
                "there are edits; summit restore goes back to one."
            )
        ),
    )


@click.pass_obj
def _backup(invocation: Invocation, path: Path | None, to: Path | None) -> None:
    from summit_tui.session.projects import project_of
    from summit_tui.session.restoring import back_up
    from summit_tui.store import ProjectStore

    place = project_of(path, paths=invocation.paths, project_dir=invocation.project)
    if invocation.read_only and to is None:
        raise UnusableInputError(
            N_("--read-only writes nothing to the project, and so no backup. Name a file with --to.")
        )
    # A copy is made of what is saved: whoever holds the project may go on meanwhile.
    with ProjectStore.open(place.folder, read_only=True) as store:
        for message in store.mended:
            tell(invocation.catalogue, message)
        copy = back_up(store, to)
        key = N_("Backed up to {path}, up to edit number {number}.")
        tell(invocation.catalogue, Message.of(key, path=copy, number=store.sequence))
