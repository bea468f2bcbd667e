import subprocess
import sys

import pytest

from summit_tui.arabic import NameMatch, fold, folded, match_name, names_match, split_clitics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أإآٱ", "اااا"),
        ("ىئی", "ييي"),
        ("مؤتمر القمة", "موتمر القمه"),
        ("کتاب", "كتاب"),
        ("٣٤ ۵", "34 5"),
        ("نيوز\u200cماكس\u00a0", "نيوزماكس "),
        ("مُـدِير", "مدير"),
        ("أعلن", "اعلن"),
        ("ﻻ", "لا"),
    ],
)
def test_folded(text, expected):
    assert folded(text) == expected


def test_offsets_outside_the_text_are_refused():
    with pytest.raises(ValueError, match="not in the folded text"):
        fold("نعم").original_span(2, 4)


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        ("", "سلوان الهدباني", NameMatch.START),
        ("هدباني", "سلوان الهدباني", NameMatch.WORDS),
        ("الهد", "سلوان الهدباني", NameMatch.WORDS),
        ("سل", "سلوان الهدباني", NameMatch.START),
        ("سلوان هدبانى", "سلوان الهدباني", NameMatch.WHOLE),
        ("وزاره", "وزارة المياه", NameMatch.START),
        ("الو", "وزارة المياه", NameMatch.START),
        ("مياة", "وزارة المياه", NameMatch.WORDS),
        ("أحمد", "احمد ساطع", NameMatch.START),
        ("هدب سلوان", "سلوان الهدباني", NameMatch.NONE),
        ("باني", "سلوان الهدباني", NameMatch.INSIDE),
        ("مسؤل", "مسؤول أمريكي", NameMatch.NONE),
        ("!", "سلوان", NameMatch.NONE),
    ],
)
def test_names_as_one_types(query, name, expected):
    assert match_name(query, name) is expected
    assert names_match(query, name) is (expected is not NameMatch.NONE)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وقال", ("و", "قال")),
        ("فأضاف", ("ف", "أضاف")),
        ("وَأكد", ("وَ", "أكد")),
        ("ﻭقالت", ("ﻭ", "قالت")),
        ("وزير", ("", "وزير")),
        ("وزيرها", ("", "وزيرها")),
        ("ووزير", ("و", "وزير")),
        ("وعدت", ("", "وعدت")),
        ("فشلت", ("", "فشلت")),
        ("وفشلت", ("و", "فشلت")),
        ("في", ("", "في")),
        ("وفي", ("و", "في")),
        ("قال", ("", "قال")),
        ("وا", ("", "وا")),
    ],
)
def test_conjunctions(word, expected):
    assert split_clitics(word) == expected


def test_words_given_by_the_caller_are_whole():
    assert split_clitics("وشم", known={"وشم"}) == ("", "وشم")


def test_camel_tools_is_imported_on_first_use_and_only_its_light_part():
    program = """
import sys
import summit_tui.arabic as arabic
assert not any(name.startswith("camel_tools") for name in sys.modules)
assert arabic.folded("أحمد") == "احمد"
assert "camel_tools.utils.normalize" in sys.modules
heavy = {"camel_tools.utils.charsets", "camel_tools.utils.dediac", "camel_tools.data", "torch"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
