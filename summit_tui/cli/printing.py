"""What ``summit suggest`` prints of its findings: a table, one JSON document, or a document a line."""

from __future__ import annotations

import json
import tempfile
from functools import partial
from typing import IO, Any, Final, Literal, Protocol

from summit_tui.cli.console import write
from summit_tui.formats.document import article_entry, assembled, dumps, dumps_line
from summit_tui.formats.suggested import suggested_table
from summit_tui.i18n import N_, Catalogue, load_catalogue
from summit_tui.model import SummitError
from summit_tui.reasons import reason_of
from summit_tui.session.bulk.suggesting import Finding, Render

_IN_MEMORY: Final = 64 * 1024 * 1024
"""Bytes of a document that are kept in memory until it is complete; what is beyond goes to a file."""

_NO_ARTICLES: Final = b'"articles": []'


class Printer(Protocol):
    """A shape of output. All methods raise ``SummitError`` where it can't be written."""

    @property
    def render(self) -> Render:
        """What makes of a finding what ``take`` is given; any process can do that."""
        ...

    def take(self, output: bytes) -> None:
        """Prints a rendered finding, at once where the shape lets it."""
        ...

    def finish(self) -> None:
        """Ends the output."""
        ...


def printer_for(shape: Literal["table", "json", "jsonl"] | None, catalogue: Catalogue) -> Printer | None:
    """What prints in the given shape; ``None`` for none."""
    match shape:
        case "table":
            return _Tables(catalogue)
        case "json":
            return _OneDocument()
        case "jsonl":
            return _Lines()
    return None


def document_line(finding: Finding) -> bytes:
    """A finding as a document of the contract on one line.

    Raises ``SummitError`` where a quote doesn't fit the text.
    """
    entry = article_entry(finding.article, finding.text, finding.quotes, "all")
    return dumps_line(assembled(finding.topics, finding.speakers, [entry]))


def table(language: str, finding: Finding) -> bytes:
    """A finding as a table in the language of the interface."""
    return suggested_table(
        finding.article,
        finding.text,
        finding.quotes,
        {speaker.id: speaker for speaker in finding.speakers},
        {topic.id: topic for topic in finding.topics},
        load_catalogue(language),
    ).encode()


class _Lines:
    render: Render = staticmethod(document_line)

    def take(self, output: bytes) -> None:
        write([output])

    def finish(self) -> None:
        write([])


class _Tables:
    def __init__(self, catalogue: Catalogue) -> None:
        self.render: Render = partial(table, catalogue.language)
        self._separator = b""

    def take(self, output: bytes) -> None:
        write([self._separator, output])
        self._separator = b"\n"

    def finish(self) -> None:
        write([])


class _OneDocument:
    """Topics and speakers stand before the articles, so that all has to be there before anything is printed.

    Meanwhile the articles lie in a temporary file, if there are many.
    """

    render: Render = staticmethod(document_line)

    def __init__(self) -> None:
        self._topics: dict[str, Any] = {}
        self._speakers: dict[str, Any] = {}
        self._places: list[tuple[str, str, int, int]] = []
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it outlives this

    def take(self, output: bytes) -> None:
        document = json.loads(output)
        self._topics.update((topic["id"], topic) for topic in document["topics"])
        self._speakers.update((speaker["id"], speaker) for speaker in document["speakers"])
        (entry,) = document["articles"]
        content = dumps(entry).rstrip(b"\n").replace(b"\n", b"\n  ")
        try:
            self._places.append((entry["source"]["file"], entry["id"], self._file.tell(), len(content)))
            self._file.write(content)
        except OSError as error:
            raise SummitError(
                N_("No temporary file could be written: {reason}. Use --format jsonl, which needs none."),
                reason=reason_of(error),
            ) from error

    def finish(self) -> None:
        head = assembled((), (), [])
        head["topics"] = [self._topics[topic] for topic in sorted(self._topics)]
        head["speakers"] = [self._speakers[speaker] for speaker in sorted(self._speakers)]
        before, _, after = dumps(head).rpartition(_NO_ARTICLES)
        write([before, b'"articles": [\n  '])
        separator = b""
        for _, _, start, length in sorted(self._places):
            self._file.seek(start)
            write([separator, self._file.read(length)])
            separator = b",\n  "
        write([b"\n ]", after])
        self._file.close()
