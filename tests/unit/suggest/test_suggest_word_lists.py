"""The word lists themselves: nothing twice, no word in lists that exclude each other."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import summit_tui.suggest
from summit_tui.arabic import folded
from summit_tui.suggest.lexicon import lexicon, word_class

FOLDER = Path(summit_tui.suggest.__file__).parent / "lexicons"
LISTS = ["bodies", "connectors", "first-names", "names-in-quotation-marks", "nationalities", "places"]
LISTS += ["reporting-nouns", "stops", "titles"]


def twice(words: list[str]) -> list[str]:
    return [word for word, times in Counter(map(folded, words)).items() if times > 1]


@pytest.mark.parametrize("name", LISTS)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert twice([word for line in lines if line[:1] not in "#-" for word in line.split()]) == []


def test_no_word_stands_twice_in_a_class() -> None:
    table = tomllib.loads((FOLDER / "word-classes.toml").read_text(encoding="utf-8"))
    assert {name: found for name, words in table.items() if (found := twice(words.split()))} == {}


def test_no_name_is_a_mans_and_a_womans() -> None:
    assert word_class("masculine_names") & word_class("feminine_names") == set()


@pytest.mark.parametrize("name", ["masculine_names", "feminine_names"])
def test_names_whose_gender_is_told_are_given_names(name: str) -> None:
    assert word_class(name) <= lexicon().given_names


def test_a_month_that_is_a_name_ends_no_phrase() -> None:
    assert not any(lexicon().is_stop(word) for word in word_class("names_and_months"))
    assert word_class("names_and_months") <= lexicon().first_names
