"""What there is to review in the article that is open: its quotes, and among them the suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from summit_tui.model import Project, Quote, Speaker, Status
from summit_tui.session.review.pending import Pending, by_known_speakers
from summit_tui.session.review.queue import UNRATED, Order, Place, Rating, place_of, to_decide


class Reviewing:
    """Puts what is pending together with what the project holds.

    ``order`` is that of the queue, ``afresh`` whether it is gone through from its beginning next,
    ``shown`` whether there are suggestions to see at all; they stay from article to article. ``fits`` says
    which of the project's quotes can be shown in the text that is open. ``rate``
    says how likely suggestions are to be accepted, and which aren't to be shown; whoever sets it calls
    ``refresh`` when it would say something else.
    """

    def __init__(self) -> None:
        self.pending = Pending()
        self.order = Order.TEXT
        self.afresh = False
        self.shown = True
        self.fits: Callable[[Quote], bool] = lambda _quote: True
        self.rate: Callable[[list[Quote]], Rating] = lambda _quotes: UNRATED
        self._rating = UNRATED
        self._refreshed = 0
        self._state: tuple[object, ...] | None = None
        self._quotes: Mapping[str, Quote] = {}
        self._speakers: dict[str, Speaker] | None = None

    def begin(self) -> None:
        """Forgets what was found in an article, for another one."""
        self.pending = Pending()

    def refresh(self) -> None:
        """Works the suggestions out anew when they are next asked for."""
        self._refreshed += 1

    @property
    def version(self) -> tuple[object, ...]:
        """Another value whenever the suggestions may be others without an edit."""
        return (id(self.pending), self.pending.version, self.shown, self._refreshed)

    def quotes(self, project: Project, article: str, edits: int) -> Mapping[str, Quote]:
        """The article's quotes in text order, by their ids, the suggestions among them.

        ``edits`` is how many the project has seen: what was worked out holds until there is another.
        """
        state = (id(project), article, edits, *self.version)
        if state != self._state:
            self._state = state
            self._quotes = {quote.id: quote for quote in self._worked_out(project, article)}
            self._speakers = None
        return self._quotes

    def _worked_out(self, project: Project, article: str) -> list[Quote]:
        known = [quote for quote in project.quotes_of(article) if self.fits(quote)]
        accepted = [quote for quote in known if quote.status is Status.ACCEPTED]
        self._rating = UNRATED
        if not self.shown:
            return accepted
        pending = by_known_speakers(self.pending, project, accepted)
        suggestions = to_decide(known, pending)
        if suggestions:
            self._rating = self.rate(suggestions)
        shown = (quote for quote in suggestions if quote.id not in self._rating.held)
        return sorted([*accepted, *shown], key=lambda quote: quote.order)

    def score(self, quote: Quote) -> float | None:
        """How likely the suggestion ``quote`` is to be accepted, in 0 to 1; ``None`` where nobody knows."""
        return self._rating.score(quote)

    def held(self, project: Project, article: str, edits: int) -> int:
        """How many suggestions aren't shown for what they are rated."""
        self.quotes(project, article, edits)
        return len(self._rating.held)

    def place(self, quote: Quote) -> Place:
        """Where ``quote`` stands in the queue."""
        return place_of(quote, self.order, self.score(quote))

    def speakers(self, project: Project, article: str, edits: int) -> dict[str, Speaker]:
        """The project's speakers, and those whom suggestions bring along."""
        quotes = self.quotes(project, article, edits).values()
        if self._speakers is None:
            new = self.pending.speakers
            named = (speaker for quote in quotes for speaker in quote.speakers)
            brought = {one: new[one] for one in named if one in new and one not in project.speakers}
            self._speakers = {**project.speakers, **brought}
        return self._speakers


def innermost(quotes: Iterable[Quote], offset: int) -> Quote | None:
    """The shortest of ``quotes`` whose content covers ``offset``."""
    around = (quote for quote in quotes if any(span.covers(offset) for span in quote.content))
    return min(around, key=lambda quote: (quote.end - quote.start, quote.order), default=None)
