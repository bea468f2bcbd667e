"""What is proposed for the article that is open: suggestions, why they are made, and what rates them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from summit_tui.model import Quote, Status, TopicTag
from summit_tui.session.review.pending import Run
from summit_tui.session.review.queue import UNRATED, Place, Rating, following

if TYPE_CHECKING:
    from summit_tui.session.review.found import FoundPart, Request
    from summit_tui.session.review.learning import Learning
    from summit_tui.session.session import Session
    from summit_tui.suggest.suggestions import Reason

_DIGITS = 64
"""Of a SHA-256 in hexadecimal."""


class Proposals:
    """The suggestions of a session, of which it shows those that ``Reviewing`` finds to be shown.

    ``learns`` is whether they are rated by what was decided on others; ``heard`` is called in another thread
    when they may be rated otherwise than before.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._learning: Learning | None = None
        self.learns = True
        self.heard: Callable[[], None] = lambda: None
        session.reviewing.rate = self._rate

    @property
    def suggestions(self) -> list[Quote]:
        """Those of the session's quotes that nobody has decided on; some may be in no project yet."""
        return [quote for quote in self._session.quotes if quote.status is Status.SUGGESTED]

    def next_suggestion(self, place: Place | None, step: int = 1) -> Quote | None:
        """The suggestion after (``step`` 1) or before (-1) ``place`` in the queue, and round."""
        place_of = self._session.reviewing.place
        found = following({quote.id: place_of(quote) for quote in self.suggestions}, place, step)
        return None if found is None else self._session.find(found)

    @property
    def suggested_topics(self) -> dict[str, TopicTag]:
        """The topics suggested for the article that nobody has decided on, by their ids."""
        session = self._session
        if not session.reviewing.shown:
            return {}
        tags = {tag.id: tag for tag in session.article.topics}
        offered = {topic.id for topic in session.topics}
        both = {**session.reviewing.pending.tags, **tags}
        return {one: tag for one, tag in both.items() if tag.status is Status.SUGGESTED and one in offered}

    @property
    def held(self) -> int:
        """How many suggestions of the article are held back, as the person nearly always rejects such."""
        session = self._session
        return session.reviewing.held(session.project, session.article.id, len(session.store.history))

    def reason(self, suggested: str) -> Reason | None:
        """Why the quote or the topic with the id ``suggested`` is suggested, where that was found out."""
        return self._session.reviewing.pending.reasons.get(suggested)

    def request(self) -> Request:
        """What a suggester has to be given for the present article."""
        from summit_tui.session.review.found import Request  # no first screen needs these
        from summit_tui.store.stored_quotes import StoredQuotes

        # Reading all quotes of a large project here would keep the person waiting for seconds.
        session, project = self._session, self._session.project
        naming = StoredQuotes(project).naming
        speakers = tuple(project.speakers.values())
        return Request(session.article, session.text, speakers, tuple(session.topics), naming)

    def take(self, run: Run, *parts: FoundPart, running: bool = False) -> None:
        """Takes in what ``run`` found, unless its article isn't open any more or another run was begun.

        ``running`` is whether there may be more to come. The quote that the person is on stays, whatever was
        found, and so does all that was decided or saved.
        """
        session = self._session
        if run.pending is session.reviewing.pending:
            run.pending.take(run, parts, session.focus, session.project.quotes, running=running)

    @property
    def learning(self) -> Learning:
        """What is learned from what is decided on suggestions, unless that isn't wanted."""
        if self._learning is None:
            from summit_tui.session.review.learning import (
                Learning,  # nothing needs it before the first suggestion
            )

            self._learning = Learning(lambda: self._session.undo_stacks.done, self._text_of, self._hear)
        return self._learning

    def _text_of(self, name: str) -> str:
        """The text of the article with the id ``name``, or the one with that hash.

        Raises ``KeyError`` or ``SummitError`` where there is none.
        """
        article = self._session.project.articles.get(name)
        if article is None and len(name) != _DIGITS:
            raise KeyError(name)
        return self._session.store.text(name if article is None else article.sha256)

    def _hear(self) -> None:
        """Lets suggestions be rated by what was learned; called in the thread that learns."""
        self._session.reviewing.refresh()
        self.heard()

    def _rate(self, quotes: list[Quote]) -> Rating:
        session = self._session
        # Where nothing was done there is nothing to learn from, nor a need to load what learns.
        learns = self.learns and bool(session.undo_stacks.done)
        return self.learning.rescored(quotes, session.text) if learns else UNRATED
