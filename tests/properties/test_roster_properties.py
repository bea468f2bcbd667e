"""Who is found among many speakers is whom looking at one after the other finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summit_tui.arabic import folded, name_words, without_article
from summit_tui.model import Name, Quote, QuoteType, Span, Speaker
from summit_tui.suggest.finding.said_below import SaidBelow
from summit_tui.suggest.people.persons import Person, same_family
from summit_tui.suggest.people.roster import Roster, alias_words
from summit_tui.suggest.people.speakers import chosen, known_speaker

WORDS = (
    "سالم",
    "هدى",
    "بوتين",
    "بوتن",
    "بتن",
    "الهدباني",
    "هدباني",
    "الرئيس",
    "الأمريكي",
    "الأميركي",
    "شو",
    "شا",
    "«",
)
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
speakers = st.lists(st.tuples(names, st.lists(names, max_size=3)), max_size=9).map(
    lambda drawn: [
        Speaker(f"s{place}", Name(name), tuple(aliases)) for place, (name, aliases) in enumerate(drawn)
    ]
)
persons = names.map(lambda name: Person(tuple(map(folded, name.split())), name))


def one_after_the_other(name: str, person: Person | None, known: list[Speaker]) -> Speaker | None:
    written = [(one, name_words(own)) for one in known for own in (one.name.ar, *one.aliases)]
    for one, words in written:
        if words == name_words(name):
            return one
    if person is None:
        return None
    own = [without_article(word) for word in person.words]
    fitting = [
        (one, words)
        for one, words in written
        if words
        and same_family(words[-1], own[-1])
        and (len(words) == 1 or len(own) == 1 or same_family(words[0], own[0]))
    ]
    return next((one for one, words in fitting if words[-1] == own[-1]), fitting[0][0] if fitting else None)


@given(names, st.none() | persons, speakers)
def test_the_known_speaker_is_the_first_who_fits(
    name: str, person: Person | None, known: list[Speaker]
) -> None:
    wanted = one_after_the_other(name, person, known)
    assert known_speaker(name, person, known) == wanted
    grown = Roster()
    for one in known:
        assert grown.by_id(one.id) is None
        grown.add(one)
        assert grown.by_id(one.id) is one
    assert list(grown) == known
    assert known_speaker(name, person, grown) == wanted


@given(names, speakers, st.booleans())
def test_those_called_so_have_such_an_alias(name: str, known: list[Speaker], with_titles: bool) -> None:
    words = alias_words(name)
    wanted = {
        one.id
        for one in known
        for own in map(alias_words, one.aliases)
        if own and (own == words or (with_titles and words[-len(own) :] == own))
    }
    found = Roster(known).called(words, with_titles=with_titles)
    assert len(found) == len(wanted)
    assert {one.id for one in found} == wanted


def test_those_who_go_on_speaking_are_offered_in_their_order() -> None:
    known = [Speaker("a", Name("هدى")), Speaker("b", Name("سالم"))]
    quote = Quote(
        id="q", article="", type=QuoteType.DIRECT, content=(Span(0, 1),), speakers=("b", "gone", "a")
    )
    assert [choice.name for choice in chosen(quote, known)] == ["سالم", "هدى"]


SAID = ("السدود", "امتلأت", "هذا", "العام،", "بعد", "أمطار", "الشتاء", "سدود", "«")
told = st.lists(st.sampled_from(SAID), max_size=8).map(" ".join)


@given(told, st.lists(st.tuples(told, st.booleans()), max_size=8))
def test_a_heading_is_taken_from_the_first_quote_with_most_of_its_words(
    heading: str, quoted: list[tuple[str, bool]]
) -> None:
    text, quotes = heading, []
    for words, is_spoken in quoted:
        start = len(text) + 1
        text = f"{text}\n{words}."
        content = (Span(start, len(text)),)
        speakers = ("s",) if is_spoken else ()
        quotes.append(
            Quote(id=str(start), article="", type=QuoteType.DIRECT, content=content, speakers=speakers)
        )

    def words_of(span: Span) -> set[str]:
        words = (without_article(folded(word.strip(".،«"))) for word in span.of(text).split())
        return {word for word in words if word}

    own = words_of(Span(0, len(heading)))
    below = [quote for quote in quotes if quote.speakers and quote.start > len(heading)]
    shares = [len(own & words_of(quote.content[0])) / max(1, len(own)) for quote in below]
    most = max(shares, default=0.0)
    said = SaidBelow(text, quotes)
    assert said.first(Span(0, len(heading))) == (below[0] if below else None)
    assert said.same(Span(0, len(heading))) == (below[shares.index(most)] if most >= 0.8 else None)
