"""Which words of one text are which of another, and where exactly something came or went."""

from __future__ import annotations

import time

import pytest

from summit_tui.model import Span
from summit_tui.session.revising.aligning import NONE, align
from summit_tui.session.revising.ordering import likest, longest_common, longest_increasing
from summit_tui.session.revising.placing import Part, placed
from summit_tui.session.revising.tokens import key_of, tokens_of
from summit_tui.session.revising.versions import Versions
from tests.support.editing import span_of


def pairs(old: str, new: str) -> dict[int, int]:
    return {one: place for one, place in enumerate(align(old.split(), new.split())) if place != NONE}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a b c", "a b c", {0: 0, 1: 1, 2: 2}),
        ("", "a", {}),
        ("a", "", {}),
        ("a b c", "x a b c", {0: 1, 1: 2, 2: 3}),
        ("a b c d", "a d", {0: 0, 3: 1}),
        ("a b a b c", "a b c", {0: 0, 1: 1, 4: 2}),
        # Longer than what stands beside it, and so no chance; shorter, and so given up.
        ("xx middle yy", "zz middle ww", {1: 1}),
        ("long-word in another-one", "something in its-place", {}),
        # Moved, and long enough to be known again.
        ("one two three four five six seven", "five six seven one two three four", {0: 3, 1: 4, 2: 5, 3: 6}),
    ],
)
def test_words_are_aligned(old: str, new: str, expected: dict[int, int]) -> None:
    assert pairs(old, new) == expected


def test_what_was_moved_is_found_where_it_is_long() -> None:
    moved = [f"m{number}" for number in range(6)]
    kept = [f"k{number}" for number in range(20)]
    places = align([*moved, *kept], [*kept, *moved])
    assert places == [*range(20, 26), *range(20)]


def test_a_stretch_that_is_twice_in_the_new_text_is_not_guessed() -> None:
    moved = ["m0", "m1", "m2", "m3", "m4"]
    kept = [f"k{number}" for number in range(20)]
    places = align([*moved, "x", *kept], [*kept, *moved, "y", *moved, "z"])
    assert places[:5] == [NONE] * 5


@pytest.mark.parametrize("values", [[], [3], [3, 1, 2], [1, 5, 2, 3, 9, 4], [5, 4, 3]])
def test_the_longest_increasing_subsequence(values: list[int]) -> None:
    found = [values[place] for place in longest_increasing(values)]
    assert found == sorted(set(found))
    assert len(found) == {0: 0, 1: 1, 3: 2 if values == [3, 1, 2] else 1, 6: 4}[len(values)]


def test_the_longest_common_and_the_likest() -> None:
    assert longest_common(["a", "b", "c", "d"], ["b", "d", "x"]) == [(1, 0), (3, 1)]
    assert likest("abc", "bc", lambda one, other: 0.5 if one == other else 0.0) == [(1, 0), (2, 1)]
    assert likest("a", "b", lambda _one, _other: 0.0) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("السُّدود", "السدود"),
        ("إنّ", "ان"),
        ("«", '"'),
        ("”", '"'),
        ("،", ","),
        ("هالة", "هالهـ"),
        ("–", "-"),
        ("٣", "3"),
    ],
)
def test_what_is_written_for_one_another_has_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_tokens_are_words_and_signs_and_no_blanks() -> None:
    text = "قال:\u200f «نعم \u2068لا\u2069»، 97.5%\n"
    tokens = tokens_of(text)
    assert [tokens.word(token) for token in range(len(tokens))] == [
        "قال",
        ":",
        "«",
        "نعم",
        "لا",
        "»",
        "،",
        "97.5",
        "%",
    ]
    assert list(tokens.within(Span(0, 3))) == [0]
    assert list(tokens.within(Span(2, 4))) == [0, 1]
    assert len(tokens.within(Span(4, 5))) == 0


OLD = "سطر أول.\nوأكّد المهندس رامي سلوم، وهو مدير: نعم.\nسطر أخير.\n"


@pytest.mark.parametrize(
    ("added", "before"),
    [
        # A sentence and a line before it that begin as it does: the quote isn't taken for them.
        ("وأكّد المهندس رامي سلوم حضوره. ", "وأكّد المهندس رامي سلوم، وهو"),
        ("وأكّد المهندس رامي سلوم حضوره.\n", "وأكّد المهندس رامي سلوم، وهو"),
    ],
)
def test_what_was_added_is_a_whole_sentence(added: str, before: str) -> None:
    new = OLD.replace("وأكّد", f"{added}وأكّد", 1)
    versions = Versions(OLD, new)
    for words in ("أكّد", "المهندس رامي سلوم"):
        found = placed(versions, span_of(OLD, words), Part.WORDS)
        assert found is not None
        start = new.index(before) + before.index(words)
        assert found.span == Span(start, start + len(words))


def test_what_was_taken_away_is_a_whole_sentence() -> None:
    new = OLD
    old = OLD.replace("وأكّد", "وأكّد المهندس رامي سلوم حضوره.\nوأكّد", 1)
    versions = Versions(old, new)
    second = span_of(old, "المهندس رامي سلوم", 1)
    found = placed(versions, second, Part.WORDS)
    assert found is not None
    assert found.span == span_of(new, "المهندس رامي سلوم")
    assert found.certainty == 1
    assert placed(versions, span_of(old, "حضوره"), Part.CONTENT) is None


def _long(lines: int) -> str:
    return "".join(
        f"وقال المتحدّث رقم {line} إن «السدود في المنطقة {line * 7} ممتلئة بنسبة {line % 97}%» في العام.\n"
        for line in range(lines)
    )


def test_a_hundred_kilobytes_take_less_than_a_second() -> None:
    old = _long(800)
    assert len(old.encode()) > 100_000
    lines = old.splitlines(keepends=True)
    new = "".join([*lines[300:400], *lines[:300], *lines[400:]]).replace("ممتلئة", "مملوءة")
    start = time.perf_counter()
    versions = Versions(old, new)
    for line in range(0, 800, 7):
        words = f"السدود في المنطقة {line * 7} ممتلئة بنسبة {line % 97}%"
        found = placed(versions, span_of(old, words), Part.CONTENT)
        assert found is not None
        assert found.span.of(new) == words.replace("ممتلئة", "مملوءة")
    # Measured: 0.3 s. The rest is for a busy machine.
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "text", ["ا " * 50_000, "نعم لا " * 25_000, "".join(map(chr, range(0x4E00, 0x8000)))]
)
def test_texts_made_to_take_long_do_not(text: str) -> None:
    start = time.perf_counter()
    versions = Versions(text, text[::-1])
    placed(versions, Span(0, len(text) // 2), Part.CONTENT)
    assert time.perf_counter() - start < 10
