from __future__ import annotations

from enum import Enum

from summit_tui.model import Span
from summit_tui.suggest.people.people import people_of
from summit_tui.suggest.phrases.named import phrases_among
from summit_tui.suggest.phrases.noun_phrases import noun_phrase
from summit_tui.suggest.phrases.roles import NOTHING_KNOWN, Knowledge
from summit_tui.suggest.words.members import plain_members
from summit_tui.suggest.words.tokens import read_paragraph

TEXT = """قالت وزيرة البيئة هيام الدرعاوي إن الخطة جاهزة.
وأضافت الدرعاوي أن فواز القحماني، مدير الهيئة العامة للغابات، وافق عليها.
وشكر القحماني الدرعاوي."""


def test_persons_have_all_their_mentions() -> None:
    people = people_of(TEXT, 0)
    assert [person.name for person in people.persons] == ["هيام الدرعاوي", "فواز القحماني"]
    first, second = people.persons
    assert [TEXT[mention.start : mention.end].split()[-1] for mention in first.mentions] == ["الدرعاوي"] * 3
    assert len(second.mentions) == 2
    assert people.at(first.mentions[1]) is first
    assert people.by_name(("القحماني",)) is second


def test_a_word_known_as_a_family_name_begins_a_phrase() -> None:
    text = "وشكر القحماني الحاضرين"
    place = read_paragraph(text, Span(0, len(text)))
    known = Knowledge({"القحماني": 2}, frozenset(["القحماني"]))
    without = [phrase.span.of(text) for phrase in phrases_among(place, NOTHING_KNOWN)]
    knowing = [phrase.span.of(text) for phrase in phrases_among(place, known, frozenset(["القحماني"]))]
    assert (without, knowing) == ([], ["القحماني"])


def test_a_phrase_is_read_once_with_what_an_article_knows() -> None:
    text = "وزير المالية نادر القحماني"
    place = read_paragraph(text, Span(0, len(text)))
    known = Knowledge({}, frozenset(["القحماني"]))
    once = noun_phrase(place, 0, known)
    assert once is not None
    assert once.name == ("نادر", "القحماني")
    assert noun_phrase(place, 0, known) is once
    assert noun_phrase(place, 2, known) is not once
    assert noun_phrase(place, 0, NOTHING_KNOWN) == once
    assert not NOTHING_KNOWN.phrases


def test_who_is_named_in_a_long_article_is_looked_for_around_the_place() -> None:
    filler = "هذا سطر لا يذكر أحدا بعينه.\n" * 4_000
    text = f"قال نادر السلهبي إن كل شيء تم.\n{filler}قالت رباب الوسيم إن كل شيء تم.\n"
    assert len(text) > 100_000
    assert [person.name for person in people_of(text, 0).persons] == ["نادر السلهبي"]
    last = people_of(text, len(text) - 5).persons
    assert [person.name for person in last] == ["رباب الوسيم"]
    assert last[0].mentions[0].of(text) == "رباب الوسيم"


def test_plain_members_are_those_of_the_enumeration() -> None:
    @plain_members
    class Colour(Enum):
        RED = "red"
        GREEN = "green"

    assert Colour.RED is Colour("red")
    assert Colour["GREEN"] is Colour.GREEN
    assert list(Colour) == [Colour.RED, Colour.GREEN]
    assert Colour.__dict__["RED"] is Colour.RED
