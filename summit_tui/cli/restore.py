"""``summit restore``: lists a project's backups, and goes back to one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from summit_tui.cli.asking import ask
from summit_tui.cli.console import tell, write
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option, project_options
from summit_tui.cli.waiting import waiting_of
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import ExitStatus, Message, UnusableInputError

if TYPE_CHECKING:
    from summit_tui.session.restoring import Listed
    from summit_tui.store.backups import Backup

_HEADINGS = (N_("Backup"), N_("Made"), N_("Up to edit"), N_("Size"))


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "restore",
        callback=_restore,
        params=[
            click.Argument(["backup"], required=False),
            click.Option(
                ["--readable"],
                is_flag=True,
                help=catalogue.text(
                    N_("Where the project can't be opened, go on with what can be read of it; all is kept.")
                ),
            ),
            click.Option(
                ["--yes"], is_flag=True, help=catalogue.text(N_("Don't ask before anything is changed."))
            ),
            click.Option(
                ["--format", "shape"],
                type=click.Choice(["table", "json", "jsonl"]),
                default="table",
                help=catalogue.text(N_("How to print the list.")),
            ),
            *project_options(catalogue),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("Go back to a backup, or list the backups.")),
        help=catalogue.text(
            N_(
                "Bring a project's annotations back to what they were in BACKUP, one of its backups or "
                "another file; without BACKUP, list the backups. The present state is backed up first, and "
                "going back is an edit, which undo takes back. Where the project can't be opened, its file "
                "is put back, and all that was there is kept beside the backups. The project is that of "
                "this folder, or of --project."
            )
        ),
    )


@click.pass_obj
def _restore(invocation: Invocation, backup: str | None, shape: str, *, readable: bool, yes: bool) -> int:
    from summit_tui.session import restoring
    from summit_tui.session.ledger import Author
    from summit_tui.session.projects import project_of

    catalogue = invocation.catalogue
    if readable:
        if backup is not None or invocation.read_only:
            raise UnusableInputError(
                N_("--readable stands alone: it needs no backup, and it writes. Nothing was changed.")
            )
        place = project_of(None, paths=invocation.paths, project_dir=invocation.project)
        opened = restoring.open_readable(
            place.folder, lambda what: ask(catalogue, what, yes=yes), waiting_of(invocation)
        )
        for message in opened:
            tell(catalogue, message)
        return ExitStatus.DONE
    if backup is None:
        place = project_of(None, paths=invocation.paths, project_dir=invocation.project)
        return _list(restoring.backups_of(place.folder), shape, catalogue)
    if backup == "":
        raise UnusableInputError(N_("An empty name is no backup; summit restore lists those that there are."))
    if invocation.read_only:
        raise UnusableInputError(N_("--read-only and restoring exclude each other. Nothing was changed."))
    place = project_of(None, paths=invocation.paths, project_dir=invocation.project)
    source = restoring.wanted(place.folder, backup)
    author = Author(invocation.author or invocation.settings.author)
    told = restoring.restore(
        place.folder, source, author, lambda what: ask(catalogue, what, yes=yes), waiting_of(invocation)
    )
    for message in told:
        tell(catalogue, message)
    return ExitStatus.DONE


def _list(listed: Listed, shape: str, catalogue: Catalogue) -> int:
    for message in listed.damaged:
        tell(catalogue, message)
    if shape == "table":
        _print_table(listed.backups, catalogue)
    else:
        documents = [_document(backup) for backup in listed.backups]
        from summit_tui.formats.document import encoded

        if shape == "json":
            write([encoded(json.dumps(documents, ensure_ascii=False, indent=1))])
        else:
            write([encoded(json.dumps(document, ensure_ascii=False)) for document in documents])
    return ExitStatus.FAULT_IN_DATA if listed.damaged else ExitStatus.DONE


def _print_table(backups: Sequence[Backup], catalogue: Catalogue) -> None:
    from summit_tui.formats.table import aligned

    if not backups:
        tell(catalogue, Message.of(N_("There are no backups yet; summit backup makes one.")))
        return
    rows = [[catalogue.text(heading) for heading in _HEADINGS]]
    for backup in backups:
        why = catalogue.text(_reason(backup.why)) if backup.why else "-"
        rows.append([backup.path.name, why, str(backup.sequence), _size(backup.size)])
    write([aligned(rows).encode()])


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.1f} kB"


def _reason(why: str) -> str:
    """Why a backup was made."""
    from summit_tui.store.backups import BEFORE_MENDING, BEFORE_RESTORE, BEFORE_SHORTENING, BY_HAND, DAILY

    known = {
        DAILY: N_("daily"),
        BY_HAND: N_("by hand"),
        BEFORE_RESTORE: N_("before going back to another"),
        BEFORE_MENDING: N_("before mending"),
        BEFORE_SHORTENING: N_("before shortening the history"),
    }
    return known.get(why, N_("before a new version of the file"))


def _document(backup: Backup) -> dict[str, object]:
    return {
        "file": str(backup.path),
        "day": backup.day or None,
        "why": backup.why or None,
        "sequence": backup.sequence,
        "schema": backup.schema,
        "bytes": backup.size,
    }
