"""Which form each letter of the Arabic script takes, after its neighbours: a table made by rule.

The forms are those that Unicode's decompositions name (``<initial> 0628`` and the like), which Python's own
database has; a letter with an initial form joins on both sides.
"""

from __future__ import annotations

import unicodedata

import pytest

from summit_tui.bidi import Direction, Glyph, lay_out_text

TAGS = ("<isolated>", "<initial>", "<medial>", "<final>")
BLOCKS = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
HAMZA = "\u0621"
NOON_GHUNNA = "\u06ba"
DIACRITICS = [chr(cp) for cp in (*range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6DD), *range(0x6DF, 0x6E5))]
ALEFS = {
    "\u0627": "\ufefb\ufefc",
    "\u0622": "\ufef5\ufef6",
    "\u0623": "\ufef7\ufef8",
    "\u0625": "\ufef9\ufefa",
}


def forms_by_rule() -> dict[str, dict[str, str]]:
    """Each letter's forms by their tag."""
    found: dict[str, dict[str, str]] = {}
    for form in map(chr, BLOCKS):
        tag, *letters = unicodedata.decomposition(form).split() or [""]
        if tag in TAGS and len(letters) == 1:
            found.setdefault(chr(int(letters[0], 16)), {})[tag] = form
    return found


FORMS = forms_by_rule()
LETTERS = sorted(set(FORMS) - {HAMZA})


def glyphs(text: str) -> list[Glyph]:
    """The glyphs in logical order."""
    (line,) = lay_out_text(text, 200, Direction.RTL)
    return sorted(line.glyphs, key=lambda glyph: glyph.start)


def shaped(text: str) -> list[str]:
    return [glyph.text for glyph in glyphs(text)]


def in_contexts(letter: str, *, dual: bool, forms: dict[str, str]) -> None:
    """Checks a letter alone, before, between and after letters that join on both sides."""
    isolated, initial, medial, final = (forms.get(tag, letter) for tag in TAGS)
    assert shaped(letter) == [isolated]
    assert shaped("ب" + letter) == ["\ufe91", final]
    assert shaped("د" + letter + "د") == [
        "\ufea9",
        initial if dual else isolated,
        "\ufeaa" if dual else "\ufea9",
    ]
    assert shaped(letter + "ب") == ([initial, "\ufe90"] if dual else [isolated, "\ufe8f"])
    assert shaped("ب" + letter + "ب") == (
        ["\ufe91", medial, "\ufe90"] if dual else ["\ufe91", final, "\ufe8f"]
    )


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_takes_the_form_of_its_place(letter):
    # Noon ghunna joins on both sides, though Unicode has only two of its forms.
    in_contexts(letter, dual="<initial>" in FORMS[letter] or letter == NOON_GHUNNA, forms=FORMS[letter])


def test_every_form_of_one_letter_in_both_blocks_is_drawn_somewhere():
    drawn = {
        text
        for letter in LETTERS
        for pattern in ("{}", "{}ب", "ب{}ب", "ب{}")
        for text in shaped(pattern.format(letter))
    }
    assert {form for letter in LETTERS for form in FORMS[letter].values()} <= drawn
    assert len(LETTERS) > 70


# Letters of Pashto, Kurdish, Sindhi, Uyghur, Urdu, and Maghribi and Malay news that Unicode has no forms for.
@pytest.mark.parametrize("letter", "ټځڅښګڼڵێڪڨݢڽڠۂ")
def test_a_letter_without_forms_that_joins_on_both_sides_is_drawn_as_it_is(letter):
    assert letter not in FORMS
    in_contexts(letter, dual=True, forms={})


@pytest.mark.parametrize("letter", "ډړږۍڕەڊڙۃۏ")
def test_a_letter_without_forms_that_joins_only_what_is_before_it_is_drawn_as_it_is(letter):
    assert letter not in FORMS
    in_contexts(letter, dual=False, forms={})


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("گفت‌وگو", "FB94 FED4 FE96 FEED FB94 FEEE"),
        ("پژوهشگر", "FB58 FB8B FEED FEEB FEB8 FB95 FEAE"),
        ("چای", "FB7C FE8E FBFC"),
        ("ہوں", "FBA8 FEEE FB9E"),
        ("ٹھہرے", "FB68 FBAD FBA9 FEAE FBAE"),
        ("لڑکے", "FEDF FB8D FB90 FBAF"),
        ("میں", "FEE3 FBFF FB9F"),
        ("ښځه", "069A 0681 FEEA"),
        ("ئێران", "FE8B 06CE FEAE FE8D FEE5"),
        ("ڪتاب", "06AA FE98 FE8E FE8F"),
        ("ٻڌايو", "FB54 FB85 FE8D FEF3 FEEE"),
        ("ئۇيغۇر", "FE8B FBD8 FEF3 FED0 FBD8 FEAD"),
        ("ھەممە", "FBAC 06D5 FEE3 FEE4 06D5"),
        ("ڭىك", "FBD5 FBE9 FEDA"),
    ],
)
def test_words_of_persian_urdu_pashto_kurdish_sindhi_and_uyghur(word, forms):
    assert " ".join(f"{ord(text):04X}" for text in shaped(word)) == forms


