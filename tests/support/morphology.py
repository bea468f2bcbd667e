"""A tiny morphology database in the format of camel-tools', and wheels that hold it. All words are ours."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

MEMBER = "camel_tools/calima_star/databases/almor-msa/almor-msa-r13.db"
LICENCE_MEMBER = "camel_tools/calima_star/databases/almor-msa/LICENSE"
LICENCE = "The licence of a database made for tests.\n"

_OPEN = ("diac", "lex", "gloss", "bw", "d3tok", "d1tok", "pos_freq", "lex_freq", "pos_lex_freq")
_CLOSED = {
    "source": ("lex", "spvar", "backoff", "digit", "punc", "foreign"),
    "pos": ("noun", "noun_prop", "verb", "adj", "digit", "punc", "latin", "foreign"),
    "asp": ("na", "p", "i"),
    "prc0": ("0", "na", "Al_det"),
    "prc1": ("0", "na", "bi_prep", "li_prep"),
    "prc2": ("0", "na", "wa_conj"),
    "prc3": ("0", "na"),
    "enc0": ("0", "na", "3ms_poss"),
    "gen": ("na", "m", "f", "-"),
    "num": ("na", "s", "p", "-"),
    "form_gen": ("na", "m", "f"),
    "form_num": ("na", "s", "p"),
}
# Surface, category, features, parted by spaces.
_AL = "diac:وَال bw:وَ/CONJ+ال/DET gloss:and_the prc2:wa_conj prc0:Al_det d3tok:وَ+_ال+_ d1tok:وَ+_ال#"
_PREFIXES = (
    ("", "P0", ""),
    ("و", "PW", "diac:وَ bw:وَ/CONJ gloss:and prc2:wa_conj d3tok:وَ+_ d1tok:وَ+_"),
    ("ال", "PAl", "diac:ال bw:ال/DET gloss:the prc0:Al_det d3tok:ال+_ d1tok:ال#"),
    ("ب", "PB", "diac:بِ bw:بِ/PREP gloss:by prc1:bi_prep d3tok:بِ+_ d1tok:بِ"),
    ("وال", "PWAl", _AL),
)
_SUFFIXES = (
    ("", "S0", ""),
    ("ت", "SVt", "diac:َتْ bw:َتْ/PVSUFF_SUBJ:3FS gloss:she form_gen:f d3tok:َتْ d1tok:َتْ"),
    ("ه", "SNh", "diac:ِهِ bw:ِهِ/POSS gloss:his enc0:3ms_poss d3tok:ِ_+هِ d1tok:ِهِ"),
    ("ه", "SNap", "diac:َة bw:َة/NSUFF_FEM gloss:[fem.] form_gen:f d3tok:َة d1tok:َة"),
)
_FEATURES = "prc3:0 prc2:0 prc1:0 prc0:0 enc0:0 source:lex gen:- num:- form_gen:m"


def _noun(diac: str, lemma: str, gloss: str, number: str = "s", pos: str = "noun") -> str:
    word = f"diac:{diac} lex:{lemma} bw:{diac}/{pos.upper()} gloss:{gloss} pos:{pos} asp:na form_num:{number}"
    return f"{word} {_FEATURES}"


def _verb(diac: str, lemma: str, gloss: str) -> str:
    return f"diac:{diac} lex:{lemma} bw:{diac}/PV gloss:{gloss} pos:verb asp:p form_num:s {_FEATURES}"


_STEMS = (
    ("صاروخ", "N", _noun("صارُوخ", "صارُوخ_1", "missile"), -3.6),
    ("صواريخ", "N", _noun("صَوارِيخ", "صارُوخ_1", "missiles", "p"), -3.6),
    ("قراصن", "Nap", _noun("قَراصِن", "قُرْصان_1", "pirates", "p"), -5.7),
    ("قرصان", "N", _noun("قُرْصان", "قُرْصان_1", "pirate"), -5.7),
    ("اعلن", "V", _verb("أَعْلَن", "أَعْلَن_1", "announce"), -2.9),
    ("ورد", "V", _verb("وَرَد", "وَرَد_1", "arrive"), -4.1),
    ("ورد", "N", _noun("وَرْد", "وَرْد-i_1", "roses"), -4.8),
    ("رد", "V", _verb("رَدّ", "رَدّ_2", "answer"), -3.9),
    ("ريبوار", "N", _noun("رِيبُوار", "رِيبُوار_1", "Rebwar", pos="noun_prop"), -4.0),
    ("سد", "N", _noun("سَدّ", "سَدّ_1", "dam"), None),
    # The lines of a stem needn't follow one another.
    ("صاروخ", "N", _noun("صارُوخ", "صارُوخ_1", "rocket"), -6.1),
)
_AB = ("P0 N", "P0 Nap", "P0 V", "PW N", "PW Nap", "PW V", "PAl N", "PAl Nap", "PB N", "PWAl N", "PWAl Nap")
_BC = ("N S0", "N SNh", "Nap SNap", "V S0", "V SVt")
_AC = tuple(
    f"{prefix} {suffix}"
    for prefix in ("P0", "PW", "PAl", "PB", "PWAl")
    for suffix in ("S0", "SVt", "SNh", "SNap")
    if not (suffix == "SNh" and "Al" in prefix)
)
_IN_IT = (
    *("صاروخ", "صواريخ", "الصواريخ", "والصواريخ", "وصاروخه", "بصاروخ", "صواريخه", "صـواريخ", "صارُوخ"),
    *("قراصنة", "القراصنة", "والقراصنة", "قرصان", "القرصان", "أعلن", "اعلن", "وأعلنت", "أعلنتْ"),
    *("ورد", "وورد", "الورد", "رد", "ردت", "ريبوار", "وريبوار", "سد", "السد"),
)
WORDS = (*_IN_IT, "السدود", "كلمة", "2021", "٢٠٢١", "،", "www", "NOAN")
"""Words that are in the database in some form, words that aren't, and what is no word."""


