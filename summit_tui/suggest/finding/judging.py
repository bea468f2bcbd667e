"""The questions that finding content comes down to, and who answers them.

The walk over an article (``walk.py``) asks; the answers come from a model (``model.py``) or, while one is
trained, from annotated articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from summit_tui.suggest.words.members import plain_members

Templates = tuple[str, ...]
"""Names of features with ``{}`` where values go: "previous {}"."""
Values = tuple[object, ...]
"""A value for each template, a tuple where it takes several; None where the feature is absent."""


@plain_members
class Matter(StrEnum):
    """What a question is about; each has weights of its own."""

    CLAUSE = "clause"
    PAIR = "pair"
    COLON = "colon"
    SOURCE = "source"
    NESTED = "nested"
    WHOLE = "whole"
    END = "end"


# Not frozen, for speed: some are asked for each sentence of an article.
@dataclass(slots=True)
class Question:
    """Something that is so or not, with the features that tell.

    Questions of one matter have the same ``templates``. ``offset`` is the code point that it is about: where
    content would begin or end; ``start`` that where the content in question begins, if it isn't ``offset``.
    """

    matter: Matter
    templates: Templates
    values: Values
    offset: int
    start: int | None = None

    @property
    def features(self) -> tuple[str, ...]:
        """The features by name, as they are trained and kept with their weights."""
        pairs = zip(self.templates, self.values, strict=True)
        return tuple(filled(template, value) for template, value in pairs if value is not None)


def filled(template: str, value: object) -> str:
    """The name of the feature that ``template`` has with ``value``."""
    return template.format(*value) if isinstance(value, tuple) else template.format(value)


class Judge(Protocol):
    """Who answers."""

    def probability(self, question: Question) -> float:
        """How likely it is so, in 0 to 1."""
        ...

    def choice(self, questions: Sequence[Question]) -> tuple[int, float]:
        """Which of the places, looked at in text order, it is, and how likely that is."""
        ...

    def certainty(self, probability: float) -> float:
        """How often content that comes out with ``probability`` is right, both in 0 to 1."""
        ...
