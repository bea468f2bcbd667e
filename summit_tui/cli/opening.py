"""``summit [PATH]``: opens the app or, where there is no terminal, prints the articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summit_tui.cli.collector import late_collector
from summit_tui.cli.console import is_interactive, tell, write
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import (
    Invocation,
    language_option,
    project_options,
    said_of_terminals,
    terminal_option,
)
from summit_tui.cli.sessions import opened, path_argument
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import ExitStatus, Message, SummitError

if TYPE_CHECKING:
    from summit_tui.session import Session


def command(catalogue: Catalogue) -> click.Command:
    """The command that a first word stands for which names no other. It isn't called by a name."""
    return Command(
        catalogue,
        "",
        callback=_open,
        params=[
            path_argument(),
            *project_options(catalogue),
            terminal_option(catalogue),
            language_option(catalogue),
        ],
        help=catalogue.text(N_("Open an article, a folder or a project.")),
    )


@click.pass_obj
def _open(invocation: Invocation, path: Path | None) -> int:
    return open_path(invocation, path)


def open_path(invocation: Invocation, path: Path | None) -> int:
    """Opens the app on ``path``, or prints its articles, and returns the exit status."""
    if not is_interactive():
        return _print(invocation, path)
    from summit_tui.terminal.questions import Questions

    with ExitStack() as stack:
        started = stack.enter_context(late_collector())
        opening = opened(invocation, path, read_only=False, follows=True)
        # While it waits, the terminal is the person's: Ctrl+C ends it. Else its answers come meanwhile.
        waited = stack.enter_context(opening) if invocation.wait else None
        questions = stack.enter_context(Questions.ask(os.environ))
        session = waited or stack.enter_context(opening)
        from summit_tui.tui.app import run

        status = run(
            session,
            invocation.catalogue,
            invocation.settings,
            started,
            questions,
            said_of_terminals(invocation),
            partial(_log, invocation.paths.state),
        )
        if session.unsaved:
            tell(invocation.catalogue, _of_unsaved(session))
        return status


def _of_unsaved(session: Session) -> Message:
    """What becomes of the edits that could not be saved, when the app has ended."""
    if session.home.unsaved_are_kept:
        key = N_("Edits that could not be saved are kept, and offered at the next start: {count}.")
    else:
        key = N_("Edits that could not be saved are lost: {count}.")
    return Message.warn(key, count=len(session.unsaved))


def _log(folder: Path, error: BaseException) -> Path | None:
    """Keeps what the app went on after in the log of crashes, and returns it."""
    from summit_tui.cli.crash import log_crash

    return log_crash(folder, error, sys.argv[1:])


def _print(invocation: Invocation, path: Path | None) -> int:
    with opened(invocation, path, read_only=True) as session:
        tell(invocation.catalogue, Message.of(N_("There is no terminal here, so the articles are printed.")))
        messages = Messages(invocation.catalogue)
        messages.tell(*session.warnings)
        write(_tables(session, path, messages))
    return ExitStatus.FAULT_IN_DATA if messages.problems else ExitStatus.DONE


class Messages:
    """What is told of several articles, each once, and how many could not be read."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.problems = 0
        self._told: set[str] = set()

    def tell(self, *messages: Message) -> None:
        """Tells those of ``messages`` that weren't told."""
        for message in messages:
            if str(message) not in self._told:
                self._told.add(str(message))
                tell(self.catalogue, message)


def _tables(session: Session, path: Path | None, messages: Messages) -> Iterator[bytes]:
    from summit_tui.formats.table import article_table
    from summit_tui.session.articles import entries_at, open_entry

    separator = b""
    entries = session.entries if path is None else entries_at(session.entries, path)
    for entry in entries:
        try:
            opened_entry = open_entry(session.store, session.place, entry, session.new_id)
        except SummitError as error:
            messages.problems += 1
            messages.tell(Message.of_error(error))
            continue
        messages.tell(*opened_entry.warnings)
        table = article_table(opened_entry.article, opened_entry.text, session.project, messages.catalogue)
        yield separator + table.encode()
        separator = b"\n\n"
