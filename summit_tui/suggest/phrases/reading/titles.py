"""How far a title, or the name of a body or place, goes, and where a personal name begins behind it."""

from __future__ import annotations

from summit_tui.arabic import without_article
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases.reading.openings import OpeningReading
from summit_tui.suggest.phrases.roles import Role, name_like, role_of

_PLURAL_ENDINGS = ("يون", "يين")
_ADJECTIVE_ENDINGS = (*_PLURAL_ENDINGS, "يه", "ي")


class TitleReading(OpeningReading):
    """Reads the words before a personal name, or instead of one."""

    def _step_in_title(self) -> bool:
        role, word = self._role_at(self.index), self._word(self.index)
        if self.quoted and not word.startswith("ال"):
            named = role is Role.NAME and self.head is Role.TITLE
            if named:
                self._take(role)
            return named
        if self._is_namesake(word):
            self.title += [without_article(word), self._word(self.index + 1)]
            self.index += 2
            return self.index < len(self.tokens)
        if (self.index == self.first + 1 or len(word) < 4) and (opens := self._opens(role, word)) is not None:
            return opens
        if role is Role.STOP:
            return self._take_prepositional(word)
        if role is Role.OTHER and self._goes_on_with_unknown(word):
            self._take_into_title()
            return True
        if self.joined(word) is not None:
            belongs = self._joins_within_body(word)
        else:
            belongs = role is not Role.VERB and self._belongs_to_title(role, word)
        if belongs:
            self._take(role)
        return belongs

    def _goes_on_with_unknown(self, word: str) -> bool:
        """Whether a word that no list has goes on with a body's purpose, or with a title to a name."""
        if self._takes_purpose(word):
            return True
        return self.head is Role.TITLE and (self._leads_to_name(word) or self._goes_on_to_name())

    def _leads_to_name(self, word: str) -> bool:
        """Whether ل, ب or و with a noun goes on with a title to a name: لمكافحة التلوث، وتقنيات الزراعة."""
        if word[0] not in "لوب" or len(word) < 4 or self.tokens[self.index].is_that:
            return False
        if lexicon().is_stop(word) or lexicon().cue(word) is not None or word in word_class("media"):
            return False
        if without_article(word[1:]) in lexicon().titles:
            return False
        return self._reaches_name(self.index + 1)

    def _is_other_noun(self, word: str) -> bool:
        """Whether a definite noun can't be the adjective of the one before it: رئيس النادي الضوء."""
        if self.head is not Role.TITLE or self.index - self.first < 2:
            return False
        before = self.index - 1
        noun = self._role_at(before) in (Role.DEFINITE, Role.BODY) and self.words[before].startswith("ال")
        if not noun or self.known.counts.get(word, 0) > 1:
            return False
        like_adjective = word.startswith("الم") or word.endswith(("ي", "ه", "ين", "ون", "ات"))
        return not like_adjective and not self._reaches_name(self.index)

    def _goes_on_to_name(self) -> bool:
        """Whether an unknown genitive goes on with an indefinite title to a name: خبير أمن المعلومات جون."""
        last = self.index - 1
        if self._is_in_place(self.index):
            return True
        before, role = self._word(last), self._role_at(last)
        if before.startswith(("ال", "لل", "بال", "وال")):
            return False
        return role in (Role.TITLE, Role.BODY, Role.LAM, Role.OTHER) and self._reaches_name(self.index)

    def _is_in_place(self, index: int) -> bool:
        """Whether ب with a word that no list has stands before a full name: مدير الفرع ببلدة سامي البزاز."""
        word, behind = self._word(index), index + 1
        if word[0] != "ب" or len(word) < 5 or behind >= len(self.tokens):
            return False
        return self._role_at(behind) is Role.NAME and self._begins_full_name(behind)

    def _is_namesake(self, word: str) -> bool:
        """Whether a body is called after the one who follows: جامعة الملك سعود."""
        if word not in word_class("royal") or self.index + 1 >= len(self.tokens):
            return False
        body = self.tokens[self.index - 1].text
        rest = body[1:] if body[0] in "بل" else body
        named = rest in lexicon().bodies or rest in word_class("over_places") | word_class("called_after")
        return named and self._role_at(self.index + 1) is Role.NAME

    def _belongs_to_title(self, role: Role, word: str) -> bool:
        """Whether a word behind a title, body or place goes on with it or with the name behind it."""
        if self.before_object and not self._agrees(role, word):
            return False
        match self.head:
            case Role.NAME:
                return False
            case Role.PLACE:
                # أبو ظبي is one place.
                return role is Role.ADJECTIVE or word in word_class("places_called_father")
            case Role.DEFINITE if role in (Role.DEFINITE, Role.OTHER, Role.LAM, Role.PLACE):
                return False
            case Role.BODY if role is Role.TITLE and word[:2] != "ال":
                return False
            case Role.BODY if role is Role.DEFINITE and not self._in_construct() and word[-1] not in "يه":
                before = self.tokens[self.index - 1].text
                return before[0] == "ل" and before[1] != "ل" and self.index - self.first > 1
        if role is Role.LAM and word[0] == "ب":
            return self._reaches_name(self.index)
        if role is Role.DEFINITE and self._is_other_noun(word):
            return False
        return role is not Role.OTHER or self._begins_name(word)

    def _takes_purpose(self, word: str) -> bool:
        """Whether ل with a noun goes on with a body's name: هيئة عامة لمكافحة الفساد."""
        following = self.index + 1
        if self.head is not Role.BODY or word[0] != "ل" or len(word) < 5 or following >= len(self.tokens):
            return False
        return self._role_at(following) in (Role.DEFINITE, Role.BODY)

    def _in_construct(self) -> bool:
        """Whether the phrase begins with a body whose name goes on: وزارة التعليم, not المركز الوطني."""
        return self.head is Role.BODY and not self._word(self.first).startswith("ال")

    def _begins_name(self, word: str) -> bool:
        """Whether a word that no list has goes on with a title, as the name behind it, or with a body."""
        counts = self.known.counts
        if self.head is Role.BODY:
            return self.tokens[self.index - 1].text[:2] != "ال" and not self._says_with_what(word)
        if not name_like(word, counts) or self._tells_of_woman(word):
            return False
        following = self.index + 1
        if self._describes_on(word, following):
            return False
        if counts.get(word, 0) > 1 or following >= len(self.tokens):
            return True
        role = self._role_at(following)
        if role is Role.OTHER:
            return name_like(self._word(following), counts)
        if role is Role.DEFINITE:
            return without_article(self._word(following)) not in counts
        return role in (Role.STOP, Role.NAME, Role.VERB) or word in lexicon().connectors

    def _says_with_what(self, word: str) -> bool:
        """Whether ب and a noun behind a body go with the verb: قدمت جامعة نور بأحر التعازي."""
        following = self.index + 1
        if self.index == self.first + 1 or word[0] != "ب" or len(word) < 4 or following >= len(self.tokens):
            return False
        again = self.known.counts.get(word, 0) > 1
        return not again and self._role_at(following) is Role.DEFINITE

    def _describes_on(self, word: str, following: int) -> bool:
        """Whether an unknown word is one more adjective of somebody indefinite: خبير قانوني ملم بالأنظمة."""
        before = self.index - 1
        if self.roles[before] is not Role.ADJECTIVE or before == self.first or following >= len(self.words):
            return False
        if self.words[before] == "باسم":
            return False
        definite = self._word(self.first).startswith("ال") or self.words[before].startswith("ال")
        return not definite and word not in lexicon().given_names and self.words[following][0] == "ب"

    def _tells_of_woman(self, word: str) -> bool:
        """Whether ``word`` behind an indefinite woman is a verb that tells of her: سيدة شهدت الحادث."""
        head = self._word(self.first)
        return head.endswith("ه") and not head.startswith("ال") and len(word) > 3 and word.endswith("ت")

    def _agrees(self, role: Role, word: str) -> bool:
        """Before an object: only what surely belongs to the head (an adjective as definite as it is)."""
        head = self.tokens[self.index - 1].text
        if self.head is Role.TITLE and role in (Role.NAME, Role.OTHER):
            return True
        if role is Role.ADJECTIVE:
            agreeing = word.startswith("ال") == head.startswith("ال")
            return agreeing or self.head in (Role.TITLE, Role.BODY, Role.PLACE)
        construct = not head.startswith("ال") and self.head in (Role.TITLE, Role.BODY)
        return construct and (len(self.title) == 1 or head == "عام")

    def _take_prepositional(self, word: str) -> bool:
        """A preposition that goes on with the description: مسؤول في هيئة المرافئ، عدد من المحللين."""
        if self.index + 1 >= len(self.tokens) or not self.title:
            return False
        if word.startswith("بال"):
            generic = self.title[0] in word_class("generic") and len(self.title) == 1
            within = role_of(word[1:], self.known) in (Role.BODY, Role.PLACE, Role.DEFINITE)
            if not (generic and role_of(word[1:], self.known) is Role.BODY) and not (
                within and self.head is Role.TITLE and self._reaches_name(self.index)
            ):
                return False
            self._take()
            return True
        following = self._role_at(self.index + 1)
        if word == "في" and (pair := self._short_pair_at(self.index + 1)) is not None:
            return self._take_pair_before_name(pair)
        if word == "لدي" or (self.head is Role.TITLE and self._reaches_name(self.index + 1)):
            fits = word in word_class("prepositions")
        elif word == "في":
            generic = len(self.title) <= 4 and self.title[0] in word_class("generic")
            whole = self._in_construct() and "ال" in self.tokens[self.index - 1].text[:3]
            fits = generic or (whole and following is Role.PLACE)
        else:
            bodily = following is Role.BODY or (
                following is Role.DEFINITE and self.words[self.index + 1].endswith("ه")
            )
            of_body = bodily and len(self.title) == 1 and self.title[0] in word_class("those_of")
            near = self.title[-1] in word_class("quantities") | word_class("near")
            fits = word == "من" and (of_body or near)
        if not fits or following not in (Role.BODY, Role.PLACE, Role.DEFINITE, Role.TITLE, Role.OTHER):
            return False
        if following is Role.OTHER and not (word in ("في", "لدي") and self._reaches_name(self.index + 1)):
            return False
        self.index += 1
        self._take_into_title()
        return True

    def _joins_within_body(self, word: str) -> bool:
        """Whether و and a definite noun go on with a body's name: منظمة الأمن والتعاون."""
        rest = word[1:]
        if rest in word_class("fields_too"):
            return Role.BODY in self.roles[self.first : self.index - 1]
        if self._joins_adjective(rest):
            return True
        if not rest.startswith("ال") or role_of(rest, self.known) not in (Role.DEFINITE, Role.BODY):
            return False
        if self.head is Role.TITLE:
            purpose = self.words[self.index - 1].startswith("لل") and role_of(rest) is Role.DEFINITE
            return purpose or self._reaches_name(self.index + 1) or self._ends_department(rest)
        return self.head is Role.BODY and len(self.title) > 1

    def _joins_adjective(self, rest: str) -> bool:
        """Whether one more adjective of those described follows و: خبراء عقاريون واستثماريون."""
        last, before = self.index - 1, self.words[self.index - 1]
        if last == self.first or self.head is Role.PLACE:
            return False
        ending = next((ending for ending in _ADJECTIVE_ENDINGS if before.endswith(ending)), None)
        if self.roles[last] is not Role.ADJECTIVE and ending not in _PLURAL_ENDINGS:
            return False
        if ending is None or not rest.endswith(ending) or len(rest) < len(ending) + 3:
            return False
        if rest.startswith("ال") != before.startswith("ال"):
            return False
        role = role_of(rest, self.known)
        return role is Role.ADJECTIVE or (role in (Role.OTHER, Role.DEFINITE) and ending != "ي")

    def _ends_department(self, rest: str) -> bool:
        """Whether و and a noun end what a department is for: مدير إدارة العلاقات العامة والإعلام إن."""
        body = next(
            (place for place in range(self.first, self.index) if self.roles[place] is Role.BODY), None
        )
        if body is None or body == self.index - 1 or self.words[body].startswith("ال"):
            return False
        if rest.endswith(("ي", "ون", "ين")) or role_of(rest, self.known) is not Role.DEFINITE:
            return False
        if not all(word.startswith("ال") for word in self.words[body + 1 : self.index]):
            return False
        behind = self.index + 1
        return behind >= len(self.tokens) or self._role_at(behind) in (Role.STOP, Role.LAM)

    def joined(self, word: str) -> str | None:
        """The word behind a و, where it begins another phrase."""
        if word[:1] != "و" or len(word) < 4 or word in lexicon().first_names:
            return None
        plain = without_article(word)
        if plain in lexicon().titles or plain in lexicon().bodies or word in self.known.families:
            return None
        return None if word in lexicon().places else word[1:]
