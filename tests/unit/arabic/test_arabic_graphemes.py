import time

import pytest

from summit_tui.arabic import boundaries, cluster_at, next_grapheme, previous_grapheme, snap
from summit_tui.model import Span


def test_lam_alef_is_two_stops():
    assert next_grapheme("لا", 0) == 1
    assert previous_grapheme("لا", 2) == 1


def test_diacritics_belong_to_their_letter():
    text = "نَعَمْ"
    assert boundaries(text) == [0, 2, 4, 6]
    assert snap(text, Span(1, 3)) == Span(0, 4)
    assert snap(text, Span(3, 3)) == Span(2, 2)


@pytest.mark.parametrize("control", ["\u200f", "\u200e", "\u061c", "\u2067", "\u202e"])
def test_a_direction_control_is_no_stop(control):
    text = f"ا{control}ب"
    assert next_grapheme(text, 0) == 2
    assert previous_grapheme(text, 2) == 0


def test_the_end_is_a_stop_even_after_controls():
    text = "ا\u200f"
    assert next_grapheme(text, 0) == 2
    assert previous_grapheme(text, 2) == 0


def test_a_newline_has_a_stop_before_it():
    assert next_grapheme("ا\nب", 0) == 1
    assert next_grapheme("ا\nب", 1) == 2


def test_edges_of_the_text():
    assert next_grapheme("", 0) == 0
    assert previous_grapheme("ا", 0) == 0
    assert next_grapheme("ا", 1) == 1
    assert cluster_at("ا", 1) == Span(1, 1)
    assert boundaries("") == [0]


def test_clusters_that_need_more_than_one_code_point_of_context():
    family = "👩\u200d👩\u200d👧"
    text = f"ا{family}ب🇸🇦🇪🇬"
    assert next_grapheme(text, 1) == 1 + len(family)
    assert cluster_at(text, 4) == Span(1, 1 + len(family))
    assert previous_grapheme(text, len(text)) == len(text) - 2
    assert previous_grapheme(text, len(text) - 2) == len(text) - 4


def test_the_sign_before_a_number_holds_it():
    text = "سورة \u06dd١٢"
    assert cluster_at(text, 6) == Span(5, 7)


def test_a_step_in_a_long_line_looks_only_around_the_caret():
    text = "قال الوزيرُ إن الطريق مفتوح " * 60_000
    begun = time.perf_counter()
    position = len(text) - 5
    for _ in range(200):
        position = previous_grapheme(text, position)
    for _ in range(200):
        position = next_grapheme(text, position)
    assert time.perf_counter() - begun < 0.2
