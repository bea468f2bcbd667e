"""The cases of tests/cases/arabic.jsonl and ann.jsonl that are about words, folding and edges."""

import json
from pathlib import Path

import pytest

from summit_tui.arabic import (
    boundaries,
    find,
    fold,
    grow,
    next_grapheme,
    sentences,
    snap,
    split_clitics,
    trimmed,
    word_at,
    words,
)
from summit_tui.model import Span

CASES = {
    case["id"]: case
    for name in ("arabic.jsonl", "ann.jsonl")
    for line in (Path(__file__).parents[2] / "cases" / name).read_text(encoding="utf-8").splitlines()
    if line.strip()
    for case in [json.loads(line)]
}


def stretches(text, spans):
    return [[span.start, span.end, span.of(text)] for span in spans]


@pytest.mark.parametrize("case", [i for i in CASES if "search" in CASES[i]["right"]])
def test_search_finds_the_folded_word_at_its_place_in_the_text(case):
    text, right = CASES[case]["input"], CASES[case]["right"]
    for needle, hits in right["search"].items():
        assert stretches(text, find(needle, text)) == hits
    for hits in right["search"].values():
        for start, end, _ in hits:
            assert snap(text, Span(start, end)) == Span(start, end)


@pytest.mark.parametrize("case", ["ar-20", "ar-44"])
def test_folding_changes_the_length_but_not_the_offsets(case):
    text, right = CASES[case]["input"], CASES[case]["right"]
    folding = fold(text)
    assert len(text) == right["length"]
    assert len(folding.text) == right["folded_length"]
    assert folding.original_span(0, len(folding.text)) == (0, len(text))


def test_ar_20_words_are_recognised_in_presentation_forms():
    text = CASES["ar-20"]["input"]
    content, cue, mention = (
        CASES["ar-20"]["right"]["records"][0][key] for key in ("content", "cue", "mention")
    )
    assert stretches(text, find("وقالت", text)) == [cue]
    assert stretches(text, find("هيئة المرافئ", text)) == [mention]
    assert stretches(text, find("إن الرصيف لا يتسع لأكثر من سفينتين", text)) == [content]


def test_ar_43_length_is_that_of_the_text_as_written():
    assert len(CASES["ar-43"]["input"]) == CASES["ar-43"]["right"]["length"]


def test_ar_08_a_word_keeps_its_diacritics():
    text, right = CASES["ar-08"]["input"], CASES["ar-08"]["right"]
    assert stretches(text, words(text)) == right["words"]


def test_ar_22_sentences():
    text, right = CASES["ar-22"]["input"], CASES["ar-22"]["right"]
    assert stretches(text, sentences(text)) == right["sentences"]


def test_ar_41_clitics():
    text, right = CASES["ar-41"]["input"], CASES["ar-41"]["right"]
    for (start, end, word), clitics, rest in right["split"]:
        assert text[start:end] == word
        assert split_clitics(word) == (clitics, rest)


def test_ann_07_growing_takes_the_word_without_the_punctuation_after_it():
    text, right = CASES["ann-07"]["input"]["text"], CASES["ann-07"]["right"]
    for key in ("word_1", "word_2"):
        expected = right[key]
        for caret in range(expected["start"], expected["end"]):
            assert grow(text, Span(caret, caret), caret) == Span(expected["start"], expected["end"])


def test_ann_08_a_word_that_ends_in_a_diacritic_is_taken_whole():
    text, right = CASES["ann-08"]["input"]["text"], CASES["ann-08"]["right"]
    start, end = right["word"]["start"], right["word"]["end"]
    assert grow(text, Span(start + 1, start + 1), start + 1) == Span(start, end)
    assert len(boundaries(text, start, end)) - 1 == right["graphemes"]
    edge = start
    for number in (1, 2, 3):
        edge = next_grapheme(text, edge)
        assert edge == right[f"extend_{number}_grapheme_end"]


def test_ann_40_direction_controls_and_joiners():
    text, right = CASES["ann-40"]["input"]["text"], CASES["ann-40"]["right"]
    content = right["content"][0]
    assert trimmed(text, Span(text.index("«"), text.index("»") + 1)) == Span(content["start"], content["end"])
    stops, position = [38], 38
    while position < 47:
        position = next_grapheme(text, position)
        stops.append(position)
    assert stops == right["caret_stops_in_word"]
    word = right["word"]
    assert word_at(text, 40) == Span(word["start"], word["end"])