def database_text(*, old: bool = True) -> str:
    """The file: as the old release has it, or as 1.6 of camel-tools reads it."""
    names = [*_OPEN, *_CLOSED]
    lines = ["###DEFINES###"]
    lines += [f"DEFINE {name} {name}:*open*" for name in _OPEN]
    for name, values in _CLOSED.items():
        lines.append(f"DEFINE {name} " + " ".join(f"{name}:{value}" for value in values))
    lines.append("###DEFAULTS###")
    open_values = " ".join(f"{name}:*" for name in _OPEN)
    for pos in _CLOSED["pos"]:
        closed = " ".join(f"{name}:na" for name in _CLOSED if name not in ("pos", "source"))
        lines.append(f"DEFAULT pos:{pos} source:lex {closed} {open_values}")
    lines += ["###ORDER###", "ORDER " + " ".join(names)]
    if not old:
        lines += ["###TOKENIZATIONS###", "TOKENIZATION d1tok d3tok"]
    lines += ["###STEMBACKOFF###", "STEMBACKOFF PROP N", "###PREFIXES###"]
    lines += ["\t".join(entry) for entry in _PREFIXES]
    lines.append("###SUFFIXES###")
    lines += ["\t".join(entry) for entry in _SUFFIXES]
    lines.append("###STEMS###")
    for stem, category, features, likelihood in _STEMS:
        diac = features.split(" ", 1)[0].removeprefix("diac:")
        tokens = f"d3tok:{diac} d1tok:{diac}"
        known = (
            "" if likelihood is None else f" pos_lex_freq:{likelihood} pos_freq:-1.0 lex_freq:{likelihood}"
        )
        lines.append(f"{stem}\t{category}\t{features} {tokens}{known}")
    lines += ["###TABLE AB###", *_AB, "###TABLE BC###", *_BC, "###TABLE AC###", *_AC]
    text = "\n".join(lines) + "\n"
    return text if old else text.replace("_freq", "_logprob")


def make_wheel(path: Path, database: str | None = None, *, licence: bool = True) -> Path:
    """A wheel at ``path`` that holds ``database``, by default the tiny one, as the old release does."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MEMBER, database_text() if database is None else database)
        if licence:
            archive.writestr(LICENCE_MEMBER, LICENCE)
        archive.writestr("camel_tools/__init__.py", "")
    return path


def sha256(content: bytes) -> str:
    """The SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def make_own_install(folder: Path, *, database: bool = True) -> Path:
    """What ``camel_data`` leaves behind in ``folder``; the database file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catalogue.json").write_text(
        '{"version": "1.6.0", "packages": {}, "components": {"MorphologyDB": {"default": "calima-msa-r13", '
        '"datasets": {"calima-msa-r13": {"path": "morphology_db/calima-msa-r13"}}}}}',
        encoding="utf-8",
    )
    path = folder / "data/morphology_db/calima-msa-r13/morphology.db"
    if database:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(database_text(old=False), encoding="utf-8")
    return path
