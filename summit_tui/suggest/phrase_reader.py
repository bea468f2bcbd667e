"""Reading a name phrase word by word: how far it goes, and what in it is title and what name."""

from __future__ import annotations

from functools import cache

from summit_tui.arabic import Pair, without_article
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.roles import Knowledge, Role, is_imperfect, name_like, role_of
from summit_tui.suggest.tokens import Paragraph, Token

_MOST_NAME_WORDS = 4
_MOST_WORDS = 14


class PhraseReader:
    """Reads one phrase from a token on."""

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

    def read(self) -> bool:
        """Reads on to the phrase's end; False where none begins here."""
        self.head = self._role_at(self.index)
        if self.head in (Role.STOP, Role.VERB, Role.LAM) or self._is_verb():
            return False
        self._take(self.head)
        after = min(len(self.words), self.first + _MOST_WORDS)
        while self.index < after and self._step():
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

    def _role_at(self, index: int) -> Role:
        words = self.words
        following = words[index + 1] if index + 1 < len(words) else ""
        if following in _behind_given() and self.tokens[index].is_word and _is_given(words[index], following):
            return Role.NAME
        if index != self.first and words[index] not in self.families:
            return self.roles[index]
        token = self.tokens[index]
        if not token.is_word or token.is_that:
            return Role.STOP
        role = role_of(self._word(index), self.known)
        if role is Role.ADJECTIVE and index == self.first and token.text in lexicon().first_names:
            # An adjective follows what it describes; at the beginning سامي is somebody's name.
            return Role.NAME
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
        return role is Role.NAME or not self._needs_noun()

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
        return self.index == self.first + 1 or (owner and head in word_class("of_teams"))

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
        if sign.text == "-" and glued and self.name and following.start == sign.end and following.is_word:
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

    def _step_in_name(self) -> bool:
        role, word = self._role_at(self.index), self._word(self.index)
        last, connectors = self.name[-1].text, lexicon().connectors
        if self.index < self.enclosed_until:
            self._take()
            return True
        if len(self.name) > _MOST_NAME_WORDS or (word[0] == "و" and word not in lexicon().first_names):
            return False
        if word in connectors or last in connectors:
            if role is Role.STOP and word not in connectors:
                return False
            self._take()
            return True
        if role not in (Role.NAME, Role.OTHER, Role.DEFINITE):
            return False
        given = len(self.name) == 1 and last in lexicon().first_names
        given = given and (role is Role.NAME or (role is Role.DEFINITE and word.endswith("ي")))
        if last in self.known.families and not given:
            return False
        if role is not Role.NAME and not self._goes_on_with(word, role):
            return False
        self._take()
        return True

    def _goes_on_with(self, word: str, role: Role) -> bool:
        """Whether an unknown word belongs to the name that was begun."""
        first_names = lexicon().first_names
        seen = self.known.counts.get(word, 0)
        last = self.name[-1].text
        if role is Role.OTHER and not name_like(word, self.known.counts):
            # Some family names look like verbs: موشيه يعلون.
            return len(self.name) == 1 and last in first_names and seen > 1 and is_imperfect(word)
        if len(self.name) > 1 and role is Role.OTHER and word.endswith("ه") and word not in first_names:
            return False
        if len(self.name) == 2 and self.name[0].text == "عبد":
            # عبد الحسن is one given name, which the family name follows.
            return role is not Role.DEFINITE or without_article(word) not in self.known.counts
        if role is Role.DEFINITE and self.name[-2:-1] and self.name[-2].text in word_class("descent"):
            return word.endswith("ي") or seen > 1
        if role is Role.DEFINITE:
            if without_article(word) in self.known.counts or word.endswith(("ون", "ين", "ات", "يه")):
                return False
            if len(self.name) == 1:
                return not self.before_object or seen > 1 or (last in first_names and word.endswith("ي"))
        elif len(self.name) == 1:
            return last in first_names or not self.before_object
        return last in first_names or (seen > 1 and not self.before_object)

    def _step_in_title(self) -> bool:
        role, word = self._role_at(self.index), self._word(self.index)
        if self.quoted and not word.startswith("ال"):
            return False
        if self._is_namesake(word):
            self.title += [without_article(word), self._word(self.index + 1)]
            self.index += 2
            return self.index < len(self.tokens)
        if word == "عام" and self.tokens[self.index - 1].text in word_class("held_offices"):
            self._take()
            return True
        if role is Role.STOP:
            return self._take_prepositional(word)
        if role is Role.OTHER and self._takes_purpose(word):
            self._take(role)
            return True
        if self.joined(word) is not None:
            belongs = self._joins_within_body(word)
        else:
            belongs = role is not Role.VERB and self._belongs_to_title(role, word)
        if belongs:
            self._take(role)
        return belongs

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
                return role is Role.ADJECTIVE
            case Role.DEFINITE if role in (Role.DEFINITE, Role.OTHER, Role.LAM, Role.PLACE):
                return False
            case Role.BODY if role is Role.TITLE and word[:2] != "ال":
                return False
            case Role.BODY if role is Role.DEFINITE and not self._in_construct() and word[-1] not in "يه":
                return False
        if role is Role.LAM and word[0] == "ب":
            return self._reaches_name(self.index)
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
            return self.tokens[self.index - 1].text[:2] != "ال"
        if not name_like(word, counts) or self._tells_of_woman(word):
            return False
        following = self.index + 1
        if counts.get(word, 0) > 1 or following >= len(self.tokens):
            return True
        role = self._role_at(following)
        if role is Role.OTHER:
            return name_like(self._word(following), counts)
        if role is Role.DEFINITE:
            return without_article(self._word(following)) not in counts
        return role in (Role.STOP, Role.NAME, Role.VERB) or word in lexicon().connectors

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
        return construct and len(self.title) == 1

    def _take_prepositional(self, word: str) -> bool:
        """A preposition that goes on with the description: مسؤول في هيئة المرافئ، عدد من المحللين."""
        if self.index + 1 >= len(self.tokens) or not self.title:
            return False
        if word.startswith("بال"):
            generic = self.title[0] in word_class("generic") and len(self.title) == 1
            within = role_of(word[1:], self.known) in (Role.BODY, Role.PLACE, Role.DEFINITE)
            if not (generic and role_of(word[1:], self.known) is Role.BODY) and not (
                within and self.head is Role.TITLE and self._reaches_name(self.index + 1)
            ):
                return False
            self._take()
            return True
        following = self._role_at(self.index + 1)
        if word == "لدي" or (self.head is Role.TITLE and self._reaches_name(self.index + 1)):
            fits = word in word_class("prepositions")
        elif word == "في":
            generic = len(self.title) <= 4 and self.title[0] in word_class("generic")
            whole = self._in_construct() and "ال" in self.tokens[self.index - 1].text[:3]
            fits = generic or (whole and following is Role.PLACE)
        else:
            fits = word == "من" and self.title[-1] in word_class("quantities") | word_class("near")
        if not fits or following not in (Role.BODY, Role.PLACE, Role.DEFINITE, Role.TITLE):
            return False
        self.index += 1
        self._take()
        return True

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
            if role is not Role.NAME and not (fits and name_like(token.text, self.known.counts)):
                return 0
        return 0

    def _reaches_name(self, first: int) -> bool:
        """Whether the title goes on from ``first`` to a given name without anything else between."""
        within = (Role.BODY, Role.PLACE, Role.DEFINITE, Role.ADJECTIVE, Role.LAM, Role.TITLE)
        for index in range(first, min(first + 8, len(self.tokens))):
            role = self._role_at(index)
            if self.tokens[index].text == "،" and index + 1 < len(self.tokens):
                return self._role_at(index + 1) is Role.NAME or self._enclosed_name_end(index + 1) > 0
            if role is Role.NAME:
                return index > first
            if role not in within and not self.tokens[index].text.startswith("بال"):
                return False
        return False

    def _take_quoted(self) -> bool:
        """A name in quotation marks behind a body: مجموعة "..."."""
        if self.name or (
            self._role_at(self.index - 1) is not Role.BODY and self.words[self.index - 1] != "باسم"
        ):
            return False
        pair = self._pair_at(self.tokens[self.index].start)
        if pair is None or len(pair.inner) > 40:
            return False
        self.index = self.paragraph.index_at(pair.outer.end)
        self.quoted = True
        return True

    def _pair_at(self, offset: int) -> Pair | None:
        return next((pair for pair in self.paragraph.pairs if pair.outer.start == offset), None)

    def _joins_within_body(self, word: str) -> bool:
        """Whether و and a definite noun go on with a body's name: منظمة الأمن والتعاون."""
        rest = word[1:]
        if not rest.startswith("ال") or role_of(rest, self.known) not in (Role.DEFINITE, Role.BODY):
            return False
        if self.head is Role.TITLE:
            return self._reaches_name(self.index + 1)
        return self.head is Role.BODY and len(self.title) > 1

    def joined(self, word: str) -> str | None:
        """The word behind a و, where it begins another phrase."""
        if word[:1] != "و" or len(word) < 4 or word in lexicon().first_names:
            return None
        plain = without_article(word)
        if plain in lexicon().titles or plain in lexicon().bodies or word in self.known.families:
            return None
        return word[1:]


@cache
def _maybe_verbs() -> frozenset[str]:
    """Given names and titles that can be verbs."""
    return word_class("titles_and_verbs") | word_class("verbs_too")


@cache
def _behind_given() -> frozenset[str]:
    """Words that can make the one before them a given name."""
    return word_class("descent") | {"الدين", "الله"}


def _is_given(word: str, following: str) -> bool:
    """Whether what follows makes ``word`` a given name: خلف بن فريج، عز الدين، جار الله."""
    if (len(word) > 1 and following in word_class("descent")) or following == "الدين":
        return True
    return following == "الله" and word in word_class("of_god")
