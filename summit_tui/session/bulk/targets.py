"""Which of a project's articles a file or a record is; what it doesn't know becomes a new one.

Within one run every article comes once. A file is the article that was read from it before, by its path; else
one with the same text whose own file is gone; else a new one. A record is known by its own id within its
file, and without one by its text. So copies, moves and edits between two runs take no annotation away, give
none to two articles, and make no second article of a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from summit_tui.formats.articles import read_article
from summit_tui.formats.records import Record
from summit_tui.i18n import N_
from summit_tui.model import Article, Message, Source, UnusableInputError, text_sha256, title_of
from summit_tui.session.proposed import derived_article, derived_id
from summit_tui.store import ProjectPlace, ProjectStore

Told = tuple[Article, str, tuple[Message, ...]]
"""An article, its text, and what there is to tell of it."""


class Target:
    """A project that articles belong to, whether it is there or not, and what is known of it at the start.

    ``writes`` is whether proposals are to be saved in it: then files are named relative to it, even where
    it isn't there yet.
    """

    def __init__(self, place: ProjectPlace, store: ProjectStore, *, writes: bool) -> None:
        self.place = place
        self.store = store
        self.is_project = writes or store.exists
        self._ids = {_short(article) for article in store.project.articles}
        self._by_source: dict[tuple[str, str | None], list[Article]] = {}
        self._by_text: dict[str, list[Article]] = {}
        for article in store.project.articles.values():
            source = article.source
            self._by_source.setdefault((source.file, source.id), []).append(article)
            self._by_text.setdefault(article.sha256, []).append(article)
        self._taken: set[int] = set()
        self._files: set[str] = set()

    def is_new(self, path: Path) -> bool:
        """Whether the file at ``path`` comes for the first time; two paths may lead to it."""
        real = os.path.realpath(path)
        if real in self._files:
            return False
        self._files.add(real)
        return True

    def file_of(self, path: Path, given: Path) -> str:
        """What ``source.file`` is for the file at ``path``, which was found in ``given``.

        Raises ``UnusableInputError`` where that is no Unicode text.
        """
        if self.is_project:
            return self.place.file_of(path)
        return path.name if path == given else path.relative_to(given).as_posix()

    def of_file(self, path: Path, file: str) -> Told:
        """The article in the file at ``path``, its text, and what there is to tell.

        Text and id are the project's where it knows the article. Raises ``SummitError``.
        """
        known = next(self._left(self._by_source.get((file, None), ())), None)
        if known is not None:
            self._take(known)
            return self._as_kept(known, path, file)
        decoded = read_article(path, file)
        said = (decoded.said,) if decoded.said else ()
        article = derived_article(Source(file), decoded.text, title_of(decoded.text))
        return self._moved_or_new(article, str(path)), decoded.text, said

    def of_record(self, record: Record, file: str) -> Told:
        """The same for a record of a JSON Lines file."""
        source = Source(file, record.id, record.outlet, record.url, record.date)
        article = derived_article(source, record.text, record.title, record.line)
        known = self._known_record(article)
        if known is None:
            return self._moved_or_new(article, record.line), record.text, ()
        self._take(known)
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
        """The project's article for a record of the same file: with its id and best its text, or its text."""
        source = article.source
        same = [one for one in self._with_text_of(article) if one.source.file == source.file]
        if same:
            return next((one for one in same if one.id == article.id), same[0])
        if source.id is None:
            return None
        return next(self._left(self._by_source.get((source.file, source.id), ())), None)

    def _as_kept(self, known: Article, path: Path, file: str) -> Told:
        text = self.store.text(known.sha256)
        try:
            if text_sha256(read_article(path, file).text) == known.sha256:
                return known, text, ()
            key = N_("{file} has changed on the disk; the text that the project keeps is used.")
        except UnusableInputError:
            key = N_("{file} can't be read any more; the text that the project keeps is used.")
        return known, text, (Message.warn(key, file=file),)

    def _moved_or_new(self, article: Article, where: object) -> Article:
        """The article that had the text of ``article`` in a file that is gone; else ``article`` itself.

        ``where`` tells it from another one with the same id: the same record for a second time, or what now
        stands where one stood that was moved.
        """
        for moved in self._with_text_of(article):
            if _is_gone(self.place.path_of(moved.source.file)):
                self._take(moved)
                return replace(moved, source=replace(moved.source, file=article.source.file))
        named = article
        for turn in count():
            if not self._is_there(named):
                break
            more = [str(where)] if turn == 0 else [str(where), turn]
            named = replace(article, id=derived_id("article", article.id, *more))
        self._take(named)
        return named

    def _with_text_of(self, article: Article) -> Iterator[Article]:
        """The project's articles with the same text and record id that are left."""
        same = self._by_text.get(article.sha256, ())
        return self._left(one for one in same if one.source.id == article.source.id)

    def _left(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Those of ``articles`` that didn't come yet."""
        return (article for article in articles if _short(article.id) not in self._taken)

    def _is_there(self, article: Article) -> bool:
        short = _short(article.id)
        return short in self._taken or short in self._ids

    def _take(self, article: Article) -> None:
        self._taken.add(_short(article.id))


def _is_gone(path: Path) -> bool:
    """Whether nothing is at ``path``; what can't be looked at may be there."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # No file can have a name that the system takes for none at all.
        return True
    except OSError:
        return False
    return False


def _short(name: str) -> int:
    """64 bits for an id: enough to tell millions apart, in little memory."""
    return hash(name)
