"""The page's fonts: every letter that can be drawn is there, as wide as a cell, with its diacritics."""

from __future__ import annotations

import re

import pytest
from fontTools.ttLib import TTFont

from summit_tui.bidi.tables import LETTER_FORMS
from summit_tui.browser.server import FONT_SIZE, PAGE
from tools.font import FACES, FOLDER, VERSION

ADVANCE, UNITS = 1233, 2048
ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي"
PERSIAN = "پچژگکی"
WITHOUT_ANCHORS = {0xFE81, 0xFE82}
"""Alef with madda, which takes no diacritic."""


@pytest.fixture(scope="module", params=FACES)
def font(request):
    with TTFont(FOLDER / f"{request.param}.woff2") as opened:
        yield opened


def test_every_form_of_arabic_and_persian_letters_is_there(font):
    characters = set(font.getBestCmap())
    rows = [LETTER_FORMS[start : start + 5] for start in range(0, len(LETTER_FORMS), 5)]
    forms = {ord(form) for row in rows if row[0] in ARABIC + PERSIAN for form in row}
    assert len(forms) > 120
    assert forms <= characters
    assert set(range(0xFE70, 0xFEFD)) - {0xFE75} <= characters  # FE75 and FEFD on have no letter
    assert set(map(ord, ARABIC + PERSIAN + "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟٪٫٬")) <= characters
    assert set(range(0x064B, 0x0653)) <= characters
    assert set(map(ord, "«»“”‘’…–—✓✎●▐↑↓→←│─┌┐└┘█▁▔")) <= characters


def test_every_letter_is_as_wide_as_a_cell(font):
    widths = {font["hmtx"][name][0] for name in font.getBestCmap().values()}
    assert widths == {ADVANCE}
    assert font["head"].unitsPerEm == UNITS
    assert 0 <= FONT_SIZE * ADVANCE / UNITS % 1 < 0.05  # else letters are drawn wider than their cells


def test_diacritics_have_their_places_on_forms(font):
    tables = [table for lookup in font["GPOS"].table.LookupList.Lookup for table in lookup.SubTable]
    bases = {name for table in tables if hasattr(table, "BaseCoverage") for name in table.BaseCoverage.glyphs}
    without = {code for code in range(0xFE80, 0xFEF5) if font.getBestCmap()[code] not in bases}
    assert without == WITHOUT_ANCHORS


def test_its_notices_are_in_it_and_beside_it(font):
    licence = (FOLDER / "LICENSE").read_text("utf-8")
    assert font["name"].getDebugName(5) == VERSION
    assert "Bitstream" not in font["name"].getDebugName(1)
    for number in (0, 13):
        for line in font["name"].getDebugName(number).split("\n"):
            assert line.strip() in licence


def test_the_page_names_the_fonts():
    style = (PAGE / "page.css").read_text("utf-8")
    assert sorted(re.findall(r"fonts/([\w-]+)\.woff2", style)) == sorted(FACES)
