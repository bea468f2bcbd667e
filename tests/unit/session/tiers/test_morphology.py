"""Which morphology database there is, and loading it once."""

from __future__ import annotations

import threading

import pytest

from summit_tui.config import Paths, Settings
from summit_tui.model import SummitError
from summit_tui.session.tiers.installing import Expected, install
from summit_tui.session.tiers.morphology import (
    Behind,
    Loading,
    Origin,
    Waiting,
    database_here,
    keep_own,
    load,
)
from summit_tui.session.tiers.morphology_files import installed_file, is_there
from summit_tui.session.tiers.suggesters import best_suggester
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.morphological import MorphologySuggester
from summit_tui.suggest.suggestions import Tier
from tests.support.morphology import database_text, make_own_install, make_wheel, sha256

VARIABLE = "CAMELTOOLS_DATA"


@pytest.fixture
def paths(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.delenv(VARIABLE, raising=False)
    return Paths.of({"SUMMIT_HOME": str(tmp_path / "home")})


@pytest.fixture
def installed(paths, tmp_path):
    wheel = make_wheel(tmp_path / "w.whl")
    expected = Expected(sha256(wheel.read_bytes()), sha256(database_text().encode()))
    return install(paths, wheel, lambda *_: None, expected=expected)


@pytest.fixture
def own(tmp_path):
    return make_own_install(tmp_path / "own")


def test_there_is_none(paths):
    assert database_here(paths, {}) is None
    assert not is_there(paths, {})
    with pytest.raises(SummitError, match="no morphology database"):
        load(paths, {})


def test_an_installed_one(paths, installed):
    there = database_here(paths, {})
    assert (there.origin, there.path, there.facts.stems) == (Origin.INSTALLED, installed, 9)
    assert there.size == installed.stat().st_size
    assert is_there(paths, {})
    assert load(paths, {}).lemmas("القراصنة") == ("قرصان",)


def test_the_persons_own_goes_first_and_is_kept_ready(paths, installed, own):
    environment = {VARIABLE: str(own.parents[3])}
    before = database_here(paths, environment)
    assert (before.origin, before.path, before.facts) == (Origin.OWN, own, None)
    assert load(paths, environment).lemmas("صواريخ") == ("صاروخ",)
    after = database_here(paths, environment)
    assert after.facts.source == str(own)
    assert after.facts.digest == sha256(own.read_bytes())


def test_what_was_kept_of_an_own_one_is_made_anew_where_that_changed(paths, own):
    environment = {VARIABLE: str(own.parents[3])}
    load(paths, environment)
    own.write_text(database_text(old=False).replace("gloss:dam", "gloss:barrier"), encoding="utf-8")
    load(paths, environment)
    assert database_here(paths, environment).facts.digest == sha256(own.read_bytes())
    assert len(list((paths.cache / "morphology").iterdir())) == 1


def test_an_own_one_that_cannot_be_read_leaves_the_installed_one(paths, installed, own):
    own.write_text("text", encoding="utf-8")
    environment = {VARIABLE: str(own.parents[3])}
    assert load(paths, environment).lemmas("صواريخ") == ("صاروخ",)
    with pytest.raises(SummitError, match="no morphology database that can be read"):
        keep_own(paths, own)


def test_a_damaged_one_is_told(paths, installed):
    installed.write_bytes(b"text")
    with pytest.raises(SummitError, match="damaged"):
        database_here(paths, {})
    with pytest.raises(SummitError, match="can be read"):
        load(paths, {})


def test_loading_happens_once_whoever_asks():
    calls, gate = [], threading.Event()
    result = object()

    def load_it():
        gate.wait(10)
        calls.append(1)
        return result

    loading = Loading(load_it)
    assert loading.morphology() is None
    loading.get_ready()
    loading.get_ready()
    assert loading.morphology() is None
    gate.set()
    assert loading.waited_for() is result
    assert Waiting(loading).morphology() is loading.morphology() is result
    assert calls == [1]


def test_loading_that_fails_is_told_each_time():
    def load_it():
        raise SummitError("It is gone.")

    loading = Loading(load_it)
    for ask in (loading.waited_for, loading.morphology, Waiting(loading).morphology):
        with pytest.raises(SummitError, match="It is gone"):
            ask()


def test_whoever_goes_without_it_is_told_when_it_is_there():
    gate, told = threading.Event(), threading.Semaphore(0)
    result = object()

    def load_it():
        gate.wait(10)
        return result

    loading = Loading(load_it)
    for _ in range(2):
        source = Behind(loading, told.release)
        assert source.morphology() is None
        source.get_ready()
    assert not told.acquire(blocking=False)
    gate.set()
    assert told.acquire(timeout=10)
    assert told.acquire(timeout=10)
    assert source.morphology() is result
    Behind(loading, told.release).get_ready()
    assert told.acquire(blocking=False)


def test_what_nobody_foresaw_while_it_is_loaded_is_told_in_a_line():
    """It happens in a thread of its own, where a missing module would go unheard."""
    told = threading.Event()

    def load_it():
        raise ImportError("No module named 'muddler'")

    source = Behind(Loading(load_it), told.set)
    source.get_ready()
    assert told.wait(10)
    with pytest.raises(SummitError) as failed:
        source.morphology()
    assert str(failed.value) == (
        "Morphology could not be loaded (ImportError: No module named 'muddler'). Suggestions go without it."
    )
    (notice,) = MorphologySuggester(source).suggest("قال هفال إن السد جاهز.").notices
    assert "muddler" in str(notice)


@pytest.mark.parametrize(
    ("setting", "there", "kind"),
    [
        ("auto", False, RuleSuggester),
        ("auto", True, MorphologySuggester),
        ("rules", True, RuleSuggester),
        ("morphology", False, MorphologySuggester),
    ],
)
def test_the_suggester_that_is_asked_for(paths, request, setting, there, kind):
    if there:
        request.getfixturevalue("installed")
    assert type(best_suggester(Settings(suggester=setting), paths)) is kind


def test_asked_for_in_vain_it_is_told_and_rules_go_on(paths):
    suggester = best_suggester(Settings(suggester="morphology"), paths)
    found_there = suggester.suggest("قال هفال إن السد جاهز.")
    assert [notice.key.partition(".")[0] for notice in found_there.notices] == [
        "There is no morphology database that can be read"
    ]
    assert len(found_there.quotes) == 1
    assert suggester.tier is Tier.RULES
    assert suggester.suggest("قال هفال إن السد جاهز.").notices == ()


def test_the_installed_file_lies_in_the_data_folder(paths):
    assert installed_file(paths).parent == paths.morphology_folder
    assert paths.data in installed_file(paths).parents
