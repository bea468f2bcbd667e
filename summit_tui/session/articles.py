"""Which articles there are to work on, and opening one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from summit_tui.formats.articles import read_article
from summit_tui.formats.notice import Notice
from summit_tui.i18n import N_
from summit_tui.model import (
    Article,
    IdSource,
    Project,
    Source,
    SummitError,
    UnusableInputError,
    text_sha256,
    title_of,
)
from summit_tui.session.command import Message
from summit_tui.store import ProjectPlace, ProjectStore


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that can be opened. ``article`` is ``None`` for a file that the project doesn't know."""

    file: str
    path: Path
    article: Article | None = None

    @property
    def title(self) -> str:
        """What a list shows: the title or, where it isn't known yet, the file's name."""
        return self.article.title if self.article and self.article.title else self.file


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with its text, and what there is to tell about it."""

    article: Article
    text: str
    warnings: tuple[Message, ...] = ()


def entries_of(project: Project, place: ProjectPlace, files: Iterable[Path]) -> list[Entry]:
    """The project's articles and ``files``, each once, by ``source.file``."""
    known = {article.source.file: article for article in project.articles.values()}
    paths = {place.file_of(path): path for path in files}
    names = sorted(known.keys() | paths.keys())
    return [Entry(name, paths.get(name, place.path_of(name)), known.get(name)) for name in names]


def open_entry(store: ProjectStore, entry: Entry, new_id: IdSource) -> Opened:
    """Reads the article of ``entry``.

    A known one comes with the text that it was annotated in, whatever its file says since. A file
    with the text of a known article whose own file is gone is that article, moved. Raises
    ``SummitError`` when there is no text to be had.
    """
    if entry.article is not None:
        text = store.text(entry.article.sha256)
        return Opened(entry.article, text, tuple(_changed_since(entry, entry.article)))
    decoded = read_article(entry.path, entry.file)
    warnings = [message_of(decoded.said)] if decoded.said else []
    sha256 = text_sha256(decoded.text)
    moved = _moved(store.project, entry, sha256)
    if moved is not None:
        warnings.append(
            Message.warn(
                N_("{file} was {old} before: its annotations are here."),
                file=entry.file,
                old=moved.source.file,
            )
        )
        here = replace(moved, source=replace(moved.source, file=entry.file))
        return Opened(here, decoded.text, tuple(warnings))
    article = Article(new_id(), title_of(decoded.text), Source(entry.file), sha256)
    return Opened(article, decoded.text, tuple(warnings))


def message_of(notice: Notice) -> Message:
    """What a reader of files has to tell, as a message."""
    return Message(notice.message, tuple(notice.values.items()), warning=True)


def warning_of(error: SummitError) -> Message:
    """An error that doesn't stop the work, as a message."""
    return Message(error.message, tuple(error.values.items()), warning=True)


def _changed_since(entry: Entry, article: Article) -> Iterable[Message]:
    """Tells where the file isn't any more what was annotated."""
    try:
        text = read_article(entry.path, entry.file).text
    except UnusableInputError:
        yield Message.warn(
            N_("{file} can't be read any more; this is the text that was annotated."), file=entry.file
        )
        return
    if text_sha256(text) != article.sha256:
        yield Message.warn(
            N_("{file} has changed on the disk; this is the text that was annotated."), file=entry.file
        )


def _moved(project: Project, entry: Entry, sha256: str) -> Article | None:
    """The article that ``entry``'s file was under another name: the same text, the old file gone."""
    return next(
        (
            article
            for article in project.articles.values()
            if article.sha256 == sha256 and not _file_beside(entry, article.source.file).exists()
        ),
        None,
    )


def _file_beside(entry: Entry, file: str) -> Path:
    root = entry.path
    for _ in Path(entry.file).parts:
        root = root.parent
    return root / file
