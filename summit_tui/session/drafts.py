"""Notes that were typed and are in no project yet, kept from one run to the next until they are.

A terminal may go away while a person types, or the disk be full when they press Enter.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from summit_tui.files import make_folder, read_file, replace_file
from summit_tui.i18n import N_
from summit_tui.model import Change, Message, Quote, Status, UnusableInputError
from summit_tui.model.fields import Fields

if TYPE_CHECKING:
    from summit_tui.session.session import Session

_LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a file of drafts that is read."""

_WORDS: Final = 24
"""Code points of a quote that tell a person which one it is."""


class Draft(NamedTuple):
    """A note as far as it was typed. ``words`` are the first ones of its quote, which has that id."""

    quote: str
    article: str
    title: str
    words: str
    note: str


class Drafts:
    """The drafts of one project, by their quotes, in the file at ``path``; in memory only without one.

    The file lies in a folder that only its owner can look into. Where it can't be written, drafts last as
    long as the program runs.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._aside: dict[str, Draft] = {}
        self._unwritten: dict[str, Draft | None] = {}
        self._drafts = self._read() or {}

    @property
    def unsaved(self) -> Path | None:
        """The file that keeps the project's edits that could not be saved, beside the drafts."""
        return None if self._path is None else self._path.with_suffix(".unsaved.json")

    def of(self, quote: Quote) -> Draft | None:
        """What was typed for ``quote``, where that is another note than the one it has."""
        draft = self._drafts.get(quote.id)
        return None if draft is None or draft.note == quote.note else draft

    def all(self) -> list[Draft]:
        """All of them, the oldest first."""
        return list(self._drafts.values())

    def keep(self, draft: Draft) -> None:
        """Keeps ``draft`` in the place of an earlier one of the same quote."""
        self._write({draft.quote: draft})

    def drop(self, quote: str) -> None:
        """Forgets the draft of the quote with the id ``quote``, if there is one."""
        if quote in self._drafts:
            self._write({quote: None})

    def put_aside(self, quote: str) -> None:
        """Keeps the draft of a quote that goes as long as the program runs, without offering it."""
        if quote in self._drafts:
            self._aside[quote] = self._drafts[quote]
            self.drop(quote)

    def bring_back(self, quote: str) -> None:
        """Offers the draft of a quote that comes back again, if one was put aside."""
        if quote in self._aside:
            self.keep(self._aside.pop(quote))

    def carried_to(self, other: Drafts) -> Drafts:
        """``other``, with all of these in it. They stay here, too: in this place they aren't saved."""
        other._aside.update(self._aside)
        if self._drafts:
            other._write(dict(self._drafts))
        return other

    def _write(self, changed: dict[str, Draft | None]) -> None:
        # Another window on the same project may have kept some in the meantime, or dropped some.
        self._unwritten |= changed
        there = self._read()
        together = {**(self._drafts if there is None else there), **self._unwritten}
        self._drafts = {quote: draft for quote, draft in together.items() if draft is not None}
        if self._path is None:
            return
        with contextlib.suppress(OSError):
            self._put(self._path)
            self._unwritten.clear()

    def _put(self, path: Path) -> None:
        written = json.dumps([draft._asdict() for draft in self._drafts.values()], indent=1)
        write_privately(path, written.encode("ascii") + b"\n" if self._drafts else None)

    def _read(self) -> dict[str, Draft] | None:
        """The drafts in the file; ``None`` where it can't be read or is damaged, and is to be replaced."""
        if self._path is None:
            return None
        try:
            if self._path.stat().st_size > _LARGEST:
                return None
            content, _ = read_file(self._path)
            written = Fields({"drafts": json.loads(content)})
            drafts = [Draft(*map(entry.string, Draft._fields)) for entry in written.children("drafts")]
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError, UnusableInputError):
            return None
        return {draft.quote: draft for draft in drafts}


def write_privately(path: Path, content: bytes | None) -> None:
    """Writes the file at ``path``, in a folder that only its owner can look into, or removes it.

    Raises ``OSError``.
    """
    if content is None:
        path.unlink(missing_ok=True)
        return
    make_folder(path.parent.parent)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    replace_file(path, content)


def drafts_of(project: Path, folder: Path) -> Drafts:
    """The drafts of the project at ``project``, the folder ``.summit``, kept in ``folder``."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(project))).hexdigest()[:16]
    return Drafts(folder / f"{name}.json")


def keep_typed(session: Session, quote: Quote, note: str) -> None:
    """Keeps ``note``, typed for ``quote`` and not saved, unless it is the one that is saved."""
    if note == quote.note:
        session.drafts.drop(quote.id)
        return
    article = session.article
    words = session.text[quote.start : min(quote.end, quote.start + _WORDS)]
    session.drafts.keep(Draft(quote.id, article.id, article.title or article.source.file, words, note))


def follow_drafts(session: Session, changed: Iterable[Change]) -> None:
    """Lets drafts go and come back with their quotes; nobody could go on with that of one that is gone."""
    project, drafts = session.project, session.drafts
    for name in {change.entity.id for change in changed if isinstance(change.entity, Quote)}:
        quote = project.quotes.get(name)
        if quote is not None and quote.status is not Status.REJECTED:
            drafts.bring_back(name)
        elif name not in project.carried:
            drafts.put_aside(name)


def back_to_draft(session: Session) -> None:
    """Goes to the quote of a draft in the article that was just opened, and has that told first of all.

    Where there is a draft in another article only, that is told.
    """
    drafts = session.drafts.all()
    here = [draft for draft in drafts if draft.article == session.article.id]
    for draft in here:
        quote = session.find(draft.quote)
        if quote is not None and session.drafts.of(quote) is None:
            session.drafts.drop(quote.id)  # saved in the meantime
            continue
        if quote is not None:
            session.visit(quote)
        key = N_("The note on “{words}” isn't saved yet: go there and press ; to go on with it.")
        session.warnings.insert(0, Message.warn(key, words=draft.words))
        return
    if drafts and not here:
        key = N_("A note in “{title}” isn't saved yet: open that article to go on with it.")
        session.warnings.insert(0, Message.warn(key, title=drafts[0].title))
