"""What has been read of a name phrase so far, and what the next word can be in it."""

from __future__ import annotations

from functools import cache

from summit_tui.arabic import without_article
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.phrases.reading.twofold import role_in_place, twofold
from summit_tui.suggest.phrases.roles import Knowledge, Role, role_of
from summit_tui.suggest.words.tokens import Paragraph, Token


class Reading:
    """The state of reading one phrase from a token on."""

    def __init__(
        self,
        paragraph: Paragraph,
        first: int,
        skip: int,
        known: Knowledge,
        *,
        before_object: bool,
        after_lam: bool,
    ) -> None:
        self.paragraph = paragraph
        self.tokens = paragraph.tokens
        self.words = paragraph.words
        self.roles = paragraph.roles
        self.families = known.families
        self.twofold = twofold()
        self.first = first
        self.index = first
        self.skip = skip
        self.known = known
        self.before_object = before_object
        self.after_lam = after_lam
        self.enclosed_until = 0
        self.quoted = False
        self.title: list[str] = []
        self.name: list[Token] = []
        self.head = Role.STOP

    def _word(self, index: int) -> str:
        text = self.words[index]
        if index != self.first:
            return text
        if self.after_lam and text.startswith("لل"):
            return text[1:] if text[1:] in word_class("lam_words") else "ال" + text[2:]
        return text[self.skip :]

    def _role_at(self, index: int) -> Role:
        words = self.words
        following = words[index + 1] if index + 1 < len(words) else ""
        if following in _behind_given() and self.tokens[index].is_word and _is_given(words[index], following):
            return Role.NAME
        if index != self.first and words[index] not in self.families:
            twofold = words[index] in self.twofold
            return role_in_place(self.paragraph, index) if twofold else self.roles[index]
        token = self.tokens[index]
        if not token.is_word or token.is_that:
            return Role.STOP
        word = self._word(index)
        if word in self.twofold and word not in self.families:
            return role_in_place(self.paragraph, index, word)
        role = role_of(word, self.known)
        return Role.STOP if role is Role.OTHER and token.has_tanwin else role

    def _take(self, role: Role | None = None) -> None:
        """Takes the next word, whose ``role`` may be known already, into the name or the title."""
        if self.name or self._starts_name(self._role_at(self.index) if role is None else role):
            self.name.append(self.tokens[self.index])
        else:
            self.title.append(without_article(self._word(self.index)))
        self.index += 1

    def _starts_name(self, role: Role) -> bool:
        """Whether the name begins with the next word, which has this role."""
        if role is not Role.NAME and (role is not Role.OTHER or self.head is Role.BODY):
            return False
        if self.index > self.first:
            word = self.words[self.index]
            if word[:3] == "وال" or self.words[self.index - 1] == "باسم":
                return False
            if role is Role.OTHER and self._is_behind_body():
                return False
        return role is Role.NAME or not self._needs_noun()

    def _is_behind_body(self) -> bool:
        """Whether a body without an article is before the next word, its name: شركة موانئ."""
        before, role = self.words[self.index - 1], self.roles[self.index - 1]
        if role is Role.LAM:
            return before[0] == "ل" and before[1] != "ل"
        return role is Role.BODY and not before.startswith("ال") and self.index - 1 > self.first

    def _needs_noun(self) -> bool:
        """Whether what the word before is an office of has to follow first: محافظ أملج، وزير حقوق الإنسان."""
        before = self.tokens[self.index - 1].text if self.index > self.first else ""
        if before in word_class("over_places"):
            return True
        # A name follows a title only where that has an article: not مصدر قبلي, nor وزير حقوق الإنسان.
        head = self._word(self.first)
        bare = not head.startswith("ال") and not head.endswith(("ه", "ها", "هم"))
        if not bare or self.head is not Role.TITLE:
            return False
        owner = self.index == self.first + 2 and self.roles[self.index - 1] is Role.OTHER
        held = owner and head in word_class("of_teams") | word_class("bare_offices")
        return self.index == self.first + 1 or held


@cache
def _behind_given() -> frozenset[str]:
    """Words that can make the one before them a given name."""
    return word_class("descent") | {"الدين", "الله"}


def _is_given(word: str, following: str) -> bool:
    """Whether what follows makes ``word`` a given name: خلف بن فريج، عز الدين، جار الله."""
    if (len(word) > 1 and following in word_class("descent")) or following == "الدين":
        return True
    return following == "الله" and word in word_class("of_god")
