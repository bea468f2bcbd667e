"""Which quotes stand in no other one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summit_tui.model import Quote, QuoteType, Span
from summit_tui.suggest.subjects.pointing_back import outermost

spans = st.tuples(st.integers(0, 9), st.integers(1, 6)).map(lambda drawn: Span(drawn[0], sum(drawn)))


@given(st.lists(spans, max_size=8))
def test_only_what_stands_in_another_one_is_left_out(drawn: list[Span]) -> None:
    quotes = [
        Quote(id=str(place), article="", type=QuoteType.DIRECT, content=(span,))
        for place, span in enumerate(drawn)
    ]
    wanted = [
        quote
        for quote in quotes
        if not any(other is not quote and other.content[0].contains(quote.content[0]) for other in quotes)
    ]
    assert outermost(quotes) == wanted
