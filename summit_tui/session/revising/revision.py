"""What becomes of an article and of its quotes when it gets another text: one edit.

The article keeps its id and gets the new text's SHA-256 and title; the old text stays under its own hash.
An article of its own for each text would be the other way. But ``source.file`` names one article, in an
export as well, where two articles of one file couldn't be told apart; whoever reads version 1 of the JSON
would count each quote twice, once in words that were taken back; and what happened to a quote would be in
two places. As it is, the history has each quote before and after in one edit, and undo brings back the old
text, and with it every span, by that edit's inverse.

What isn't certain stands in the project as ``Carried`` until somebody has looked at it. A quote without a
place is no quote of the new text, so that nothing ever takes its offsets for offsets of it; it is kept in
there as it was. Suggestions that nobody decided on, and rejected ones, come over where they can: for what
is new in the text others will be suggested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from summit_tui.model import (
    Article,
    ArticleState,
    Carried,
    Change,
    Project,
    Quote,
    Status,
    text_sha256,
    title_of,
)
from summit_tui.session.revising.carrying import Carrying, carried
from summit_tui.session.revising.versions import Versions


@dataclass(frozen=True, slots=True)
class Revision:
    """An article's new text, and what it makes of its ``quotes``. Nothing of it is saved.

    ``carryings`` are those of the accepted quotes and of the ``known`` ones, which an earlier text left to be
    looked at and which aren't decided on yet; ``others`` those of suggestions and rejected ones.
    """

    article: Article
    old: str
    text: str
    quotes: tuple[Quote, ...]
    carryings: tuple[Carrying, ...]
    others: tuple[Carrying, ...]
    known: tuple[Carried, ...]

    @property
    def certain(self) -> int:
        """How many quotes are carried over word by word."""
        return sum(one.is_certain for one in self.carryings)

    @property
    def changed(self) -> int:
        """How many are carried over, and their words are others or may be."""
        return sum(0 < one.certainty < 1 for one in self.carryings)

    @property
    def lost(self) -> int:
        """How many aren't placed."""
        return sum(one.certainty == 0 for one in self.carryings)

    def is_of(self, project: Project) -> bool:
        """Whether ``project`` still holds what this was made for."""
        article = project.articles.get(self.article.id)
        return (
            article is not None
            and article.sha256 == self.article.sha256
            and tuple(project.quotes_of(article.id)) == self.quotes
            and tuple(project.carried_in(article.id)) == self.known
        )

    def changes(self, now: str, lemma: Callable[[str], str | None]) -> tuple[Change, ...]:
        """The edit. ``now`` is the time of updating, ``lemma`` gives that of a cue whose word is another."""
        return tuple(_Changes(self, now, lemma).all())


def revised(
    project: Project, article: Article, old: str, new: str, text_of: Callable[[str], str]
) -> Revision:
    """What ``new`` in place of ``old`` makes of ``article``. ``text_of`` gives earlier texts by their hash.

    Raises ``SummitError`` where one of these can't be read.
    """
    versions = {article.sha256: Versions(old, new)}
    known, quotes = project.carried_in(article.id), project.quotes_of(article.id)
    carryings: list[Carrying] = []
    others: list[Carrying] = []
    for quote in quotes:
        carrying = carried(versions[article.sha256], quote)
        (carryings if quote.status is Status.ACCEPTED else others).append(carrying)
    for one in known:
        if not one.is_placed:
            if one.sha256 not in versions:
                versions[one.sha256] = Versions(text_of(one.sha256), new)
            carryings.append(carried(versions[one.sha256], one.quote))
    return Revision(article, old, new, tuple(quotes), tuple(carryings), tuple(others), tuple(known))


class _Changes:
    def __init__(self, revision: Revision, now: str, lemma: Callable[[str], str | None]) -> None:
        self._revision = revision
        self._now = now
        self._lemma = lemma
        self._known = {one.id: one for one in revision.known}

    def all(self) -> Iterator[Change]:
        yield Change(self._revision.article, self._article())
        for carrying in self._revision.others:
            yield from self._of_quote(carrying.before, carrying.after)
        for carrying in self._revision.carryings:
            yield from self._of_carrying(carrying)

    def _article(self) -> Article:
        """With the title in the new text, unless it was called otherwise; more to do, where there is more."""
        revision, article = self._revision, self._revision.article
        title = title_of(revision.text) if article.title == title_of(revision.old) else article.title
        state = article.state
        if (revision.changed or revision.lost) and state in (ArticleState.ANNOTATED, ArticleState.REVIEWED):
            state = ArticleState.BEGUN
        return replace(article, sha256=text_sha256(revision.text), title=title, state=state)

    def _of_carrying(self, carrying: Carrying) -> Iterator[Change]:
        """The quote's change, then that of what is to be looked at, with the earliest text's words."""
        known = self._known.get(carrying.before.id)
        was_placed = known is None or known.is_placed
        yield from self._of_quote(carrying.before if was_placed else None, carrying.after)
        certainty = carrying.certainty
        if known is not None and known.is_placed:
            certainty = min(certainty, known.certainty)
        if certainty == 1:
            left = None
        elif known is not None:
            left = replace(known, certainty=certainty, at=carrying.at)
        else:
            sha256 = self._revision.article.sha256
            left = Carried(carrying.before.id, sha256, carrying.before, certainty, carrying.at)
        if left != known:
            yield Change(known, left)

    def _of_quote(self, before: Quote | None, after: Quote | None) -> Iterator[Change]:
        if after is not None:
            after = self._with_lemma(after, before)
        if after != before:
            yield Change(before, after if after is None else replace(after, updated=self._now))

    def _with_lemma(self, quote: Quote, before: Quote | None) -> Quote:
        """With the lemma of the cue's own word, where that was replaced."""
        if quote.cue is None or before is None or before.cue is None:
            return quote
        word = quote.cue.span.of(self._revision.text)
        if word == before.cue.span.of(self._revision.old):
            return quote
        return replace(quote, cue=replace(quote.cue, lemma=self._lemma(word)))
