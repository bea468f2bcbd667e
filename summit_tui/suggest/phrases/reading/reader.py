"""Reading a name phrase word by word: how far it goes, and what in it is title and what name."""

from __future__ import annotations

from functools import cache

from summit_tui.arabic import without_article
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases.reading.reaching import LONGEST_QUOTED_NAME
from summit_tui.suggest.phrases.reading.titles import TitleReading
from summit_tui.suggest.phrases.roles import Role, name_like
from summit_tui.suggest.words.tokens import Token

_MOST_WORDS = 14
_MOST_NAME = 6
_MOST_QUOTED = 6
"""Tokens of a name in quotation marks, with the marks."""


class PhraseReader(TitleReading):
    """Reads one phrase from a token on."""

    def read(self) -> bool:
        """Reads on to the phrase's end; False where none begins here."""
        self.head = self._role_at(self.index)
        if self.head in (Role.STOP, Role.VERB, Role.LAM) or self._is_verb():
            return False
        self._take(self.head)
        end = len(self.words)
        after = min(end, self.first + _MOST_WORDS)
        while self.index < after and self._step():
            pass
        # A name that was begun goes on to its end.
        while self.name and after <= self.index < min(end, after + _MOST_NAME) and self._step():
            pass
        return True

    def _is_verb(self) -> bool:
        """Whether a given name or a title is a verb here, by what follows: رفعت الوزارة، طالب الاتحاد."""
        word = self._word(self.index)
        if word not in _maybe_verbs():
            return False
        if word in word_class("titles_and_verbs") and self._begins_sentence():
            return self.index + 1 < len(self.tokens) and self._role_at(self.index + 1) in (
                Role.BODY,
                Role.PLACE,
                Role.TITLE,
            )
        if word not in word_class("verbs_too") or word in self.known.families:
            return False
        following = self.index + 1
        if following >= len(self.tokens) or not self.tokens[following].is_word:
            return False
        family, role = self._word(following), self._role_at(following)
        given = role is Role.NAME or (role is Role.OTHER and name_like(family, self.known.counts))
        return not (given or (role is Role.DEFINITE and family.endswith("ي")))

    def _begins_sentence(self) -> bool:
        return self.index == 0 or self.tokens[self.index - 1].text in (".", "؟", "!")

    def _step(self) -> bool:
        """Takes the next token or tokens if they belong to the phrase."""
        token, last = self.tokens[self.index], self.tokens[self.index - 1]
        if not token.is_word:
            return self._take_sign(token)
        if last.end + 2 < token.start and last.is_word:
            return False
        if token.text in word_class("same"):
            # "the spokesman himself" describes; after a name it only stresses.
            self.index += not self.name
            return False
        return self._step_in_name() if self.name else self._step_in_title()

    def _take_sign(self, sign: Token) -> bool:
        """What may stand within a phrase: a hyphen in a name, a comma before it, a name in marks."""
        following = self.tokens[self.index + 1] if self.index + 1 < len(self.tokens) else None
        if following is None:
            return False
        if sign.text == "." and self.tokens[self.index - 1].text in word_class("short_titles"):
            self.index += 1
            return self._step_in_title()
        glued = sign.start == self.tokens[self.index - 1].end
        joins = glued and following.start == sign.end and following.is_word
        if sign.text == "-" and joins and self.name and self._role_at(self.index + 1) is not Role.TITLE:
            self.index += 1
            self._take()
            return True
        if sign.text in ("،", ",") and self.head is Role.TITLE and not self.name:
            return self._take_apposition()
        return self._take_quoted()

    def _take_apposition(self) -> bool:
        """The name behind a title and a comma: وزير الخارجية، سلوان الهدباني."""
        index = self.index + 1
        if self.tokens[index].text == "#" and index + 1 < len(self.tokens):
            index += 1
        role = self._role_at(index)
        if role is Role.TITLE and index + 1 < len(self.tokens):
            role = self._role_at(index + 1)
        self.enclosed_until = self._enclosed_name_end(index)
        if role is not Role.NAME and not self.enclosed_until:
            return False
        self.index = index
        self._take()
        return True

    def _take_quoted(self) -> bool:
        """A name in quotation marks behind a body: مجموعة "..."."""
        before = self._role_at(self.index - 1)
        last = self.words[self.index - 1]
        heads = before is Role.BODY or last == "باسم" or (before is Role.TITLE and last.endswith("و"))
        if self.name:
            return False
        if not (heads or (before is Role.LAM and self.head is Role.TITLE)):
            return self._take_name_in_pair()
        pair = self._pair_at(self.tokens[self.index].start)
        if pair is None or len(pair.inner) > LONGEST_QUOTED_NAME:
            return False
        inside = self.words[self.index : self.paragraph.index_at(pair.outer.end)]
        if not word_class("named_by").isdisjoint(inside):
            # What is said of the name is none: "تحفظ على ذكر اسمه".
            return False
        self.index = self.paragraph.index_at(pair.outer.end)
        self.quoted = True
        return True

    def _take_name_in_pair(self) -> bool:
        """A name in quotation marks behind a title or body, where a person's name or أن follows."""
        pair = self._short_pair_at(self.index)
        if pair is None or self.head not in (Role.TITLE, Role.BODY):
            return False
        after = self.paragraph.index_at(pair.outer.end)
        if after >= len(self.tokens) or after - self.index > _MOST_QUOTED or self._is_heard(after):
            return False
        if self.head is Role.TITLE and self._role_at(after) is Role.NAME:
            taken = not self.words[self.index - 1].startswith("ال")
        else:
            taken = self.tokens[after].is_that and self.tokens[after].text[0] not in "وف"
        if taken:
            self.index, self.quoted = after, True
        return taken

    def _is_heard(self, after: int) -> bool:
        """Whether the pair before token ``after`` holds the paper that is told, or is no name at all."""
        inside = range(self.index + 1, after - 1)
        if any(self.roles[place] in (Role.STOP, Role.VERB) for place in inside):
            return True
        verb = lexicon().cue(self.words[self.first - 1]) if self.first else None
        if verb is not None and verb.is_one_of("telling"):
            return True
        papers = word_class("media_names")
        return all(without_article(self.words[place]) in papers for place in inside)


@cache
def _maybe_verbs() -> frozenset[str]:
    """Given names and titles that can be verbs."""
    return word_class("titles_and_verbs") | word_class("verbs_too")
