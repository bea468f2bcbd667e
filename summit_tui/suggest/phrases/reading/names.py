"""How far a personal name goes."""

from __future__ import annotations

from summit_tui.arabic import without_article
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.phrases.reading.reading import Reading
from summit_tui.suggest.phrases.roles import Role, is_imperfect, name_like

_MOST_NAME_WORDS = 4
_CLOSING = frozenset((":", "،", ",", "-", "–", "("))
"""Signs behind a whole name."""
_COMPLETE = ("الدين", "الله")
"""What ends a given name of two words, so that anything may follow: نور الدين."""


class NameReading(Reading):
    """Reads the words of a personal name."""

    def _step_in_name(self) -> bool:
        role, word = self._role_at(self.index), self._word(self.index)
        last, connectors = self.name[-1].text, lexicon().connectors
        if self.index < self.enclosed_until:
            self._take()
            return True
        if self._is_full() or (word[0] == "و" and not self._begins_with_waw(word)):
            return False
        family = word in word_class("families_and_cues") and last in lexicon().first_names
        if family or (word in word_class("name_endings") and self._ends_with(word)):
            self._take()
            return True
        joins = (last in connectors and last not in _COMPLETE) or last == "العبد"
        joins = joins or (last == "بي" and role in (Role.OTHER, Role.NAME) and len(self.name) > 1)
        if word in connectors or joins:
            if role is Role.STOP and word not in connectors:
                return False
            self._take()
            return True
        if role in (Role.TITLE, Role.ADJECTIVE) and self._is_family_too(word, role):
            self._take()
            return True
        if role not in (Role.NAME, Role.OTHER, Role.DEFINITE) or self._is_wish(word):
            return False
        given = len(self.name) == 1 and last in lexicon().given_names
        given = given and (role is Role.NAME or (role is Role.DEFINITE and word.endswith("ي")))
        servant = len(self.name) == 2 and self.name[0].text == "عبد" and role in (Role.DEFINITE, Role.NAME)
        if last in self.known.families and not (given or servant):
            return False
        if role is not Role.NAME and not self._goes_on_with(word, role):
            return False
        self._take()
        return True

    def _is_wish(self, word: str) -> bool:
        """Whether God is wished or thanked behind a name: علي بن سالم رضوان الله عليه."""
        following = self.words[self.index + 1] if self.index + 1 < len(self.words) else ""
        return following == "الله" and word not in word_class("of_god")

    def _is_full(self) -> bool:
        """Whether as many words were read as names have, those that join them not counted."""
        if len(self.name) <= _MOST_NAME_WORDS:
            return False
        joining = lexicon().connectors
        return sum([token.text not in joining for token in self.name]) > _MOST_NAME_WORDS

    def _begins_with_waw(self, word: str) -> bool:
        """Whether a و belongs to the name: وليد, or one that comes again as no joined word does."""
        if word in lexicon().first_names:
            return True
        counts = self.known.counts
        again = counts.get(word, 0) > 1 and word[1:] not in counts and word[:3] != "وال"
        return (
            again
            and bool(self._ends_given() or self.title)
            and len(word) > 4
            and self._role_at(self.index) is Role.OTHER
        )

    def _ends_with(self, word: str) -> bool:
        """Whether ``word`` can end the name that was begun: حسن زاده، but not the letters of بي بي سي."""
        following = self.words[self.index + 1] if self.index + 1 < len(self.words) else ""
        return len(word) > 2 or (self._ends_given() and following not in word_class("letter_names"))

    def _is_closed(self, *, definite: bool) -> bool:
        """Whether what stands behind the next word shows that the name ends with it: a sign, a title, أن."""
        behind = self.index + 1
        if behind >= len(self.tokens):
            return True
        token = self.tokens[behind]
        if token.is_that or token.is_quotation_mark or token.text in _CLOSING:
            return True
        titled = self._role_at(behind) is Role.TITLE
        return titled and (definite or not token.text.startswith("ال"))

    def _is_family_too(self, word: str, role: Role) -> bool:
        """Whether a title or nisba behind a given name is the family's name: نادر الخطيب، رامي سعادة."""
        if self.tokens[self.index].has_tanwin:
            return False
        servant = len(self.name) == 2 and self.name[0].text == "عبد"
        if not servant and not self._ends_given():
            return False
        following = self._role_at(self.index + 1) if self.index + 1 < len(self.tokens) else Role.STOP
        plain = without_article(word)
        if role is Role.ADJECTIVE and plain == word:
            # It doesn't agree with the name, which is definite: عبد الستار بارز.
            ends = following in (Role.STOP, Role.VERB, Role.LAM, Role.TITLE)
            descends = any(token.text in word_class("descent") for token in self.name)
            return ends and (descends or word not in word_class("vague_adjectives"))
        if role is Role.ADJECTIVE:
            nisba = word.endswith("ي") and plain not in word_class("vague_adjectives")
            return nisba and plain != word and following not in (Role.ADJECTIVE, Role.DEFINITE)
        alone = len(self.name) == 1 and len(self.name[0].text) > 2  # لي is also "to me"
        if plain != word and alone and self._is_right_before_report():
            return True
        if plain not in word_class("families_too") and (plain == word or plain not in lexicon().first_names):
            return False
        behind = self._word(self.index + 1) if self.index + 1 < len(self.tokens) else ""
        if behind.startswith(("بال", "لل")):
            return False
        if plain != word:
            return following not in (Role.ADJECTIVE, Role.DEFINITE, Role.BODY, Role.PLACE)
        # Without an article it is the title of what follows, where something does: سعادة السفير.
        if following in (Role.STOP, Role.VERB, Role.NAME):
            return True
        return is_imperfect(behind)

    def _is_verb_of_hers(self, word: str, role: Role) -> bool:
        """Whether an unknown word behind a woman's whole name is her verb: هدى نصار تتفقد، هدى نصار وصلت."""
        if role is not Role.OTHER or len(self.name) < 2 or word in lexicon().first_names or len(word) < 4:
            return False
        hers = self.name[0].text in word_class("feminine_names") or (
            bool(self.title) and self.title[0].endswith("ه")
        )
        return hers and (word[0] == "ت" or word[-1] == "ت")

    def _goes_on_with(self, word: str, role: Role) -> bool:
        """Whether an unknown word belongs to the name that was begun."""
        first_names, given = lexicon().given_names, self._ends_given()
        seen = self.known.counts.get(word, 0)
        if self._is_verb_of_hers(word, role):
            return False
        if role is Role.OTHER and not name_like(word, self.known.counts):
            # Some family names look like verbs: موشيه يعلون.
            again = len(self.name) == 1 and seen > 1
            return given and is_imperfect(word) and (again or self._is_right_before_speech())
        if len(self.name) > 1 and role is Role.OTHER and word.endswith("ه") and word not in first_names:
            return self._is_right_before_report() and not self.before_object
        if len(self.name) == 2 and self.name[0].text == "عبد":
            # عبد الحسن is one given name, which the family name follows.
            plain = without_article(word)
            return role is not Role.DEFINITE or plain in first_names or plain not in self.known.counts
        if role is Role.DEFINITE:
            return self._goes_on_with_definite(word, seen)
        if given or (not self.before_object and (seen > 1 or len(self.name) == 1)):
            return True
        begun = len(self.name) == 2 and self.name[0].text in first_names and not self.before_object
        if begun and word[0] in "بلك":
            # It may be a preposition: فلان بحضور نائبه.
            behind = self.tokens[self.index + 1] if self.index + 1 < len(self.tokens) else None
            return behind is not None and behind.text in _CLOSING and behind.text != "("
        return begun and self._is_closed(definite=False)

    def _ends_given(self) -> bool:
        """Whether what was read of the name ends with a given one: سامي، نور الدين."""
        last = self.name[-1].text
        if len(self.name) > 1 and self.name[-2].text in word_class("european_particles"):
            return False
        return last in lexicon().given_names or (last in _COMPLETE and len(self.name) > 1)

    def _goes_on_with_definite(self, word: str, seen: int) -> bool:
        """Whether an unknown word with an article is the family's name; ``seen``: how often it comes."""
        given = self._ends_given()
        if given and without_article(word) in lexicon().first_names:
            # Many families are called after a man: العبدالكريم، الفهد.
            return True
        if self.name[-2:-1] and self.name[-2].text in word_class("descent"):
            named = word.endswith("ي") or seen > 1
            return named or (not self.before_object and self._is_closed(definite=True))
        if word.endswith("ون") and given and not self.before_object and self._is_closed(definite=True):
            return True
        if self._reports_next(word):
            return False
        if without_article(word) in self.known.counts or word.endswith(("ون", "ين", "ات", "يه")):
            return False
        if len(self.name) == 1:
            return not self.before_object or seen > 1 or (given and word.endswith("ي"))
        # Behind two names a noun in ه is rather what was spoken of: أكد سالم كمال الحصيلة.
        names = (given and word[-1] != "ه") or (seen > 1 and not self.before_object)
        return names or self._is_right_before_report()

    def _reports_next(self, word: str) -> bool:
        """Whether a noun of saying follows the name, with what was said: نقل عن سالم القرنفلي القول إن."""
        form = lexicon().cue(word)
        says = form is not None and form.kind is CueKind.NOUN and "say" in form.uses
        return says and self._is_right_before_report()

    def _is_right_before_speech(self) -> bool:
        """Whether a colon or a quotation mark follows the next word."""
        behind = self.index + 1
        if self.before_object or behind >= len(self.tokens):
            return False
        return self.tokens[behind].is_quotation_mark or self.tokens[behind].text == ":"

    def _is_right_before_report(self) -> bool:
        """Whether what is reported follows the next word at once, which ends a name begun by a given one."""
        if self.name[0].text not in lexicon().given_names:
            return False
        behind = self.index + 1
        if behind >= len(self.tokens):
            return False
        token = self.tokens[behind]
        return token.is_that or token.is_quotation_mark or token.text == ":"

    def _enclosed_name_end(self, first: int) -> int:
        """Where two or three words that can be a name, from ``first`` on, end with a comma, else 0."""
        for index in range(first, min(first + 5, len(self.tokens))):
            token = self.tokens[index]
            if token.text in ("،", ",", ":") or token.is_that or token.is_quotation_mark:
                return index if index - first > 1 else 0
            if token.text == "-" or (index > first and token.text in lexicon().connectors):
                continue
            role = self._role_at(index)
            fits = role is Role.OTHER or (role is Role.DEFINITE and index > first)
            if role is Role.TITLE and self.words[index - 1] == "ابو":
                continue
            if role is not Role.NAME and not (fits and name_like(token.text, self.known.counts)):
                return 0
        return 0
