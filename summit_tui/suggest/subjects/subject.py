"""Who speaks, as the text has it."""

from __future__ import annotations

from dataclasses import dataclass

from summit_tui.model import Attribution, Quote
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.phrases.roles import Role


@dataclass(frozen=True, slots=True)
class Subject:
    """The speaker as the text has it: a phrase near the cue, or an earlier quote whose speaker goes on.

    ``phrase`` and ``earlier`` may both be None: the text says no speaker near the cue.
    """

    attribution: Attribution
    phrase: NounPhrase | None = None
    earlier: Quote | None = None


UNKNOWN = Subject(Attribution.UNKNOWN)

SPEAKING = (Role.NAME, Role.TITLE, Role.BODY, Role.PLACE)
"""What heads a phrase that can surely speak."""


def is_known_family(phrase: NounPhrase, people: People) -> bool:
    """Whether the phrase ends with a family name that the article has with a given name."""
    return bool(phrase.name) and phrase.name[-1] in people.known.families