@pytest.mark.parametrize("alef", ALEFS)
def test_lam_alef_is_isolated_or_final_after_what_stands_before_it(alef):
    isolated, final = ALEFS[alef]
    before = {"": [], "د": ["\ufea9"], "ء": ["ء"], " ": [" "], "\u200c": []}
    assert all(shaped(text + "ل" + alef) == [*drawn, isolated] for text, drawn in before.items())
    joined = {"ب": ["\ufe91"], "ل": ["\ufedf"], "ـ": ["ـ"], "\u200d": [], "ڨ": ["ڨ"]}
    assert all(shaped(text + "ل" + alef) == [*drawn, final] for text, drawn in joined.items())
    # Nothing joins an alef from behind, nor its ligature.
    assert shaped("ل" + alef + "ب") == [isolated, "\ufe8f"]
    assert shaped("ل" + alef + "ل" + alef) == [isolated, isolated]


@pytest.mark.parametrize("alef", ALEFS)
@pytest.mark.parametrize("on_lam", ["", "\u0650", "\u0651\u064e", "\u0670", "\u0652\u06d6"])
@pytest.mark.parametrize("on_alef", ["", "\u064b", "\u0651\u064f"])
def test_a_lam_alef_keeps_the_diacritics_of_both_halves_in_one_cell(alef, on_lam, on_alef):
    text = "ب" + "ل" + on_lam + alef + on_alef + "د"
    first, ligature, last = glyphs(text)
    assert (first.text, ligature.text, last.text) == ("\ufe91", ALEFS[alef][1] + on_lam + on_alef, "\ufea9")
    assert ligature.width == 1
    assert (ligature.start, ligature.end) == (1, len(text) - 1)
    assert ligature.halves == (1, 2 + len(on_lam))


@pytest.mark.parametrize("alef", ["ٱ", "ٲ", "ٵ"])
def test_no_other_alef_makes_a_ligature(alef):
    assert len(glyphs("ل" + alef)) == 2


@pytest.mark.parametrize("lam", ["ڵ", "ڶ", "ݪ"])
def test_no_other_lam_makes_a_ligature(lam):
    assert shaped(lam + "ا") == [lam, "\ufe8e"]


@pytest.mark.parametrize("hamza", ["ا\u0654", "ا\u0655", "ا\u0653"])
def test_a_lam_alef_of_decomposed_letters_is_the_one_of_the_composed(hamza):
    assert shaped("ل\u064e" + hamza) == [ALEFS[unicodedata.normalize("NFC", hamza)][0] + "\u064e"]


@pytest.mark.parametrize("diacritic", DIACRITICS)
def test_a_diacritic_takes_no_cell_and_parts_no_letters(diacritic):
    text = f"س{diacritic}ب{diacritic}ق{diacritic}"
    assert [glyph.text[0] for glyph in glyphs(text)] == ["\ufeb3", "\ufe92", "\ufed6"]
    assert all(glyph.text[1:] == diacritic and glyph.width == 1 for glyph in glyphs(text))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("ه\u200d", ["\ufeeb"]),
        ("\u200dه\u200d", ["\ufeec"]),
        ("\u200dد\u200dب", ["\ufeaa", "\ufe90"]),
        ("می\u200cشود", ["\ufee3", "\ufbfd", "\ufeb7", "\ufeee", "\ufea9"]),
        ("ب\u200c\u200dب", ["\ufe8f", "\ufe90"]),
        ("ب\u200d\u200cب", ["\ufe91", "\ufe8f"]),
        ("بـــب", ["\ufe91", "ـ", "ـ", "ـ", "\ufe90"]),
        ("ـد", ["ـ", "\ufeaa"]),
        ("دـب", ["\ufea9", "ـ", "\ufe90"]),
        ("ب\u034fب", ["\ufe91", "\ufe90"]),
        ("بaب", ["\ufe8f", "a", "\ufe8f"]),
        ("ب٣ب", ["\ufe8f", "٣", "\ufe8f"]),
    ],
)
def test_joiners_and_tatweel_are_obeyed(text, forms):
    assert shaped(text) == forms
    assert sum(glyph.width for glyph in glyphs(text)) == len(forms)
