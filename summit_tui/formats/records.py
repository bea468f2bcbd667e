"""Reading a JSON Lines file of articles, a record at a time, whatever is wrong with any of them."""

from __future__ import annotations

import gzip
import json
import stat
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final

from summit_tui.formats.decoding import UTF16_MARKS
from summit_tui.i18n import N_
from summit_tui.model import ExitStatus, SummitError, UnusableInputError, title_of
from summit_tui.reasons import reason_of

LONGEST_LINE: Final = 64 * 1024 * 1024
"""Bytes of a record; a longer line is passed over without being held in memory."""


class BrokenRecordError(SummitError):
    """One record of many can't be used: a fault in the data."""

    exit_status = ExitStatus.FAULT_IN_DATA


@dataclass(frozen=True, slots=True)
class Record:
    r"""An article as one line holds it. ``line`` counts from 1; ``text`` has only ``\n`` as line ends."""

    line: int
    id: str | None
    title: str
    text: str
    outlet: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """How far a file is read, in bytes as they lie on the disk."""

    done: int
    size: int


Read = tuple[Record | BrokenRecordError, Position]


def read_records(path: Path, name: str) -> Iterator[Read]:
    """The records of the file at ``path``, which messages call ``name``, as they are asked for.

    What can't be used comes as an error in the place of its record, and the next ones follow; only
    where the file itself breaks off do none follow. Blank lines are passed over. Raises
    ``UnusableInputError`` where the file can't be opened at all.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnusableInputError("{file}: not a file that can be read", file=name)
        size = path.stat().st_size
        with ExitStack() as stack:
            raw = stack.enter_context(path.open("rb"))
            lines: BinaryIO | gzip.GzipFile = raw
            if path.name.lower().endswith(".gz"):
                lines = stack.enter_context(gzip.open(raw, "rb"))
            for record in _records(lines, name):
                yield record, Position(raw.tell(), size)
    except OSError as error:
        raise UnusableInputError(
            "{file} can't be read: {reason}", file=name, reason=reason_of(error)
        ) from error


@dataclass(frozen=True, slots=True)
class _Line:
    """Which line of which file, for saying what is wrong with it."""

    file: str
    number: int

    def broken(self, key: str, **values: object) -> BrokenRecordError:
        return BrokenRecordError(key, file=self.file, line=self.number, **values)


def _records(lines: BinaryIO | gzip.GzipFile, name: str) -> Iterator[Record | BrokenRecordError]:
    for number in count(1):
        place = _Line(name, number)
        try:
            line, whole = _next_line(lines)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            yield place.broken(
                N_("{file}, line {line}: the compressed file is damaged from here on: {reason}"), reason=error
            )
            return
        if not line:
            return
        if number == 1:
            if line.startswith(UTF16_MARKS):
                raise UnusableInputError(
                    "{file}: JSON Lines are read as UTF-8, and this is UTF-16", file=name
                )
            line = line.removeprefix(BOM_UTF8)
        if not whole:
            yield place.broken(
                N_("{file}, line {line}: longer than {limit} MB; it was left out"),
                limit=LONGEST_LINE // 1024**2,
            )
        elif line and not line.isspace():
            try:
                yield _record(_parsed(line, place), place)
            except BrokenRecordError as error:
                yield error


def _next_line(lines: BinaryIO | gzip.GzipFile) -> tuple[bytes, bool]:
    """The next line, empty at the end, and whether it is whole; of one that isn't, there is a byte."""
    line = lines.readline(LONGEST_LINE + 1)
    if len(line) <= LONGEST_LINE:
        return line, True
    rest = line
    while rest and not rest.endswith(b"\n"):
        rest = lines.readline(LONGEST_LINE)
    return line[:1], False


def _parsed(line: bytes, place: _Line) -> dict[str, object]:
    try:
        document = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise place.broken(
            N_("{file}, line {line}: not valid UTF-8 at byte {byte} of the line"), byte=error.start
        ) from error
    except json.JSONDecodeError as error:
        raise place.broken(
            N_("{file}, line {line}: not JSON: {reason} in column {column}"),
            reason=error.msg,
            column=error.colno,
        ) from error
    except RecursionError as error:
        raise place.broken(N_("{file}, line {line}: its JSON is nested too deep")) from error
    except ValueError as error:  # a number of too many digits
        raise place.broken(
            N_("{file}, line {line}: not JSON that can be read: {reason}"), reason=error
        ) from error
    if not isinstance(document, dict):
        raise place.broken(N_("{file}, line {line}: not a JSON object"))
    return document


def _record(document: dict[str, object], place: _Line) -> Record:
    text = _text(document.get("text"), place)
    title, outlet, source, url, date = (
        _string(document.get(key)) for key in ("title", "outlet", "source", "url", "date")
    )
    record = Record(
        place.number,
        _id(document.get("id"), place),
        title or title_of(text),
        text,
        outlet or source,
        url,
        date,
    )
    if not all(map(_is_unicode, (record.id, record.title, record.outlet, url, date))):
        raise place.broken(
            N_("{file}, line {line}: it holds half of a surrogate pair, which is no Unicode text")
        )
    return record


def _text(value: object, place: _Line) -> str:
    if not isinstance(value, str):
        raise place.broken(N_("{file}, line {line}: it has no “text”"))
    if not _is_unicode(value):
        raise place.broken(
            N_("{file}, line {line}: it holds half of a surrogate pair, which is no Unicode text")
        )
    if "\0" in value:
        raise place.broken(N_("{file}, line {line}: its “text” holds a NUL, so it is no text"))
    text = value.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise place.broken(N_("{file}, line {line}: its “text” is empty"))
    return text


def _id(value: object, place: _Line) -> str | None:
    if isinstance(value, str) or value is None:
        return value or None
    if type(value) is not int:
        raise place.broken(N_("{file}, line {line}: its “id” is neither text nor a whole number"))
    return str(value)


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _is_unicode(text: str | None) -> bool:
    try:
        (text or "").encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
