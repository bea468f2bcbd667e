"""Which articles there are to work on, and opening one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from summit_tui.formats.articles import is_record_file, read_article
from summit_tui.i18n import N_
from summit_tui.model import (
    Article,
    IdSource,
    Message,
    Project,
    Quote,
    Source,
    UnusableInputError,
    text_sha256,
    title_of,
)
from summit_tui.store import ProjectPlace, ProjectStore

FILE_CHANGED = N_("{file} has changed on the disk; this is the text that was annotated.")


class Entry(NamedTuple):
    """An article that can be opened. ``title`` is its file's name where the project doesn't know it yet.

    ``article`` is its id in the project; a JSON Lines file has several.
    """

    file: str
    path: Path
    title: str
    article: str | None = None

    @property
    def key(self) -> str:
        """What tells it from all others of the same project."""
        return self.article or self.file


class Opened(NamedTuple):
    """An article with its text, and what there is to tell about it."""

    article: Article
    text: str
    warnings: tuple[Message, ...] = ()
    changed: bool = False
    """Whether its file has another text by now."""


def entries_of(project: Project, place: ProjectPlace, files: Iterable[Path]) -> list[Entry]:
    """The project's articles and ``files``, each once, by ``source.file`` and id."""
    paths = {place.file_of(path): path for path in files}
    articles = project.articles.values()
    known = {article.source.file for article in articles}
    entries = [Entry(name, path, name) for name, path in paths.items() if name not in known]
    for article in articles:
        file = article.source.file
        entries.append(Entry(file, paths.get(file, place.path_of(file)), article.title or file, article.id))
    return sorted(entries, key=lambda entry: (entry.file, entry.key))


def place_in(entries: Iterable[Entry], article: Article) -> int:
    """The how-manieth of ``entries``, from 1, ``article`` is; where it is none, how many come before."""
    place = (article.source.file, article.id)
    return sum(1 for entry in entries if (entry.file, entry.article or "") <= place)


def entries_at(entries: Iterable[Entry], path: Path) -> list[Entry]:
    """Those of ``entries`` that are ``path``, or in it."""
    asked = path.resolve()
    return [entry for entry in entries if entry.path.resolve().is_relative_to(asked)]


def with_titles(entries: Iterable[Entry], limit: int = 300) -> list[Entry]:
    """``entries``, of which the first ``limit`` that the project doesn't know get the titles in their files.

    Reading more would keep a person waiting: a file takes about a millisecond.
    """
    titled = []
    for entry in entries:
        unknown = entry.title == entry.file and limit > 0
        limit -= unknown
        titled.append(entry._replace(title=_title_in_file(entry) or entry.file) if unknown else entry)
    return titled


def _title_in_file(entry: Entry) -> str:
    try:
        return title_of(read_article(entry.path, entry.file).text)
    except UnusableInputError:
        return ""


def open_entry(store: ProjectStore, place: ProjectPlace, entry: Entry, new_id: IdSource) -> Opened:
    """Reads the article of ``entry``.

    A known one comes with the text that it was annotated in, whatever its file says since. A file
    with the text of a known article whose own file is gone is that article, moved. Raises
    ``SummitError`` when there is no text to be had.
    """
    known = _known(store.project, entry)
    if known is not None:
        text = store.text(known.sha256)
        # What a record of a JSON Lines file says by now is told when that file is read again.
        told, changed = (None, False) if is_record_file(entry.path) else _changed_since(entry, known)
        warnings = (told, _misfits(store.project, known, text), _to_place(store.project, known))
        return Opened(known, text, tuple(filter(None, warnings)), changed)
    decoded = read_article(entry.path, entry.file)
    said = [decoded.said] if decoded.said else []
    sha256 = text_sha256(decoded.text)
    moved = _moved(store.project, place, sha256)
    if moved is not None:
        said.append(
            Message.warn(
                N_("{file} was {old} before: its annotations are here."),
                file=entry.file,
                old=moved.source.file,
            )
        )
        here = replace(moved, source=replace(moved.source, file=entry.file))
        return Opened(here, decoded.text, tuple(said))
    article = Article(new_id(), title_of(decoded.text), Source(entry.file), sha256)
    return Opened(article, decoded.text, tuple(said))


def fits(quote: Quote, text: str) -> bool:
    """Whether ``text`` has every stretch of ``quote``; a damaged project may hold quotes that don't."""
    return all(span.end <= len(text) for span in quote.spans)


def _changed_since(entry: Entry, article: Article) -> tuple[Message | None, bool]:
    """What to tell where the file isn't any more what was annotated, and whether it has another text."""
    try:
        text = read_article(entry.path, entry.file).text
    except UnusableInputError:
        key = N_("{file} can't be read any more; this is the text that was annotated.")
        return Message.warn(key, file=entry.file), False
    if text_sha256(text) == article.sha256:
        return None, False
    return Message.warn(FILE_CHANGED, file=entry.file), True


def _misfits(project: Project, article: Article, text: str) -> Message | None:
    """Tells of quotes that can't be shown."""
    count = sum(not fits(quote, text) for quote in project.quotes_of(article.id))
    key = N_("Quotes that don't fit this text, so that they aren't shown: {count}. summit check lists them.")
    return Message.warn(key, count=count) if count else None


def _to_place(project: Project, article: Article) -> Message | None:
    """Tells of quotes that came over from an earlier text and that nobody has looked at."""
    count = len(project.carried_in(article.id))
    if not count:
        return None
    return Message.warn(N_("Quotes whose place in this text is to be looked at: {count}."), count=count)


def _known(project: Project, entry: Entry) -> Article | None:
    if entry.article is not None:
        return project.articles.get(entry.article)
    return next((article for article in project.articles.values() if article.source.file == entry.file), None)


def _moved(project: Project, place: ProjectPlace, sha256: str) -> Article | None:
    """The article that had this text in a file that is gone."""
    return next(
        (
            article
            for article in project.articles.values()
            if article.sha256 == sha256 and not place.has(article.source.file)
        ),
        None,
    )
