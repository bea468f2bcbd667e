"""Names at the place of a cue's subject that the rules don't know for names."""

from __future__ import annotations

from typing import Final

from summit_tui.model import Span
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.lexicon import CueKind, word_class
from summit_tui.suggest.neural.names import Named, Names
from summit_tui.suggest.people.people import people_of
from summit_tui.suggest.phrases.roles import Knowledge, Role, role_of

_TITLE: Final = frozenset((Role.TITLE, Role.BODY, Role.PLACE, Role.ADJECTIVE, Role.DEFINITE))
_LONGEST_TITLE: Final = 8
_AUXILIARIES: Final = frozenset(("قد", "كان", "كانت"))


class MissedNames:
    """Looks for one of ``names`` where a cue has its subject."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names

    def mention(self, context: Context, cue: FoundCue | None) -> tuple[Span, Named] | None:
        """The name that stands where the cue's subject stands, with the title before it."""
        known = people_of(self._text, context.content.start).known
        if cue is None:
            return self._before(context, context.link, known) if context.colon else None
        if cue.kind is CueKind.PARTICIPLE or cue.pronoun:
            return None
        limit = context.link if cue.before_content else len(context.tokens)
        if cue.phrase is not None and cue.phrase.takes_lam:
            named = self._names.behind_preposition(cue.span.end)
            return None if named is None else (named.span, named)
        if cue.kind is not CueKind.FINITE:
            return self._behind(context, cue.after, limit, known)
        if cue.form is None or cue.form.person in ("p", "1") or "object" in cue.form.uses:
            return None
        first = cue.first
        while first > context.sentence and context.tokens[first - 1].text in _AUXILIARIES:
            first -= 1
        if first > context.sentence and context.tokens[first - 1].is_that:
            return None  # its subject is the pronoun there, and what follows may be the hearer
        return self._behind(context, cue.after, limit, known) or self._before(context, first, known)

    def _behind(
        self, context: Context, first: int, limit: int, known: Knowledge
    ) -> tuple[Span, Named] | None:
        """The name to which the words from token ``first`` on lead, with nothing but a title between."""
        found: Named | None = None
        while first < limit and context.tokens[first].text in word_class("times"):
            first += 1
        own = context.tokens[first : min(limit, first + _LONGEST_TITLE)]
        for token in own:
            if not token.is_word or token.is_that:
                break
            look = self._names.behind_verb if token is own[0] else self._names.starting
            named = look(token.start)
            if named is not None and named.is_person:
                found = named
                break
            if named is not None:
                found = named  # whose minister or spokesman a person behind it is
            elif found is not None and token.start < found.span.end:
                continue
            elif found is not None or role_of(token.text, known) not in _TITLE:
                break
        if found is None or found.span.end > _end(context, limit):
            return None
        return Span(context.tokens[first].start, found.span.end), found

    def _before(self, context: Context, after: int, known: Knowledge) -> tuple[Span, Named] | None:
        """The name that ends right before token ``after``, if it and its title begin a clause."""
        named = self._names.ending(context.tokens[after - 1].end) if after > context.sentence else None
        if named is None:
            return None
        first = context.paragraph.index_at(named.span.start)
        if first >= len(context.tokens) or context.tokens[first].start != named.span.start:
            return None  # joined to what stands before it
        lowest = max(context.sentence, first - _LONGEST_TITLE)
        while first > lowest and role_of(context.tokens[first - 1].text, known) in _TITLE:
            first -= 1
        before = context.tokens[first - 1] if first > context.sentence else None
        if before is not None and before.is_word and not before.is_that:
            return None
        return Span(context.tokens[first].start, named.span.end), named


def _end(context: Context, limit: int) -> int:
    """Where the last token before ``limit`` ends."""
    return context.tokens[limit - 1].end if limit > 0 else 0
