"""What the first word of a phrase tells of the one behind it: رئيس تحرير، مكتب حاكم، فضيلة إمام."""

from __future__ import annotations

from summit_tui.arabic import Pair, without_article
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.phrases.reading.reaching import NameReaching
from summit_tui.suggest.phrases.roles import Role, is_imperfect

_OPENED = frozenset(("عام", "امام", "منه", "ال", "ل", "ب"))
_ONE = ("احد", "احدي")
_MAY_FOLLOW = (Role.NAME, Role.TITLE, Role.OTHER)
"""What the second word of a phrase can be that only the first one makes a part of it."""


class OpeningReading(NameReaching):
    """Reads words that only what stands before them makes a part of the title."""

    def _opens(self, role: Role, word: str) -> bool | None:
        """Whether the next word was taken because of what is before it; None where that tells nothing."""
        if word in _OPENED:
            if word == "عام":
                # مدير عام الشركة.
                held = self.words[self.index - 1] in word_class("held_offices")
                if held:
                    self._take()
                return held or None
            if word == "امام":
                return self._take_imam()
            if word == "منه":
                return self._take_minna()
            return self._follows_title(word) if self.head is Role.TITLE else None
        if self.index != self.first + 1 or role not in _MAY_FOLLOW:
            return None
        return self._follows_first(role, word)

    def _take_imam(self) -> bool | None:
        """فضيلة إمام وخطيب المسجد: an imam, where nobody stands before anything."""
        if self.index != self.first + 1 or self._word(self.first) not in word_class("before_imam"):
            return None
        self._take_into_title()
        if self.index < len(self.words) and self.words[self.index] == "وخطيب":
            self._take_into_title()
        return True

    def _take_minna(self) -> bool | None:
        """The name منة behind a woman's title, which folds to what is no part of a title."""
        following = self.index + 1
        title = self.words[self.index - 1]
        if self.head is not Role.TITLE or not (title.startswith("ال") and title.endswith("ه")):
            return None
        if following >= len(self.tokens) or self._role_at(following) not in (Role.OTHER, Role.NAME):
            return None
        self.name.append(self.tokens[self.index])
        self.index += 1
        return True

    def _follows_title(self, word: str) -> bool | None:
        """The same for آل, which begins a family's name, and لـ or بـ before a name in quotation marks."""
        following = self.index + 1
        if following >= len(self.tokens):
            return None
        if word == "ال":
            self.name.append(self.tokens[self.index])
            self.index += 1
            return True
        if word not in ("ل", "ب") or self.quoted:
            return None
        pair = self._short_pair_at(following)
        return self._take_pair_before_name(pair) if pair is not None else None

    def _follows_first(self, role: Role, word: str) -> bool | None:
        """The same for the second word of a phrase."""
        head = self.head
        if role is Role.NAME:
            # التشيلي مانويل …: what people he is of, then his name.
            people = head in (Role.DEFINITE, Role.PLACE) and self._word(self.first).endswith("ي")
            if not people or not self._begins_full_name(self.index):
                return None
            self._take(role)
            return True
        somebodys = (
            role is Role.TITLE and head is Role.BODY and self._word(self.first) in word_class("offices_of")
        )
        if somebodys or (role is Role.OTHER and (self._is_office_of(word) or self._is_one_of(word))):
            self._take_into_title()
            return True
        return None

    def _is_office_of(self, word: str) -> bool:
        """Whether a noun that no list has says what the office before it is of: رئيس تحرير الصحيفة."""
        following = self.index + 1
        if self._word(self.first) not in word_class("bare_offices") or following >= len(self.tokens):
            return False
        if is_imperfect(word) or self.tokens[self.index].has_tanwin or word.endswith(("ه", "ا", "ت")):
            return False
        if word[0] in "بل" and len(word) > 4 and "ال" + word[1:] in self.known.counts:
            return False
        behind = self.tokens[following]
        return behind.is_word and self._role_at(following) in (Role.DEFINITE, Role.PLACE, Role.BODY)

    def _is_one_of(self, word: str) -> bool:
        """Whether a noun that no list has says of whom one is meant: أحد قيادات القبيلة."""
        following = self.index + 1
        if self._word(self.first) not in _ONE or following >= len(self.tokens):
            return False
        if is_imperfect(word) or self.tokens[self.index].has_tanwin:
            return False
        behind = self.tokens[following]
        return behind.is_word and not behind.is_that and self._role_at(following) is not Role.STOP

    def _take_pair_before_name(self, pair: Pair) -> bool:
        """في and a name in quotation marks, where a personal name follows: مدير الإعلام في "الراصد" سامي."""
        if not (self.head is Role.TITLE and self._reaches_name(self.index + 1)):
            return False
        self.index = self.paragraph.index_at(pair.outer.end)
        return True

    def _take_into_title(self) -> None:
        """Takes the next word into the title, whatever it is."""
        self.title.append(without_article(self._word(self.index)))
        self.index += 1
