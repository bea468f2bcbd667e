"""What a word can be: its lemmas and parts of speech, by camel-tools' analyser. Each word is asked once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summit_tui.arabic.camel.data import data_folder
from summit_tui.arabic.folding import folded
from summit_tui.arabic.morphology.database import MorphologyDatabase

FEATURES = ("asp", "prc0", "prc1", "enc0", "pos_lex_logprob")
"""The features that readings are made of, beside lemma and part of speech."""

_Analyse = Callable[[str], Sequence[Mapping[str, Any]]]
_UNHEARD_OF = -99.0
_RARE = -5.5
"""Below are lemmas that were counted once, and those that weren't."""
_NOTHING = frozenset(("0", "na", "-", ""))
_LONGEST_WORD = 40
# So many words of all those met that their readings take some 40 MB.
_MOST_MET = 100_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a word can be.

    ``lemma`` is folded; ``pos`` the part of speech as camel-tools names it (verb, noun, noun_prop …),
    ``aspect`` of a verb p (perfect), i (imperfect) or c (imperative), else empty. ``definite``: it has the
    definite article. ``glued``: a preposition, the future's س or an emphatic ل stands before it, ``pronoun``:
    one stands behind it. ``likelihood``: the logarithm, to the base of 10, of how often lemma and part of
    speech occur together, -99 where that isn't known.
    """

    lemma: str
    pos: str
    aspect: str
    definite: bool
    glued: bool
    pronoun: bool
    likelihood: float


class Morphology:
    """Readings of words; may be asked in several threads."""

    def __init__(self, analyse: _Analyse) -> None:
        self._analyse = analyse
        self._met: dict[str, tuple[Reading, ...]] = {}
        self._lock = threading.Lock()

    def readings(self, word: str) -> tuple[Reading, ...]:
        """What ``word``, as it is written, can be, the likeliest first; nothing where it is unknown."""
        found = self._met.get(word)
        if found is None:
            found = self._read(word) if len(word) <= _LONGEST_WORD else ()
            with self._lock:
                if len(self._met) >= _MOST_MET:
                    self._met.clear()
                self._met[word] = found
        return found

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The folded lemmas that ``word`` can be a form of, the likeliest first.

        A lemma that the word itself is, but for the definite article, goes before all others: قرصان is taken
        for a pirate, not for two discs. Rare readings are left out where they need particles or a pronoun:
        foreign words fall apart into such (سيبراني into the future of a verb).
        """
        readings = [reading for reading in self.readings(word) if _is_credible(reading)]
        plain = folded(word)
        same = [one.lemma for one in readings if one.lemma in (plain, plain.removeprefix("ال"))]
        return tuple(dict.fromkeys((*same, *(reading.lemma for reading in readings))))

    def _read(self, word: str) -> tuple[Reading, ...]:
        ranked: dict[Reading, tuple[float, bool]] = {}
        for analysis in self._analyse(word):
            reading = _reading(analysis)
            # A spelling that only the loose one of the database meets stands behind those it has as written.
            rank = (-reading.likelihood, analysis.get("source") == "spvar")
            ranked[reading] = min(rank, ranked.get(reading, rank))
        return tuple(sorted(ranked, key=ranked.__getitem__))


def _is_credible(reading: Reading) -> bool:
    return reading.definite or not (reading.glued or reading.pronoun) or reading.likelihood > _RARE


def loaded(database: MorphologyDatabase, stub: Path) -> Morphology:
    """Readings out of ``database``. Takes half a second: camel-tools is imported.

    ``stub`` is the folder that camel-tools is told of where the person has no data of it. Raises ``OSError``
    and :class:`DamagedDatabaseError`.
    """
    with data_folder(stub):
        from summit_tui.arabic.camel.analysis import Analyser  # slow: see there

    return Morphology(Analyser(database, FEATURES).analyses)


def _reading(analysis: Mapping[str, Any]) -> Reading:
    aspect = analysis.get("asp") or ""
    likelihood = analysis.get("pos_lex_logprob")
    return Reading(
        folded(str(analysis["lex"])),
        str(analysis["pos"]),
        "" if aspect in _NOTHING else str(aspect),
        (analysis.get("prc0") or "0") == "Al_det",
        (analysis.get("prc1") or "0") not in _NOTHING,
        (analysis.get("enc0") or "0") not in _NOTHING,
        _UNHEARD_OF if likelihood is None else float(likelihood),
    )
