"""Short ways to work on a session in tests, by the words of the article and not by numbers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summit_tui.model import Quote, Span
from summit_tui.session import Selection, Session, exported


def span_of(text: str, words: str, nth: int = 0) -> Span:
    """Where ``words`` stand in ``text`` for the ``nth`` time, counted from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def put_caret(session: Session, words: str, nth: int = 0) -> None:
    """Puts the caret before ``words``."""
    session.select(Selection.at(span_of(session.text, words, nth).start))


def select_words(session: Session, words: str, nth: int = 0) -> Span:
    """Selects ``words``."""
    span = span_of(session.text, words, nth)
    session.select(Selection.over(span))
    return span


def make_quote(session: Session, words: str, nth: int = 0) -> Quote:
    """Makes a quote of ``words``, which becomes the present one."""
    select_words(session, words, nth)
    message = session.run("quote.make")
    assert message is not None
    assert not message.warning, message
    assert session.quote is not None
    return session.quote


def selected(session: Session) -> str:
    """The selected words."""
    return session.selection.span.of(session.text)


def do(session: Session, command: str, *answers: object, **options: object) -> None:
    """Runs a command that must not warn."""
    message = session.run(command, *answers, **options)
    assert message is None or not message.warning, message


def warned(session: Session, command: str, *answers: object, **options: object) -> str:
    """Runs a command that has to refuse, and returns the catalogue key of what it says."""
    message = session.run(command, *answers, **options)
    assert message is not None
    assert message.warning, message
    return message.key


def document(session: Session, status: str = "all") -> dict[str, Any]:
    """The project as it would be exported."""
    return json.loads(exported(session, status))


def files_in(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file and folder in ``folder``, with hash and time of change: what writing anything alters."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
    }


def spans_in(article: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every span of an exported article: contents, cues, mentions."""
    for quote in article["quotes"]:
        yield from quote["content"]
        yield from (quote[field] for field in ("cue", "mention") if quote[field] is not None)


def assert_spans_are_text(exported_document: dict[str, Any]) -> int:
    """Checks each exported span against the exported text; returns how many there were."""
    count = 0
    for article in exported_document["articles"]:
        for span in spans_in(article):
            assert article["text"][span["start"] : span["end"]] == span["text"]
            assert span["start"] < span["end"]
            count += 1
    return count
