"""Analyses out of SQLite are those of camel-tools' own loading of the whole file."""

from __future__ import annotations

import os
import threading

import pytest

from summit_tui.arabic.camel.data import data_folder
from summit_tui.arabic.morphology.words import FEATURES
from tests.support.morphology import WORDS, database_text


def canonical(analyses):
    return sorted(sorted((name, str(value)) for name, value in one.items()) for one in analyses)


@pytest.fixture(scope="module")
def whole(tmp_path_factory, stub):
    path = tmp_path_factory.mktemp("whole") / "morphology.db"
    path.write_text(database_text(old=False), encoding="utf-8")
    with data_folder(stub):
        from camel_tools.morphology.analyzer import Analyzer
        from camel_tools.morphology.database import MorphologyDB

    return Analyzer(MorphologyDB(str(path)))


@pytest.fixture
def analyser(database, whole):
    from summit_tui.arabic.camel.analysis import Analyser

    return Analyser


@pytest.mark.parametrize("word", WORDS)
def test_same_analyses_as_loaded_whole(analyser, database, whole, word):
    assert canonical(analyser(database).analyses(word)) == canonical(whole.analyze(word))


def test_most_words_have_some(analyser, database):
    analysed = [word for word in WORDS if analyser(database).analyses(word)]
    assert len(analysed) > len(WORDS) * 0.7


def test_order_is_that_of_the_file(analyser, database, whole):
    word = "صاروخ"
    assert [one["gloss"] for one in analyser(database).analyses(word)] == [
        one["gloss"] for one in whole.analyze(word)
    ]
    assert {one["gloss"] for one in whole.analyze(word)} == {"missile", "rocket"}


@pytest.mark.parametrize("word", WORDS)
def test_fewer_features_are_the_same_as_far_as_they_go(analyser, database, word):
    wanted = {*FEATURES, "lex", "pos", "diac"}
    few = analyser(database, FEATURES).analyses(word)
    every = analyser(database).analyses(word)
    assert [{name: one.get(name) for name in wanted} for one in few] == [
        {name: one.get(name) for name in wanted} for one in every
    ]


def test_analyses_in_several_threads(analyser, database):
    one, results = analyser(database), []

    def ask():
        results.append([canonical(one.analyses(word)) for word in WORDS])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all(result == results[0] for result in results)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_analyses_after_a_fork(analyser, database):
    one = analyser(database)
    expected = canonical(one.analyses("القراصنة"))
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        same = canonical(one.analyses("القراصنة")) == expected
        os.write(writing, b"same" if same else b"other")
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 9) == b"same"
    os.close(reading)
    os.close(writing)
