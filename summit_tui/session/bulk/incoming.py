"""From paths to articles: files, folders and JSON Lines, each tied to the project that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summit_tui.formats.articles import find_articles, is_record_file
from summit_tui.formats.records import BrokenRecordError, Record, read_records
from summit_tui.model import Article, Message, SummitError
from summit_tui.session.bulk.targets import Target


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article to suggest in, with its text and what there is to tell of it.

    ``target`` is the number of its project among the targets; ``read`` how many bytes of the input are
    read, up to its end.
    """

    article: Article
    text: str
    target: int
    read: int
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """What can't be used, in its place among the articles."""

    error: SummitError
    read: int


@dataclass(slots=True)
class Input:
    """The files to read. ``size`` is their size in bytes; ``refused`` what was left out beforehand."""

    files: list[tuple[Path, Path]] = field(default_factory=list)
    refused: list[SummitError] = field(default_factory=list)
    size: int = 0


def find_input(paths: Iterable[Path]) -> Input:
    """The files at ``paths``, each with the path that led to it.

    A file is itself, whatever its name; a folder gives its ``*.txt``. Raises ``UnusableInputError`` where a
    path leads to nothing.
    """
    found = Input()
    for given in paths:
        for path in find_articles(given, found.refused.append):
            found.files.append((path, given))
            found.size += _size(path)
    return found


def incoming(
    source: Input, targets: Sequence[Target], target_of: Sequence[int]
) -> Iterator[Incoming | Refused]:
    """The articles of ``source``, file by file, read as they are asked for.

    ``target_of`` has for each file the number of its target. Whatever can't be used comes as ``Refused``, be
    it that it was there before and is gone.
    """
    for error in source.refused:
        yield Refused(error, 0)
    read = 0
    for (path, given), number in zip(source.files, target_of, strict=True):
        size = _size(path)
        if targets[number].is_new(path):
            yield from _of_file(path, given, targets[number], number, (read, size))
        read += size


def _of_file(
    path: Path, given: Path, target: Target, number: int, place: tuple[int, int]
) -> Iterator[Incoming | Refused]:
    """The articles in the file at ``path``; ``place`` is how many bytes come before it, and its size."""
    read, size = place
    try:
        file = target.file_of(path, given)
        if is_record_file(path):
            for record, position in read_records(path, file):
                yield _of_record(record, file, target, number, read + position.done)
        else:
            article, text, warnings = target.of_file(path, file)
            yield Incoming(article, text, number, read + size, warnings)
    except SummitError as error:
        yield Refused(error, read)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # what can't be read is told when its turn comes


def _of_record(
    record: Record | BrokenRecordError, file: str, target: Target, number: int, read: int
) -> Incoming | Refused:
    if isinstance(record, BrokenRecordError):
        return Refused(record, read)
    try:
        article, text, warnings = target.of_record(record, file)
    except SummitError as error:
        return Refused(error, read)
    return Incoming(article, text, number, read, warnings)
