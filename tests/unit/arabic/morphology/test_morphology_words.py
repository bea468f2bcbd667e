from __future__ import annotations

import pytest

from summit_tui.arabic.morphology.words import Morphology, Reading, loaded


@pytest.fixture
def morphology(database, stub):
    return loaded(database, stub)


@pytest.mark.parametrize(
    ("word", "lemmas"),
    [
        ("صواريخ", ("صاروخ",)),
        ("والصواريخ", ("صاروخ",)),
        ("القراصنة", ("قرصان",)),
        ("وَأَعْلَنَتْ", ("اعلن",)),
        ("ورد", ("ورد", "رد")),
        ("وورد", ("ورد",)),
        ("ريبوار", ("ريبوار",)),
        ("كلمة", ()),
        ("", ()),
        ("ك" * 41, ()),
    ],
)
def test_lemmas_are_folded_and_the_likeliest_is_first(morphology, word, lemmas):
    assert morphology.lemmas(word) == lemmas


def test_readings_tell_what_is_glued(morphology):
    assert morphology.readings("وصاروخه") == (
        Reading("صاروخ", "noun", "", definite=False, glued=False, pronoun=True, likelihood=-3.6),
        Reading("صاروخ", "noun", "", definite=False, glued=False, pronoun=True, likelihood=-6.1),
    )
    assert morphology.readings("أعلنت") == (
        Reading("اعلن", "verb", "p", definite=False, glued=False, pronoun=False, likelihood=-2.9),
    )
    (by,) = {(reading.definite, reading.glued) for reading in morphology.readings("بصاروخ")}
    (the,) = {(reading.definite, reading.glued) for reading in morphology.readings("والصواريخ")}
    assert (by, the) == ((False, True), (True, False))


def test_what_was_never_counted_is_least_likely(morphology):
    (reading,) = morphology.readings("سد")
    assert reading.likelihood == -99.0


@pytest.mark.parametrize(
    ("features", "lemmas"),
    [
        ({"pos_lex_logprob": -5.7}, ("بر",)),
        ({"pos_lex_logprob": -5.7, "enc0": "1s_dobj"}, ()),
        ({"pos_lex_logprob": -5.7, "prc1": "sa_fut"}, ()),
        ({"pos_lex_logprob": -5.7, "prc1": "bi_prep", "prc0": "Al_det"}, ("بر",)),
        ({"pos_lex_logprob": -3.7, "prc1": "sa_fut", "enc0": "1s_dobj"}, ("بر",)),
        ({}, ("بر",)),
    ],
)
def test_rare_readings_with_particles_give_no_lemma(features, lemmas):
    morphology = Morphology(lambda _: [{"lex": "بَرّ", "pos": "noun", **features}])
    assert morphology.lemmas("سيبراني") == lemmas


def test_a_word_is_analysed_once():
    asked = []

    def analyse(word):
        asked.append(word)
        return [{"lex": "سَدّ", "pos": "noun"}]

    morphology = Morphology(analyse)
    assert morphology.lemmas("سد") == morphology.lemmas("سد") == ("سد",)
    assert morphology.readings("سد")[0].pos == "noun"
    assert asked == ["سد"]


def test_a_spelling_as_written_goes_before_another_as_likely():
    loose = {"lex": "ب", "pos": "noun", "pos_lex_logprob": -3.0, "source": "spvar"}
    exact = {"lex": "ا", "pos": "noun", "pos_lex_logprob": -3.0, "source": "lex"}
    assert Morphology(lambda _: [loose, exact]).lemmas("ا") == ("ا", "ب")
