import pytest

from summit_tui.arabic import trimmed
from summit_tui.model import Span


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ("  نعم\n", "نعم"),
        ("\u200f\u2067نعم \u2069", "نعم"),
        ('"نعم"', "نعم"),
        ('" نعم "', "نعم"),
        ("«\u200fنعم\u200f»", "نعم"),
        ("«“نعم”»", "نعم"),
        ('"أ" و"ب"', '"أ" و"ب"'),
        ('إنه "نعم"', 'إنه "نعم"'),
        ("نعم\u200c", "نعم\u200c"),
        ("\u200cنعم", "نعم"),
        ("نعم.", "نعم."),
        (" \u200f\u00a0", None),
    ],
)
def test_trimmed(selected, expected):
    text = f"\n{selected}\n"
    span = trimmed(text, Span(1, 1 + len(selected)))
    assert (span.of(text) if span else None) == expected


def test_a_selection_that_ends_inside_a_cluster_is_widened():
    text = "نَعَمْ"
    assert trimmed(text, Span(0, 5)) == Span(0, 6)
