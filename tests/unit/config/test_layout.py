from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from summit_tui.config import canonical_key, typed_text, unsafe_default_keys
from summit_tui.config.arabic_keys import ARABIC_KEYS

_CASES = Path(__file__).parents[2] / "cases" / "ann.jsonl"
_XKB = Path("/usr/share/X11/xkb/symbols/ara")


def case(name: str) -> dict[str, object]:
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    return next(case for case in map(json.loads, lines) if case["id"] == name)


def ann_41_keys() -> list[tuple[str, str]]:
    right = case("ann-41")["right"]
    assert isinstance(right, dict)
    codes = [(re.fullmatch(r"U\+([0-9A-F]{4})", name), key) for name, key in right.items()]
    named = [(chr(int(code[1], 16)), key) for code, key in codes if code]
    return [*right["plain"].items(), *named]


@pytest.mark.parametrize(("character", "key"), ann_41_keys())
def test_ann_41_keys_of_the_arabic_layout_mean_their_latin_ones(character: str, key: str) -> None:
    assert canonical_key(character) == key


def test_ann_41_has_the_keys_that_it_speaks_of() -> None:
    assert len(ann_41_keys()) == 17


@pytest.mark.parametrize("variant", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_ann_41_arabic_indic_digits_are_digits(variant: str) -> None:
    assert [canonical_key(digit) for digit in variant] == list("0123456789")


def test_ann_41_a_lam_alef_typed_into_an_input_is_its_two_letters() -> None:
    assert typed_text("\ufefb") == "\u0644\u0627"
    for ligature in "\ufef5\ufef7\ufef9\ufefb":
        assert typed_text(ligature) == unicodedata.normalize("NFKC", ligature)


@pytest.mark.parametrize("character", ["ض", "a", "\u064e", "لا", "", "٢", "\ufefc"])
def test_everything_else_is_typed_as_it_is(character: str) -> None:
    assert typed_text(character) == character


def test_ascii_means_itself() -> None:
    for code in range(0x20, 0x7F):
        assert canonical_key(chr(code)) == chr(code)


@pytest.mark.parametrize(
    "character", ["", "ab", "لا", "\x1b", "\r", "\x7f", "é", "中", "🌉", "\u200f", "\ufefc", "²"]
)
def test_other_characters_are_no_key(character: str) -> None:
    assert canonical_key(character) is None


def test_every_character_of_the_layout_outside_ascii_is_a_key_of_its_own() -> None:
    typed = [(key, one) for keys, arabic in ARABIC_KEYS for key, one in zip(keys, arabic, strict=True)]
    outside = [(key, one) for key, one in typed if not one.isascii()]
    assert len(outside) == 55
    assert len({one for _, one in outside}) == len(outside)
    assert [canonical_key(one) for _, one in outside] == [key for key, _ in outside]


def test_letters_that_a_default_may_lie_on() -> None:
    letters = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert letters - unsafe_default_keys() == set("acdefghijklmnopqrstuvwxyz") | set("HIJKNOPY")


def test_digits_and_common_signs_that_a_default_may_lie_on() -> None:
    assert not unsafe_default_keys() & set("0123456789 :;/?.,!-=+\"'[]\\")
    assert unsafe_default_keys() >= set("(){}<>~")


_ARABIC_NAMES = """
    ac comma, bb semicolon, bf question_mark, c1 hamza, c2 maddaonalef, c3 hamzaonalef, c4 hamzaonwaw,
    c5 hamzaunderalef, c6 hamzaonyeh, c7 alef, c8 beh, c9 tehmarbuta, ca teh, cb theh, cc jeem, cd hah,
    ce khah, cf dal, d0 thal, d1 ra, d2 zain, d3 seen, d4 sheen, d5 sad, d6 dad, d7 tah, d8 zah, d9 ain,
    da ghain, e0 tatweel, e1 feh, e2 qaf, e3 kaf, e4 lam, e5 meem, e6 noon, e7 ha, e8 waw, e9 alefmaksura,
    ea yeh, eb fathatan, ec dammatan, ed kasratan, ee fatha, ef damma, f0 kasra, f1 shadda, f2 sukun
"""
_OTHER_NAMES = """
    exclam ! at @ numbersign # dollar $ percent % asciicircum ^ ampersand & asterisk * parenright )
    parenleft ( minus - underscore _ equal = plus + grave ` division ÷ multiply × less < greater >
    bracketright ] bracketleft [ slash / colon : quotedbl " backslash \\ ellipsis … asciitilde ~
    braceright } braceleft { apostrophe ' comma , period .
"""


def _keysyms() -> dict[str, str]:
    """The names that the layout uses; the Arabic ones' codes are those of ISO 8859-6."""
    arabic = [name.split() for name in _ARABIC_NAMES.split(",")]
    others = _OTHER_NAMES.split()
    names = {f"Arabic_{name}": bytes.fromhex(code).decode("iso8859_6") for code, name in arabic}
    return names | dict(zip(others[::2], others[1::2], strict=True))


def test_the_table_is_that_of_the_xkb_layout() -> None:
    if not _XKB.exists():
        pytest.skip("no XKB layout here (Debian: apt install xkb-data)")
    basic = _XKB.read_text(encoding="utf-8").split('xkb_symbols "basic" {')[1].split("\n};")[0]
    keysyms = _keysyms()

    def character(name: str) -> str:
        code = re.fullmatch("U0?([0-9A-F]{4})", name)
        return chr(int(code[1], 16)) if code else keysyms.get(name, name)

    rows = re.findall(r"key <(?!LSGT)\w+>\s*\{\s*\[\s*([^\]]+)\]", basic)
    typed = ["".join(character(name.strip()) for name in row.split(",")[:2]) for row in rows]
    assert typed == [arabic for _, arabic in ARABIC_KEYS]
