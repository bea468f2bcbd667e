"""``summit check``: looks through a project for what is wrong with it, and mends what can be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summit_tui.cli.console import tell, write
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option, project_options
from summit_tui.cli.sessions import path_argument
from summit_tui.cli.waiting import waiting_of
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import ExitStatus, Message, UnusableInputError

if TYPE_CHECKING:
    from summit_tui.store import ProjectPlace
    from summit_tui.store.checking import Checked, Finding

_RANKS = {"fault": N_("fault"), "left": N_("left behind"), "note": N_("note")}


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "check",
        callback=_check,
        params=[
            path_argument(),
            click.Option(
                ["--mend"],
                is_flag=True,
                help=catalogue.text(N_("Back the project up and mend what can be mended without guessing.")),
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
        short_help=catalogue.text(N_("Look for what is wrong with a project's files.")),
        help=catalogue.text(
            N_(
                "Look through the project that PATH (an article, a folder or a project) belongs to: "
                "checksums of its file, journals, history, backups and texts; offsets within the texts, and "
                "as they were recorded; ids that lead nowhere; what is there twice. What is wrong is listed, "
                "and the exit status is 1. What a stopped program left behind is named; nothing is wrong "
                "with that. Nothing is written without --mend."
            )
        ),
    )


@click.pass_obj
def _check(invocation: Invocation, path: Path | None, shape: str, *, mend: bool) -> int:
    from summit_tui.session.projects import project_of
    from summit_tui.store.checking import check

    if mend and invocation.read_only:
        raise UnusableInputError(N_("--mend and --read-only exclude each other. Nothing was changed."))
    place = project_of(path, paths=invocation.paths, project_dir=invocation.project)
    checked = check(place.folder)
    if mend:
        checked = _mend(invocation, place, checked)
    _print(checked, shape, invocation.catalogue)
    for message in _summary(checked):
        tell(invocation.catalogue, message)
    return ExitStatus.FAULT_IN_DATA if checked.faults else ExitStatus.DONE


def _mend(invocation: Invocation, place: ProjectPlace, checked: Checked) -> Checked:
    from summit_tui.session.ledger import Author
    from summit_tui.session.mending import mend

    catalogue = invocation.catalogue
    author = Author(invocation.author or invocation.settings.author)
    done = mend(place, author, checked, waiting_of(invocation))
    for message in done.changed:
        tell(catalogue, message)
    if done.stopped is not None:
        tell(catalogue, done.stopped)
    if done.checked.faults:
        tell(catalogue, Message.warn(N_("What is listed could not be mended.")))
    return done.checked


def _print(checked: Checked, shape: str, catalogue: Catalogue) -> None:
    from summit_tui.formats.document import encoded

    findings = checked.findings
    if shape == "table":
        if findings:
            from summit_tui.formats.table import aligned

            write([aligned([list(_row(finding, catalogue)) for finding in findings]).encode()])
    elif shape == "json":
        document = {
            "exists": checked.exists,
            "articles": checked.articles,
            "quotes": checked.quotes,
            "edits": checked.edits,
            "backups": checked.backups,
            "findings": [_document(finding, catalogue) for finding in findings],
        }
        write([encoded(json.dumps(document, ensure_ascii=False, indent=1))])
    else:
        documents = (_document(finding, catalogue) for finding in findings)
        write([encoded(json.dumps(document, ensure_ascii=False)) for document in documents])


def _row(finding: Finding, catalogue: Catalogue) -> Iterable[str]:
    return catalogue.text(_RANKS[finding.rank]), finding.message.spoken(catalogue.text)


def _document(finding: Finding, catalogue: Catalogue) -> dict[str, Any]:
    return {**finding.document(), "message": finding.message.spoken(catalogue.text)}


def _summary(checked: Checked) -> Iterable[Message]:
    holder = checked.holder
    if holder is not None:
        yield Message.of(
            N_("Process {pid} on {host} has the project open for writing since {since}."),
            pid=holder.pid,
            host=holder.host,
            since=holder.since,
        )
    if not checked.exists:
        yield Message.of(N_("Nothing was saved in this project yet."))
        return
    if not checked.opens:
        yield Message.warn(N_("The project can't be opened. summit restore lists its backups."))
        return
    yield Message.of(
        N_("Looked at: articles {articles}, quotes {quotes}, edits {edits}, backups {backups}."),
        articles=checked.articles,
        quotes=checked.quotes,
        edits=checked.edits,
        backups=checked.backups,
    )
    if checked.faults:
        yield Message.of(N_("Faults: {count}."), count=len(checked.faults))
    else:
        yield Message.of(N_("Nothing is wrong."))
