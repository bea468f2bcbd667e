import pytest

from summit_tui.arabic import grow
from summit_tui.model import Span


def steps(text, caret):
    selection = Span(caret, caret)
    found = []
    while selection != Span(0, len(text)):
        larger = grow(text, selection, caret)
        assert larger.contains(selection)
        assert len(larger) > len(selection)
        selection = larger
        found.append(selection.of(text))
    return found


def test_from_a_word_in_quotation_marks_to_the_text():
    text = 'عنوان\nقال الوزير: "سنعود غدا، إن شئتم". وخرج.'
    assert steps(text, text.index("غدا")) == [
        "غدا",
        "سنعود غدا",
        "سنعود غدا، إن شئتم",
        '"سنعود غدا، إن شئتم"',
        'قال الوزير: "سنعود غدا، إن شئتم"',
        'قال الوزير: "سنعود غدا، إن شئتم".',
        'قال الوزير: "سنعود غدا، إن شئتم". وخرج.',
        text,
    ]


def test_the_clause_of_a_complementiser_ends_at_punctuation_then_before_the_stop():
    text = "وقال الوزير إن الطريق سيفتح، حيث انتهت الصيانة."
    assert steps(text, text.index("سيفتح")) == [
        "سيفتح",
        "إن الطريق سيفتح",
        "إن الطريق سيفتح، حيث انتهت الصيانة",
        "وقال الوزير إن الطريق سيفتح، حيث انتهت الصيانة",
        text,
    ]


def test_a_quotation_within_the_clause_is_passed_over_whole():
    text = 'قال الوزير إن القرار "خطأ، بل عار" على البلاد، ثم خرج.'
    assert steps(text, text.index("القرار"))[:3] == [
        "القرار",
        'إن القرار "خطأ، بل عار" على البلاد',
        'إن القرار "خطأ، بل عار" على البلاد، ثم خرج',
    ]


@pytest.mark.parametrize("caret", [0, 5, 11])
def test_in_a_blank_place_too(caret):
    steps("   \n  نص هنا", caret)


def test_a_clause_ends_where_the_next_thing_said_begins():
    text = "ووصف الوزير الجسر بأنه آمن ومفتوح وقال إن الطريق مغلق."
    assert steps(text, text.index("آمن"))[:2] == ["آمن", "بأنه آمن ومفتوح"]
    assert steps(text, text.index("الطريق"))[:2] == ["الطريق", "إن الطريق مغلق"]


def test_no_stretch_tears_brackets_apart() -> None:
    text = "ووصف نادر (68 عاما) رنا (58 عاما) بأنها شريكة. ثم غادر."
    for word in ("رنا", "عاما"):
        caret = text.index(word)
        selection = Span(caret, caret)
        while len(selection) < len(text):
            selection = grow(text, selection, caret)
            content = selection.of(text)
            assert content.count("(") == content.count(")"), content
            assert content.find("(") <= content.find(")"), content
