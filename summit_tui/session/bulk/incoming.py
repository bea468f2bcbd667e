"""From paths to articles: files, folders and JSON Lines, each tied to the project that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from summit_tui.formats.articles import find_articles, is_record_file, read_article
from summit_tui.formats.records import BrokenRecordError, Record, read_records
from summit_tui.i18n import N_
from summit_tui.model import (
    Article,
    Message,
    Source,
    SummitError,
    UnusableInputError,
    text_sha256,
    title_of,
)
from summit_tui.session.proposed import derived_article, derived_id
from summit_tui.store import ProjectPlace, ProjectStore


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


class Target:
    """A project that articles belong to, whether it is there or not, and what is known of it at the start.

    ``writes`` is whether proposals are to be saved in it: then files are named relative to it, even where
    it isn't there yet.
    """

    def __init__(self, place: ProjectPlace, store: ProjectStore, *, writes: bool) -> None:
        self.place = place
        self.store = store
        self.is_project = writes or store.exists
        self._by_source: dict[tuple[str, str | None], list[Article]] = {}
        self._by_text: dict[str, list[Article]] = {}
        for article in store.project.articles.values():
            source = article.source
            self._by_source.setdefault((source.file, source.id), []).append(article)
            self._by_text.setdefault(article.sha256, []).append(article)
        self._taken: set[int] = set()
        self._files: set[Path] = set()

    def is_new(self, path: Path) -> bool:
        """Whether the file at ``path`` comes for the first time; two paths may lead to it."""
        real = path.resolve()
        if real in self._files:
            return False
        self._files.add(real)
        return True

    def file_of(self, path: Path, given: Path) -> str:
        """What ``source.file`` is for the file at ``path``, which was found in ``given``."""
        if self.is_project:
            return self.place.file_of(path)
        return path.name if path == given else path.relative_to(given).as_posix()

    def of_file(self, path: Path, file: str) -> tuple[Article, str, tuple[Message, ...]]:
        """The article in the file at ``path``, its text, and what there is to tell.

        Text and id are the project's where it knows the article. Raises ``SummitError``.
        """
        known = next(iter(self._by_source.get((file, None), ())), None)
        if known is not None:
            return self._as_kept(known, path, file)
        decoded = read_article(path, file)
        said = (decoded.said,) if decoded.said else ()
        moved = self._moved(text_sha256(decoded.text), None)
        if moved is not None:
            return replace(moved, source=replace(moved.source, file=file)), decoded.text, said
        article = derived_article(Source(file), decoded.text, title_of(decoded.text))
        return self._taken_once(article, str(path)), decoded.text, said

    def of_record(self, record: Record, file: str) -> tuple[Article, str, tuple[Message, ...]]:
        """The same for a record of a JSON Lines file."""
        source = Source(file, record.id, record.outlet, record.url, record.date)
        article = derived_article(source, record.text, record.title, record.line)
        known = self._known_record(article)
        if known is None:
            moved = self._moved(article.sha256, record.id) if record.id is not None else None
            if moved is None:
                return self._taken_once(article, record.line), record.text, ()
            return replace(moved, source=replace(moved.source, file=file)), record.text, ()
        self._taken.add(_short(known.id))
        if known.sha256 == article.sha256:
            return known, record.text, ()
        told = Message.warn(
            N_(
                "{file}, line {line}: the text is another than the one annotated in the project; that is used"
            ),
            file=file,
            line=record.line,
        )
        return known, self.store.text(known.sha256), (told,)

    def _known_record(self, article: Article) -> Article | None:
        """The project's article for a record: with its id, or without one, on the same line."""
        if article.source.id is None:
            return self.store.project.articles.get(article.id)
        same = self._by_source.get((article.source.file, article.source.id), [])
        left = [known for known in same if _short(known.id) not in self._taken]
        return next((known for known in left if known.sha256 == article.sha256), next(iter(left), None))

    def _as_kept(self, known: Article, path: Path, file: str) -> tuple[Article, str, tuple[Message, ...]]:
        text = self.store.text(known.sha256)
        try:
            changed = text_sha256(read_article(path, file).text) != known.sha256
        except UnusableInputError:
            changed = True
        if not changed:
            return known, text, ()
        key = N_("{file} has changed on the disk; the text that the project keeps is used.")
        return known, text, (Message.warn(key, file=file),)

    def _moved(self, sha256: str, record: str | None) -> Article | None:
        """The article that had this text in a file that is gone."""
        for article in self._by_text.get(sha256, ()):
            if article.source.id == record and not self.place.has(article.source.file):
                return article
        return None

    def _taken_once(self, article: Article, *more: object) -> Article:
        """``article``, under another id where the same record comes a second time."""
        if _short(article.id) in self._taken:
            article = replace(article, id=derived_id("article", article.id, *map(str, more)))
        self._taken.add(_short(article.id))
        return article


def _short(name: str) -> int:
    """64 bits for an id: enough to tell millions apart, in little memory."""
    return hash(name)


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
            try:
                found.size += path.stat().st_size
            except OSError:
                continue  # what can't be read is told when its turn comes
    return found


def incoming(
    source: Input, targets: Sequence[Target], target_of: Sequence[int]
) -> Iterator[Incoming | Refused]:
    """The articles of ``source``, file by file, read as they are asked for.

    ``target_of`` has for each file the number of its target. Whatever can't be used comes as ``Refused``.
    """
    for error in source.refused:
        yield Refused(error, 0)
    read = 0
    for (path, given), number in zip(source.files, target_of, strict=True):
        target = targets[number]
        if target.is_new(path):
            file = target.file_of(path, given)
            yield from _of_file(path, file, target, number, read)
        try:
            read += path.stat().st_size
        except OSError:
            continue


def _of_file(path: Path, file: str, target: Target, number: int, read: int) -> Iterator[Incoming | Refused]:
    try:
        if is_record_file(path):
            for record, position in read_records(path, file):
                yield _of_record(record, file, target, number, read + position.done)
        else:
            article, text, warnings = target.of_file(path, file)
            yield Incoming(article, text, number, read + path.stat().st_size, warnings)
    except SummitError as error:
        yield Refused(error, read)


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
