"""What a session learns from the decisions of its project, kept up to date in the background.

Nothing of it is kept on the disk: it follows from the project's edits, so that it travels with the project,
and undo takes back what was learned from what it takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Lock, Thread

from summit_tui.model import Edit, Quote, SummitError
from summit_tui.session.review.decided import Decided, decided_in
from summit_tui.session.review.queue import UNRATED, Rating
from summit_tui.suggest.learning import NOTHING, Decision, Learned, learn, traits

_UNSCORED = 0.5
"""What a suggestion is taken for whose suggester doesn't tell how sure it is."""


class Learning:
    """A model of what is accepted in a project, by those who decide in it.

    ``edits`` gives the project's edits that weren't taken back, oldest first; ``text`` an article's text by
    its id, or by its SHA-256 one that an article had earlier (it raises ``KeyError`` or ``SummitError``
    where there is none). Learning happens in a thread of its own, of which there is at most one; ``heard``
    is called in it whenever something else was learned. All else is for the session's thread.

    ``showing_held`` is whether what would be held back is shown all the same.
    """

    def __init__(
        self,
        edits: Callable[[], Sequence[Edit]],
        text: Callable[[str], str],
        heard: Callable[[], None] = lambda: None,
    ) -> None:
        self._edits = edits
        self._text = text
        self._lock = Lock()
        self._thread: Thread | None = None
        self._waiting: Sequence[Edit] | None = None
        self._seen: Sequence[Edit] = ()
        self._learned = NOTHING
        self._traits: dict[str, tuple[Quote, tuple[str, ...]]] = {}
        self._heard = heard
        self._asked: dict[str, tuple[Quote, tuple[str, ...]]] = {}
        self.showing_held = False

    @property
    def learned(self) -> Learned:
        """What was learned so far. What was decided later is learned from now."""
        self.refresh()
        return self._learned

    def rescored(self, quotes: Sequence[Quote], text: str) -> Rating:
        """How likely each of ``quotes``, suggestions for the article with ``text``, is to be accepted.

        What the person practically always rejects is held back, unless they want to see it. The quotes stay
        as they are: what is decided on, and learned from, is what was suggested.
        """
        learned = self.learned
        if not learned.count:
            return UNRATED
        known, self._asked = self._asked, {}
        for quote in quotes:
            before = known.get(quote.id)
            self._asked[quote.id] = before if before and before[0] == quote else (quote, traits(quote, text))
        scores = {name: learned.score(own, score_of(quote)) for name, (quote, own) in self._asked.items()}
        held = frozenset(name for name, score in scores.items() if score < learned.threshold)
        return Rating(scores, frozenset() if self.showing_held else held)

    def refresh(self) -> None:
        """Learns in the background from edits that weren't heeded yet."""
        edits = self._edits()
        if len(edits) == len(self._seen) and (not edits or edits[-1] is self._seen[-1]):
            return
        # A copy: the session goes on making edits while the thread reads these.
        self._seen = tuple(edits)
        with self._lock:
            self._waiting = self._seen
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._learn, name="learning", daemon=True)
                self._thread.start()

    def wait(self) -> Learned:
        """What was learned from every decision; blocks until it was, for less than a second."""
        self.refresh()
        thread = self._thread
        if thread is not None:
            thread.join()
        return self.learned

    def _learn(self) -> None:
        while (edits := self._next()) is not None:
            self._learned = learn(self._decisions(edits))
            self._heard()

    def _next(self) -> Sequence[Edit] | None:
        with self._lock:
            edits, self._waiting = self._waiting, None
            if edits is None:
                self._thread = None
            return edits

    def _decisions(self, edits: Sequence[Edit]) -> Iterator[Decision]:
        texts = _Texts(self._text)
        # By texts, so that each is read once.
        for one in sorted(decided_in(edits), key=_text_of):
            own = self._traits_of(one.first, _text_of(one), texts)
            if own and one.forgotten.isdisjoint(own):
                yield Decision(own, score_of(one.first), one.verdict, one.wrong)

    def _traits_of(self, quote: Quote, text_of: str, texts: _Texts) -> tuple[str, ...]:
        """The traits, worked out once; none where the text can't be read."""
        known = self._traits.get(quote.id)
        if known is not None and known[0] is quote:
            return known[1]
        text = texts.of(text_of)
        found = traits(quote, text) if text is not None else ()
        self._traits[quote.id] = (quote, found)
        return found


def _text_of(decided: Decided) -> str:
    """What to read the text by in which it was decided: its own hash, or its article's id."""
    return decided.text or decided.first.article


class _Texts:
    """Texts, of which the last one read is kept."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read
        self._name = ""
        self._text: str | None = None

    def of(self, name: str) -> str | None:
        if name != self._name:
            self._name = name
            try:
                self._text = self._read(name)
            except (KeyError, SummitError):
                self._text = None
        return self._text


def score_of(quote: Quote) -> float:
    """The suggester's own score of a suggestion."""
    score = quote.origin.score if quote.origin is not None else None
    return _UNSCORED if score is None else score
