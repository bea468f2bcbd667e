from pathlib import Path

import pytest

from summit_tui import suggest
from summit_tui.arabic import folded
from summit_tui.suggest.lexicon import CueKind, lexicon

LEXICONS = Path(suggest.__file__).parent / "lexicons"


@pytest.mark.parametrize(
    ("word", "lemma", "kind", "person"),
    [
        ("وقالت", "قال", CueKind.FINITE, "f"),
        ("قالوا", "قال", CueKind.FINITE, "p"),
        ("يقولون", "قال", CueKind.FINITE, "p"),
        ("تقول", "قال", CueKind.FINITE, "f"),
        ("فقال", "قال", CueKind.FINITE, "m"),
        ("ليرد", "رد", CueKind.FINITE, "m"),
        ("ورأت", "رأى", CueKind.FINITE, "f"),
        ("يرون", "رأى", CueKind.FINITE, "p"),
        ("دعت", "دعا", CueKind.FINITE, "f"),
        ("ينفون", "نفى", CueKind.FINITE, "p"),
        ("وحث", "حث", CueKind.FINITE, "m"),
        ("اكد", "أكد", CueKind.FINITE, "m"),
        ("وصفها", "وصف", CueKind.FINITE, "m"),
        ("أبلغني", "أبلغ", CueKind.FINITE, "m"),
        ("نفاه", "نفى", CueKind.FINITE, "m"),
        ("مؤكدا", "أكد", CueKind.PARTICIPLE, ""),
        ("ومضيفة", "أضاف", CueKind.PARTICIPLE, ""),
        ("نافيا", "نفى", CueKind.PARTICIPLE, ""),
        ("بقوله", "قال", CueKind.NOUN, ""),
        ("بالقول", "قال", CueKind.NOUN, ""),
        ("تصريحاته", "تصريحات", CueKind.NOUN, ""),
        ("رسالتها", "رسالة", CueKind.NOUN, ""),
    ],
)
def test_forms_of_reporting_words(word, lemma, kind, person):
    form = lexicon().cue(folded(word))
    assert form is not None
    assert (form.lemma, form.kind, form.person) == (lemma, kind, person)


@pytest.mark.parametrize("word", ["سيقول", "الكتاب", "مدينة", "في", "وزير", "بوتين", "مستشار"])
def test_other_words_are_no_cues(word):
    assert lexicon().cue(folded(word)) is None


def test_every_file_says_what_it_is():
    for path in LEXICONS.iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# "), path.name
        assert all(line == line.strip() for line in lines), path.name


def test_the_table_of_verbs_has_five_columns():
    lines = (LEXICONS / "reporting-verbs.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            assert line.count("|") == 4, line
