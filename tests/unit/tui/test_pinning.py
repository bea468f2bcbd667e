"""U+200E after each cell: what a terminal makes of such a row by the bidi algorithm is the row itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit_tui.bidi import Direction, Paragraph, lay_out, lay_out_text
from summit_tui.tui.pinning import LRM, pinned
from tests.support.cases import case

MIXED = st.text('ابتلاَُّ\u200c\u0644\u0622ק1٢٣.,:/()[]«»"%- aZé€', max_size=40)


@pytest.mark.parametrize(
    "sequence", ["\x1b[2;1H", "\x1b[0m\r\n\x1b[24;1H", "\x1b]52;c;YQ==\x07", "\x1bPq\x1b\\", "\x1b7"]
)
def test_sequences_are_left_whole(sequence: str) -> None:
    assert pinned(sequence) == sequence
    assert pinned(f"ab{sequence}c") == f"a{LRM}b{LRM}{sequence}c{LRM}"


def test_a_letter_keeps_its_diacritics() -> None:
    assert pinned("\ufe91\u064e\u0651x") == f"\ufe91\u064e\u0651{LRM}x{LRM}"


def test_rtl_50_what_is_sent_through_a_multiplexer() -> None:
    row = [chr(int(code, 16)) for code in case("rtl-50")["right"]["row_cells"]]
    assert pinned("".join(row)) == "".join(cell + LRM for cell in row)


@given(MIXED)
def test_a_row_resolved_once_more_keeps_its_order_and_its_brackets(text: str) -> None:
    for line in lay_out_text(text, 30):
        row = "".join(line.row())
        sent = pinned(row)
        again = lay_out(Paragraph.resolve(sent, Direction.LTR), 0, len(sent), 200)
        assert again.text.rstrip() == row.rstrip()
