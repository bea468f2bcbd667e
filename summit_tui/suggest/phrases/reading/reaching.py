"""How far it is from a title to the name of the one who has it."""

from __future__ import annotations

from summit_tui.arabic import Pair
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases.reading.names import NameReading
from summit_tui.suggest.phrases.roles import Role, is_imperfect, name_like

LONGEST_QUOTED_NAME = 40
"""Code points of the name of a body in quotation marks."""
_FARTHEST = 10
_MOST_UNKNOWN = 2
"""Words that no list has between a title and the name that it is read on to."""


class NameReaching(NameReading):
    """Looks on from a title to the personal name behind it."""

    def _reaches_name(self, first: int) -> bool:
        """Whether the title goes on from ``first`` to a given name.

        What stands between describes: words that belong to titles and bodies, a short name in quotation
        marks, and few words that no list has.
        """
        within = (Role.BODY, Role.PLACE, Role.DEFINITE, Role.ADJECTIVE, Role.LAM, Role.TITLE)
        unknown, index, end = 0, first, min(first + _FARTHEST, len(self.tokens))
        if not self._may_hold_name(self.words[first:end]):
            return False
        while index < end:
            role = self._role_at(index)
            if self.tokens[index].text == "،" and index + 1 < len(self.tokens):
                return self._role_at(index + 1) is Role.NAME or self._enclosed_name_end(index + 1) > 0
            if role is Role.LAM and self.words[index][2:] in lexicon().titles:
                return False
            if role is Role.NAME:
                return index > first and (not unknown or self._begins_full_name(index))
            if (pair := self._short_pair_at(index)) is not None:
                index = self.paragraph.index_at(pair.outer.end)
                continue
            listed = role in within or self._leads_on(index)
            if not listed and role is Role.OTHER and self._may_name_place(index):
                unknown += 1
            elif not listed:
                return False
            if unknown > _MOST_UNKNOWN:
                return False
            index += 1
        return False

    def _may_hold_name(self, words: tuple[str, ...]) -> bool:
        """Whether any of ``words`` can be or introduce a name, for speed: most titles go on to none."""
        if "،" in words or not lexicon().given_names.isdisjoint(words):
            return True
        return any(word in self.families for word in words)

    def _leads_on(self, index: int) -> bool:
        """Whether a word goes on with a description: بالمنطقة، والفنون، في."""
        word = self.tokens[index].text
        leads = word.startswith(("بال", "وال")) or word in word_class("within_descriptions")
        return leads and word not in ("و", "عن") and index + 1 < len(self.tokens)

    def _begins_full_name(self, index: int) -> bool:
        """Whether the given name at token ``index`` goes on with another word that can be a name's."""
        if self.tokens[index].text not in lexicon().given_names or index + 1 >= len(self.tokens):
            return False
        word, role = self._word(index + 1), self._role_at(index + 1)
        return role in (Role.NAME, Role.DEFINITE) or (
            role is Role.OTHER and name_like(word, self.known.counts)
        )

    def _may_name_place(self, index: int) -> bool:
        """Whether a word that no list has can be what a title or a body is of."""
        word = self._word(index)
        joined = word[0] == "و" and not word.endswith("ات")
        return not is_imperfect(word) and not joined and not self.tokens[index].has_tanwin

    def _short_pair_at(self, index: int) -> Pair | None:
        """The closed pair of quotation marks that opens at token ``index`` and holds a name."""
        if not self.tokens[index].is_quotation_mark:
            return None
        pair = self._pair_at(self.tokens[index].start)
        return pair if pair is not None and pair.closed and len(pair.inner) <= LONGEST_QUOTED_NAME else None

    def _pair_at(self, offset: int) -> Pair | None:
        return next((pair for pair in self.paragraph.pairs if pair.outer.start == offset), None)
