"""Every member of the model's enumerations that a person sees is a term of the catalogue."""

from __future__ import annotations

from enum import StrEnum

import pytest

from summit_tui.i18n.terms import TERMS
from summit_tui.model import ArticleState, Attribution, QuoteType


@pytest.mark.parametrize("values", [QuoteType, Attribution, ArticleState])
def test_every_member_is_a_term(values: type[StrEnum]) -> None:
    assert {member.value for member in values} <= TERMS
