"""The queue of suggestions, against the same said in the plainest way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summit_tui.model import Quote, QuoteType, Span, Status
from summit_tui.session.review.queue import following, same_content, undecided

edges = st.lists(st.integers(0, 60), min_size=2, max_size=6, unique=True).map(sorted)


@st.composite
def quotes(draw: st.DrawFn, prefix: str) -> list[Quote]:
    """Quotes of one or more fragments, which may lie within each other or across."""
    found = []
    for number in range(draw(st.integers(0, 7))):
        offsets = draw(edges)
        spans = tuple(Span(*pair) for pair in zip(offsets[::2], offsets[1::2], strict=False))
        status = draw(st.sampled_from(Status))
        found.append(Quote(f"{prefix}{number}", "a", QuoteType.DIRECT, spans, status=status))
    return found


@given(quotes("s"), quotes("k"))
def test_what_an_accepted_quote_covers_is_left_out(suggested: list[Quote], known: list[Quote]) -> None:
    decided = [quote for quote in known if quote.status is not Status.SUGGESTED]
    hulls = {(quote.start, quote.end) for quote in decided}
    accepted = [quote for quote in decided if quote.status is Status.ACCEPTED]
    assert undecided(suggested, known) == [
        quote
        for quote in suggested
        if (quote.start, quote.end) not in hulls and not any(same_content(quote, one) for one in accepted)
    ]


places = st.tuples(st.floats(0, 1), st.integers(0, 9), st.integers(0, 9))


@given(st.lists(places, unique=True, max_size=8), st.none() | places, st.sampled_from([1, -1]))
def test_the_queue_goes_round(order: list[tuple], place: tuple | None, step: int) -> None:
    queue = {str(number): (*one, str(number)) for number, one in enumerate(order)}
    at = None if place is None else (*place, "")
    ids = sorted(queue, key=queue.__getitem__, reverse=step < 0)
    beyond = [one for one in ids if at is not None and (queue[one] > at if step > 0 else queue[one] < at)]
    assert following(queue, at, step) == next(iter(beyond or ids), None)
