"""What a suggestion is like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summit_tui.arabic import pairs_in
from summit_tui.model import Attribution, Cue, Origin, Quote, QuoteType, Span, Status
from summit_tui.suggest.learning import traits
from tests.support.editing import span_of

TEXT = (
    "الراوي: لا خوف على السدود\n"
    "قال الوزير سليم الراوي إن «السدود امتلأت هذا العام بعد أمطار الشتاء كلها».\n"
    "وقال الوزير: “قلت لهم: «لا تبنوا قرب النهر» فلم يسمعوا”.\n"
    "ووصفها بأنها ''كارثة'' كبيرة.\n"
)


def quote_of(words: str, **fields) -> Quote:
    made = Quote(
        id="q",
        article="a",
        type=QuoteType.DIRECT,
        content=(span_of(TEXT, words),),
        cue=Cue(span_of(TEXT, "قال"), "قال"),
        speakers=("s",),
        attribution=Attribution.EXPLICIT,
        status=Status.SUGGESTED,
        origin=Origin("rule", "quotation marks", 0.8),
    )
    return replace(made, **fields)


QUOTED = "السدود امتلأت هذا العام بعد أمطار الشتاء كلها"


def test_a_plain_one() -> None:
    assert traits(quote_of(QUOTED), TEXT) == (
        "every:suggestion",
        "type:direct",
        "cue:قال",
        "rule:quotation marks",
        "length:short",
        "marks:angle",
    )


@pytest.mark.parametrize(
    ("words", "fields", "trait", "has"),
    [
        ("لا خوف على السدود", {}, "place:heading", True),
        (QUOTED, {}, "place:heading", False),
        (QUOTED, {"cue": None}, "cue:", True),
        (QUOTED, {"cue": None}, "marks:without cue", True),
        (QUOTED, {}, "marks:without cue", False),
        ("لا خوف على السدود", {"cue": None}, "marks:without cue", False),
        (QUOTED, {"speakers": ()}, "speakers:none", True),
        (QUOTED, {"speakers": ("a", "b")}, "speakers:several", True),
        (QUOTED, {"attribution": Attribution.ANAPHORIC}, "attribution:anaphoric", True),
        (QUOTED, {"type": QuoteType.MIXED}, "type:mixed", True),
        (QUOTED, {"cue": Cue(span_of(TEXT, "ووصفها"))}, "cue:ووصفها", True),
        (f"«{QUOTED}»", {}, "marks:angle", False),
        ("قلت لهم: «لا تبنوا قرب النهر» فلم يسمعوا", {}, "marks:curly", True),
        ("قلت لهم: «لا تبنوا قرب النهر» فلم يسمعوا", {}, "place:nested", False),
        ("لا تبنوا قرب النهر", {}, "marks:angle", True),
        ("لا تبنوا قرب النهر", {}, "place:nested", True),
        ("كارثة", {}, "marks:doubled", True),
        ("كارثة", {}, "length:very short", True),
        (QUOTED, {"origin": None}, "rule:quotation marks", False),
    ],
)
def test_what_can_be_seen_in_the_text(words: str, fields: dict, trait: str, has: bool) -> None:
    assert (trait in traits(quote_of(words, **fields), TEXT)) is has


@pytest.mark.parametrize(
    ("count", "length"),
    [(3, "very short"), (4, "short"), (8, "short"), (9, None), (20, None), (21, "long"), (41, "very long")],
)
def test_lengths(count: int, length: str | None) -> None:
    text = "ماء " * 50 + "."
    quote = quote_of(QUOTED, content=(Span(0, 4 * count - 1),), cue=None)
    found = {trait for trait in traits(quote, text) if trait.startswith("length:")}
    assert found == ({f"length:{length}"} if length else set())


MARKED = (
    "قال: «نعم» و«لا \"ربما\" أبدا» و“قلت: «كلا» و''حسنا'' لهم”، ثم “لم يغلقها. "
    '«في «داخل» آخر» و"أيضا «هنا" و» و "   سكت" و«».'
)


def test_the_pairs_around_a_place_are_those_that_a_look_at_all_finds() -> None:
    pairs = pairs_in(MARKED, Span(0, len(MARKED)))
    assert len(pairs) > 8
    for start in range(len(MARKED) - 3):
        content = Span(start, start + 3)
        around = [pair for pair in pairs if pair.inner.start <= start < pair.inner.end]
        opened = [pair for pair in around if not MARKED[pair.inner.start : start].strip()]
        nested = any(pair not in opened and pair.inner.end >= content.end for pair in around)
        found = traits(quote_of(QUOTED, content=(content,)), MARKED)
        assert any(trait.startswith("marks:") for trait in found) is bool(opened)
        assert ("place:nested" in found) is nested
