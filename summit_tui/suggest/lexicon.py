"""The word lists under ``lexicons/``, read once and spread into the forms in which texts have them.

Every form is folded (``arabic.folded``); what stands in the files is readable Arabic.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

from summit_tui.arabic import folded
from summit_tui.suggest.words.members import plain_members

_FOLDER = Path(__file__).parent / "lexicons"
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "ني", "نا")
_CONJUNCTIONS = "وف"
_GLUED = frozenset("وفل")
# The name علي where its writer tells ي from ى, so that it isn't the preposition على, which folds to the same.
ALI = "عليّ"
# The name آن, which folds to the complementiser أن.
ANN = "آن"


@plain_members
class CueKind(Enum):
    """What kind of word a cue is; it decides where its subject is looked for."""

    FINITE = "finite verb"
    PARTICIPLE = "participle"
    NOUN = "noun"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class CueForm:
    """A form of a reporting word.

    ``person`` is ``m``, ``f``, ``p`` (plural or dual) or ``1`` (the teller's own: قلت) for a finite verb,
    else empty. ``pronoun``: the form ends in a pronoun, which for a noun is the speaker (قوله). ``weak``: the
    word often means something else, so that its content has to follow closely. ``behaviour`` is the same for
    words that are used alike.
    """

    lemma: str
    kind: CueKind
    uses: frozenset[str] = frozenset()
    person: str = ""
    pronoun: bool = False
    weak: bool = field(init=False)
    behaviour: str = field(init=False)

    def __post_init__(self) -> None:
        words = (self.kind.name, " ".join(sorted(self.uses)) + (" pronoun" if self.pronoun else ""))
        object.__setattr__(self, "weak", self.kind is CueKind.NOUN or "weak" in self.uses)
        object.__setattr__(self, "behaviour", " ".join(words))

    def is_one_of(self, name: str) -> bool:
        """Whether the lemma is in the closed class of words called ``name``."""
        return folded(self.lemma) in word_class(name)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names a source: its folded words; ``takes_lam``: a glued ل follows and belongs to it."""

    words: tuple[str, ...]
    lemma: str
    takes_lam: bool = False

    @property
    def pronoun(self) -> bool:
        """Whether the phrase ends in a pronoun, which is the speaker (على حد قوله)."""
        return len(self.words) > 1 and self.words[-1].endswith(("ه", "ها", "هم")) and self.words[-1] != "به"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the rules know about words.

    ``first_names`` are names wherever they stand; ``given_names`` has those too that are nouns elsewhere.
    """

    cues: dict[str, CueForm]
    phrases: dict[str, tuple[Phrase, ...]]
    titles: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    adjectives: frozenset[str]
    stops: frozenset[str]
    first_names: frozenset[str]
    given_names: frozenset[str]
    connectors: frozenset[str]
    name_nouns: frozenset[str]
    plain_names: frozenset[str]

    def cue(self, word: str) -> CueForm | None:
        """The reporting word that ``word`` (folded) is a form of, a glued و, ف or ل left out of account."""
        form = self.cues.get(word)
        if form is not None or word[:1] not in _GLUED:
            return form
        rest = word
        if word[0] in _CONJUNCTIONS and len(word) > 2:
            rest = word[1:]
            if rest in self.cues:
                return self.cues[rest]
        # ل with the imperfect: ليقول.
        return self.cues.get(rest[1:]) if rest[:2] in ("لي", "لت") and len(rest) > 3 else None

    def is_stop(self, word: str) -> bool:
        """Whether ``word`` (folded), with or without a conjunction, ends a name phrase."""
        return word in self.stops or (word[:1] in _CONJUNCTIONS and word[1:] in self.stops)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read from its files on first use."""
    name_nouns, plain_names = _divided("names-in-quotation-marks.txt")
    first_names = _words("first-names.txt") - {folded(ANN)} | {ALI, ANN}
    return Lexicon(
        cues=_cues(),
        phrases=_phrases(),
        titles=frozenset(form for word in _words("titles.txt") for form in _noun_forms(word)),
        bodies=_words("bodies.txt"),
        places=_words("places.txt"),
        adjectives=frozenset(form for word in _words("nationalities.txt") for form in _noun_forms(word)),
        stops=_words("stops.txt"),
        first_names=first_names,
        given_names=first_names | word_class("names_and_nouns") | {"ابو"},
        connectors=_words("connectors.txt"),
        name_nouns=name_nouns,
        plain_names=plain_names,
    )


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    table = tomllib.loads((_FOLDER / "word-classes.toml").read_text(encoding="utf-8"))
    return {name: frozenset(map(folded, words.split())) for name, words in table.items()}


@cache
def word_class(name: str) -> frozenset[str]:
    """The closed class of words called ``name`` in ``word-classes.toml``."""
    return _classes()[name]


def _lines(name: str) -> Iterator[str]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _words(name: str) -> frozenset[str]:
    return frozenset(folded(word) for line in _lines(name) for word in line.split())


def _divided(name: str) -> tuple[frozenset[str], frozenset[str]]:
    before, _, after = "\n".join(_lines(name)).partition("---")
    return frozenset(map(folded, before.split())), frozenset(map(folded, after.split()))


def _noun_forms(word: str) -> Iterator[str]:
    """Masculine and feminine, dual and plural, of a noun or adjective; some are never used."""
    yield word
    if word.endswith("ه"):
        yield from (word[:-1] + "ات", word[:-1] + "تان", word[:-1] + "تين")
        return
    yield from (word + ending for ending in ("ه", "ون", "ين", "ان", "ات", "و", "ا"))
    if word.endswith("ي"):
        yield from (word + "ين", word + "ون", word[:-1] + "ون", word[:-1] + "ين")


def _cues() -> dict[str, CueForm]:
    forms: dict[str, CueForm] = {}
    for line in _lines("reporting-nouns.txt"):
        for noun in line.split():
            for form, cue in _noun_cues(noun, noun, frozenset()):
                forms.setdefault(form, cue)
    lines = list(_lines("reporting-verbs.txt"))
    for make in (_participle_cues, _verb_cues, _verbal_noun_cues):
        for line in lines:
            for form, cue in make(*(column.strip() for column in line.split("|"))):
                # A strong reading stands before a weak one, a verb before a participle or noun.
                if form not in forms or (forms[form].weak and not cue.weak and make is _verb_cues):
                    forms[form] = cue
    return forms


def _verb_cues(past: str, present: str, _1: str, _2: str, uses: str) -> Iterator[tuple[str, CueForm]]:
    marks = frozenset(uses.split())
    # Shared by the forms that are alike: some thousand objects less for the garbage collector to look at.
    alike = {
        (person, pronoun): CueForm(past, CueKind.FINITE, marks, person, pronoun)
        for person in "mfp"
        for pronoun in (False, True)
    }
    takes_no_object = folded(past) in word_class("through_prepositions")
    for form, person, pronoun in (*_past_forms(folded(past)), *_present_forms(folded(present))):
        # إشارته is a noun, since أشار has no object.
        if not (pronoun and takes_no_object):
            yield form, alike[person, pronoun]
    if past == "قال":
        yield "قلت", CueForm(past, CueKind.FINITE, marks, "1")


def _past_forms(past: str) -> Iterator[tuple[str, str, bool]]:
    stem, joined = past, past
    if past[-1] in "يا":
        stem, joined = past[:-1], past[:-1] + "ا"
        yield stem + "يا", "p", False
    else:
        yield from ((past + ending, "p", False) for ending in ("ا", "ن"))
    yield past, "m", False
    yield from ((stem + ending, person, False) for ending, person in (("ت", "f"), ("وا", "p"), ("تا", "p")))
    for pronoun in _PRONOUNS:
        yield joined + pronoun, "m", True
        yield stem + "ت" + pronoun, "f", True
        yield stem + "و" + pronoun, "p", True


def _present_forms(present: str) -> Iterator[tuple[str, str, bool]]:
    if present == "-":
        return
    stem = present[:-1] if present[-1] in "يو" else present
    for prefix, person in (("ي", "m"), ("ت", "f")):
        yield prefix + present, person, False
        yield prefix + stem + "ون", "p", False
        yield prefix + present + "ان", "p", False
        yield from ((prefix + present + pronoun, person, True) for pronoun in _PRONOUNS)


def _participle_cues(
    past: str, _1: str, participle: str, _2: str, uses: str
) -> Iterator[tuple[str, CueForm]]:
    if participle == "-":
        return
    cue = CueForm(past, CueKind.PARTICIPLE, frozenset(uses.split()))
    yield from ((folded(participle) + ending, cue) for ending in ("ا", "ه", "ين", "ات"))


def _verbal_noun_cues(past: str, _1: str, _2: str, nouns: str, uses: str) -> Iterator[tuple[str, CueForm]]:
    for noun in nouns.split():
        if noun != "-":
            yield from _noun_cues(noun, past if past == "قال" else noun, frozenset(uses.split()))


def _noun_cues(noun: str, lemma: str, uses: frozenset[str]) -> Iterator[tuple[str, CueForm]]:
    bare = folded(noun)
    joined = bare[:-1] + "ت" if bare.endswith("ه") else bare
    plain, possessed = CueForm(lemma, CueKind.NOUN, uses), CueForm(lemma, CueKind.NOUN, uses, pronoun=True)
    yield from ((prefix + bare, plain) for prefix in ("", "ال", "ب", "بال", "ل", "لل"))
    for prefix in ("", "ب", "ل"):
        yield from ((prefix + joined + pronoun, possessed) for pronoun in _PRONOUNS[:5])


def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list[Phrase]] = {}
    for line in _lines("reporting-phrases.txt"):
        written, lemma = (column.strip() for column in line.split("|"))
        words = tuple(map(folded, written.rstrip("+").split()))
        found.setdefault(words[0], []).append(Phrase(words, lemma, written.endswith("+")))
    return {
        first: tuple(sorted(phrases, key=lambda phrase: (-len(phrase.words), not phrase.takes_lam)))
        for first, phrases in found.items()
    }
