"""Named entities of an article: the words that are handed to a model, and the spans of what it labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import regex

from summit_tui.arabic import sentences
from summit_tui.model import Span
from summit_tui.suggest.words.tokens import Token, read_paragraph


class EntityKind(StrEnum):
    """What an entity is; the values are the classes of camel-tools' labels."""

    PERSON = "PERS"
    ORGANISATION = "ORG"
    PLACE = "LOC"
    OTHER = "MISC"


_KINDS: Final = {kind.value: kind for kind in EntityKind} | {"PER": EntityKind.PERSON}
_UNREAD: Final = regex.compile(r"[\p{Mn}\u0640\p{Default_Ignorable_Code_Point}]")
"""What models were trained without: diacritics, tatweel, bidi controls and joiners."""


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A name in the text; ``span`` in code points of the article, a conjunction glued to it included."""

    span: Span
    kind: EntityKind


def sentence_tokens(text: str) -> list[tuple[Token, ...]]:
    """The tokens of each sentence of ``text``, in text order; no sentence is empty."""
    read = (read_paragraph(text, sentence).tokens for sentence in sentences(text))
    return [tokens for tokens in read if tokens]


def written_words(text: str, tokens: Sequence[Token]) -> list[str]:
    """The words as a model is to read them: without diacritics, tatweel and invisible characters."""
    return [_UNREAD.sub("", text[token.start : token.end]) for token in tokens]


def entities_in(tokens: Sequence[Token], labels: Sequence[str]) -> list[Entity]:
    """The entities that ``labels``, one for each of a sentence's ``tokens``, tell, in text order.

    ``B-`` begins an entity, ``I-`` goes on with one of its kind and begins one where there is none, as
    conlleval reads them. Signs at an entity's edges don't belong to it. Raises ``ValueError`` where there
    aren't as many labels as tokens.
    """
    found: list[Entity] = []
    own: list[Token] = []
    open_kind: EntityKind | None = None
    for token, label in [*zip(tokens, labels, strict=True), (None, "O")]:
        prefix, _, name = label.partition("-")
        kind = _KINDS.get(name)
        if kind is None or kind is not open_kind or prefix == "B":
            if open_kind is not None and (entity := _entity(own, open_kind)) is not None:
                found.append(entity)
            own, open_kind = [], kind
        if token is not None and open_kind is not None:
            own.append(token)
    return found


def _entity(tokens: Sequence[Token], kind: EntityKind) -> Entity | None:
    words = [token for token in tokens if token.is_word]
    return Entity(Span(words[0].start, words[-1].end), kind) if words else None
