"""What tells whether content begins at a place, and where it ends: features for the linear model.

A feature is a short string; the model has a weight for each. Words in them are folded.
"""

from __future__ import annotations

from collections.abc import Iterator

from summit_tui.arabic import Pair
from summit_tui.suggest.context import Context
from summit_tui.suggest.cue_words import FoundCue, is_void
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.people import People
from summit_tui.suggest.roles import Role, is_imperfect, role_of
from summit_tui.suggest.subjects import own_phrase
from summit_tui.suggest.tokens import Token

_COMMAS = frozenset("،,؛")


def bucket(number: int, *edges: int) -> str:
    """The first of ``edges`` that ``number`` doesn't exceed, as text; "more" beyond the last."""
    for edge in edges:
        if number <= edge:
            return str(edge)
    return "more"


def word_at(line: Line, index: int) -> str:
    """The folded word at a token index, "^" before the line and "$" behind it."""
    if index < 0:
        return "^"
    return line.tokens[index].text if index < len(line.tokens) else "$"


def shape(token: Token) -> str:
    """What kind of word a token looks like by its first and last letters."""
    word = token.text
    if not token.is_word:
        return word
    if token.has_tanwin or (len(word) > 4 and word[0] == "م" and word.endswith("ا")):
        return "tanwin"
    joined = word[0] in "وف" and len(word) > 3
    rest = word[1:] if joined else word
    lead = word[0] + "+" if joined else ""
    if is_imperfect(rest) or (rest[0] == "ت" and len(rest) > 3):
        return lead + "imperfect"
    if rest.startswith("ال"):
        return lead + "definite"
    if rest.endswith("ت") and len(rest) > 3:
        return lead + "feminine past"
    role = role_of(rest)
    return lead + (role.name.lower() if role is not Role.OTHER else "word")


def cue_features(line: Line, context: Context, cue: FoundCue | None, people: People) -> Iterator[str]:
    """The cue, how far it is, and what stands between it and the content."""
    if cue is None:
        yield "cue none"
        return
    where = "before" if cue.before_content else "after"
    yield f"{where} {cue.kind.name}"
    yield f"{where} {cue.lemma}"
    yield f"cue word {line.tokens[cue.first].text}"
    use = _use(cue)
    yield f"{where} {use}"
    yield f"{use} score {bucket(int(cue.score), -2, -1, 0, 1, 2, 3)}"
    yield f"score {bucket(int(cue.score * 2), -6, -4, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7)}"
    previous = word_at(line, cue.first - 1)
    yield f"before cue {previous}"
    if cue.form is not None and cue.form.weak:
        yield f"weak {where}"
    if not cue.before_content:
        yield f"commas after {word_at(line, context.after)}"
        return
    between = line.tokens[cue.after : context.link]
    yield f"distance {bucket(len(between), 0, 1, 2, 3, 5, 8, 12, 18, 30)}"
    yield f"commas {bucket(sum(token.text in _COMMAS for token in between), 0, 1, 2, 3)}"
    for token in between:
        if token.is_that:
            yield "another clause between"
            break
    verbs = sum(is_imperfect(token.text) for token in between if token.is_word)
    yield f"verbs between {bucket(verbs, 0, 1)}"
    if any(token.text in word_class("relatives") for token in between):
        yield "relative between"
    link = [token.text for token in line.tokens[context.link : context.first] if token.is_word][:3]
    yield f"link {' '.join(link)}"
    yield f"link {cue.lemma} {' '.join(link)}"
    near = len(between) <= 1 or all(not token.is_word for token in between)
    yield f"near {near} {use}"
    yield f"near {near} {use} {' '.join(link[:1])} colon {context.colon}"
    yield f"sentence begins with cue {cue.first == context.sentence} {use}"
    phrase = own_phrase(context, cue, people)
    reached = cue.after if phrase is None or phrase.after <= cue.after else phrase.after
    gap = bucket(context.link - reached, -1, 0, 1, 2, 4, 8, 14)
    yield f"gap {gap}"
    yield f"gap {gap} {use}"
    yield f"subject {'none' if phrase is None else phrase.role.name} {use}"


def _use(cue: FoundCue) -> str:
    """Cues of a kind that behave alike: verbs of saying, weak ones, participles, phrases."""
    uses = sorted(cue.form.uses) if cue.form is not None else []
    pronoun = cue.form is not None and cue.form.pronoun
    return f"{cue.kind.name} {' '.join(uses)}{' pronoun' if pronoun else ''}"


def clause_features(
    line: Line, context: Context, sentence: Sentence, cue: FoundCue | None, index: int, people: People
) -> tuple[str, ...]:
    """Whether the clause that begins at token ``index`` with a complementiser or question word is told."""
    token = line.tokens[index]
    before, earlier = word_at(line, index - 1), word_at(line, index - 2)
    written = context.text[token.start : token.start + 2]
    opening = token.text if token.is_that else "question"
    hamza = "إ" if "إ" in written else "أ" if "أ" in written else "ا"
    found = [
        f"opens {opening}",
        f"hamza {hamza}",
        f"word {token.text}",
        f"previous {before}",
        f"previous two {earlier} {before}",
        f"previous shape {shape(line.tokens[index - 1]) if index else '^'}",
        f"next {word_at(line, index + 1)}",
        f"introduced {before in word_class('no_introductions')}",
        *cue_features(line, context, cue, people),
    ]
    if cue is not None:
        found.append(f"{cue.lemma} opens {opening} {hamza}")
        found.append(f"{cue.lemma} previous {before}")
        near = cue.after >= index or (cue.after == index - 1)
        found.append(f"near {near} {cue.kind.name} {cue.form is not None and cue.form.weak}")
    if index == sentence.first:
        found.append("sentence start")
    return tuple(found)


def pair_features(
    line: Line,
    context: Context,
    sentence: Sentence,
    cue: FoundCue | None,
    people: People,
    *,
    speech: bool,
    told: str,
) -> tuple[str, ...]:
    """Whether what stands in a pair of quotation marks is speech of its own.

    ``speech``: it doesn't look like a name; ``told``: how the line, or the one before, went so far.
    """
    pair = context.pair
    assert pair is not None
    begin = line.paragraph.index_at(pair.inner.start)
    end = line.paragraph.index_at(pair.inner.end)
    inside = [token for token in line.tokens[begin:end] if token.is_word]
    opening, closing = begin - 1, end if not pair.closed else end + 1
    previous, following = word_at(line, opening - 1), word_at(line, closing)
    count = len(inside)
    size = bucket(count, 1, 2, 3, 4, 6, 9, 14)
    words = [token.text for token in inside]
    verb = any(is_imperfect(word) or word in _PARTICLES for word in words)
    first_person = any(word in _FIRST_PERSON or word.endswith(("نا", "ني")) for word in words)
    place = (
        "whole line"
        if opening <= 0 and closing >= len(line.tokens) - 1
        else ("line start" if opening <= 0 else "sentence start" if opening == sentence.first else "inside")
    )
    glued = opening > 0 and line.tokens[opening - 1].end == line.tokens[opening].start
    linked = "none" if cue is None else "after" if not cue.before_content else "before"
    near = cue is not None and cue.before_content and context.link - cue.after <= 0
    found = [
        f"size {size}",
        f"size {size} cue {linked}",
        f"size {size} near {near}",
        f"size {size} speech {speech}",
        f"speech {speech} cue {linked}",
        f"verb {verb}",
        f"verb {verb} cue {linked}",
        f"first person {first_person}",
        f"place {place}",
        f"place {place} cue {linked}",
        f"place {place} size {size}",
        f"heading {line.is_heading} {line.number == 0} cue {linked}",
        f"heading {line.is_heading} {line.number == 0} size {size}",
        f"heading {line.is_heading} verb {verb} size {size}",
        f"heading {line.is_heading} first shape {shape(inside[0]) if inside else ''}",
        f"previous {previous}",
        f"previous shape {shape(line.tokens[opening - 1]) if opening > 0 else '^'}",
        f"previous two {word_at(line, opening - 2)} {previous}",
        f"following {following}",
        f"following shape {shape(line.tokens[closing]) if closing < len(line.tokens) else '$'}",
        f"closed {pair.closed}",
        f"glued {glued} {previous if glued else ''}",
        f"colon {context.colon}",
        f"told {told}",
        f"told {told} place {place} cue {linked}",
        f"first {words[0] if words else ''}",
        f"first shape {shape(inside[0]) if inside else ''}",
        f"parentheses {line.tokens[opening].text == '('}",
        *cue_features(line, context, cue, people),
    ]
    if previous in lexicon().name_nouns or previous.removeprefix("ال") in lexicon().name_nouns:
        found.append("behind a name noun")
    return tuple(found)


_PARTICLES = frozenset(
    [
        "لا",
        "لم",
        "لن",
        "قد",
        "لقد",
        "ان",
        "انه",
        "انها",
        "ليس",
        "ليست",
        "كان",
        "كانت",
        "يجب",
        "هل",
        "نحن",
        "انا",
        "هذا",
        "هذه",
    ]
)
_FIRST_PERSON = frozenset(
    ["نحن", "انا", "لي", "لنا", "لدينا", "عندنا", "اني", "انني", "اننا", "اعتقد", "اريد", "نريد"]
)


def colon_features(
    line: Line,
    context: Context,
    sentence: Sentence,
    cue: FoundCue | None,
    index: int,
    people: People,
    *,
    named: str,
    head: str,
    speaks: bool,
) -> tuple[str, ...]:
    """Whether speech without quotation marks follows the colon at token ``index``.

    ``named``: what the words before the colon name.
    """
    before = index - sentence.first
    rest = sentence.after - index - 1
    heading = f"{line.is_heading} {line.number == 0}"
    return (
        f"words before {bucket(before, 1, 2, 3, 5, 8, 12, 20)}",
        f"words behind {bucket(rest, 2, 4, 6, 10)}",
        f"heading {heading}",
        f"heading {heading} named {named}",
        f"named {named}",
        f"head {head}",
        f"speaks {speaks}",
        f"speaks {speaks} heading {heading}",
        f"speaks {speaks} named {named}",
        f"named {named} first {sentence.first == 0}",
        f"previous {word_at(line, index - 1)}",
        f"first {word_at(line, sentence.first)}",
        f"next shape {shape(line.tokens[index + 1]) if index + 1 < len(line.tokens) else '$'}",
        f"next {word_at(line, index + 1)}",
        *cue_features(line, context, cue, people),
    )


def end_features(
    line: Line,
    sentence: Sentence,
    cue: FoundCue,
    first: int,
    place: int,
    cue_here: FoundCue | None,
    passed: int,
) -> tuple[str, ...]:
    """Whether a clause that began at token ``first`` ends before token ``place``.

    ``cue_here`` is the reporting word there, or behind a comma there; ``passed`` how many places before it
    were no end.
    """
    tokens = line.tokens
    token = tokens[place]
    behind = place + (not token.is_word)
    word, following = word_at(line, behind), word_at(line, behind + 1)
    previous = tokens[place - 1]
    sign = token.text if not token.is_word else "word"
    length = bucket(place - first, 2, 4, 7, 12, 20, 35)
    rest = bucket(sentence.after - place, 2, 4, 7, 12, 20)
    found = [
        f"sign {sign}",
        f"word {word}",
        f"{sign} word {word}",
        f"word {word} {following}",
        f"following {following}",
        f"shape {shape(tokens[behind]) if behind < len(tokens) else '$'}",
        f"{sign} shape {shape(tokens[behind]) if behind < len(tokens) else '$'}",
        f"following shape {shape(tokens[behind + 1]) if behind + 1 < len(tokens) else '$'}",
        f"length {length}",
        f"rest {rest}",
        f"sign {sign} rest {rest}",
        f"passed {bucket(passed, 0, 1, 2, 4)}",
        f"previous {previous.text if not previous.is_word else 'word'}",
        f"by {cue.lemma}",
        f"by {cue.kind.name}",
        f"by {_clause_of(line, sentence, cue)} {sign}",
        f"by {_clause_of(line, sentence, cue)} {sign} passed {bucket(passed, 0, 1)}",
    ]
    if cue_here is not None:
        kind = cue_here.kind.name
        own = _has_content(line, sentence, cue_here)
        joined = word_at(line, cue_here.first)[0] in "وف"
        void = is_void(tokens, sentence.first, cue_here)
        at = "here" if cue_here.first == behind else "soon"
        found += [
            f"cue {kind}",
            f"cue {kind} {own} {at}",
            f"cue {kind} joined {joined} {own} {sign}",
            f"cue {cue_here.lemma}",
            f"cue {cue_here.lemma} {own}",
            f"cue void {void}",
            f"cue person {cue_here.form.person if cue_here.form else ''} {own}",
            f"cue before {word_at(line, cue_here.first - 1)}",
        ]
    else:
        found.append("no cue")
    return tuple(found)


def _clause_of(line: Line, sentence: Sentence, cue: FoundCue) -> str:
    """Whether the cue heads its sentence, a relative clause, or a clause further on."""
    before = word_at(line, cue.first - 1)
    if cue.first <= sentence.first + 1:
        return "main"
    if before in word_class("relatives"):
        return "relative"
    return "behind a noun" if before.endswith("ه") or before.startswith("ال") else "later"


def _has_content(line: Line, sentence: Sentence, cue: FoundCue) -> bool:
    """Whether a clause, colon or quotation follows the cue within some words."""
    for token in line.tokens[cue.after : min(sentence.after, cue.after + 14)]:
        if token.is_that or token.text == ":" or (token.is_quotation_mark):
            return True
    return False


def whole_features(line: Line, sentence: Sentence, index: int, pair: Pair, cue: FoundCue) -> tuple[str, ...]:
    """Whether a pair behind the complementiser at token ``index`` holds the whole clause."""
    that = line.tokens[index].text
    begin = line.paragraph.index_at(pair.inner.start)
    closing = line.paragraph.index_at(pair.outer.end)
    behind = line.tokens[closing : sentence.after]
    sign = behind[0].text if behind and not behind[0].is_word else "word" if behind else "$"
    second = next((token for token in behind if token.is_word), None)
    stop = not behind or behind[0].text[0] in ".؟!" or all(not token.is_word for token in behind)
    inside = [token for token in line.tokens[begin:closing] if token.is_word]
    pronoun = that.lstrip("وفبل")[2:]
    opening = shape(inside[0]) if inside else ""
    goes_on = second is not None and second.is_that
    size = bucket(len(inside), 1, 2, 3, 5, 9)
    return (
        f"sign {sign}",
        f"stop {stop}",
        f"behind {second.text if second is not None else '$'}",
        f"behind shape {shape(second) if second is not None else '$'}",
        f"goes on {goes_on}",
        f"word behind {behind[0].text if behind and behind[0].is_word else ''}",
        f"pronoun {pronoun}",
        f"pronoun {pronoun} opens {opening}",
        f"pronoun {pronoun} size {size}",
        f"pronoun {pronoun} first {inside[0].text if inside else ''}",
        f"stop {stop} pronoun {pronoun}",
        f"stop {stop} size {size}",
        f"closed {pair.closed}",
        f"by {cue.lemma}",
    )


def nested_features(
    line: Line,
    context: Context,
    sentence: Sentence,
    cue: FoundCue,
    index: int,
    outer: str,
    opens: int,
    people: People,
) -> tuple[str, ...]:
    """Whether somebody else than the outer speaker says what follows token ``index`` within their words."""
    phrase = own_phrase(context, cue, people)
    named = "nobody" if phrase is None else phrase.role.name
    person = cue.form.person if cue.form is not None else ""
    first_person = word_at(line, cue.first)[:1] in "ان" and person == ""
    return (
        f"outer {outer}",
        f"named {named}",
        f"named {named} {cue.kind.name}",
        f"person {person} named {named}",
        f"first person {first_person}",
        f"opens with cue {cue.first <= opens + 1} {named}",
        f"before cue that {cue.first > 0 and line.tokens[cue.first - 1].is_that}",
        f"before cue shape {shape(line.tokens[cue.first - 1]) if cue.first else '^'}",
        *clause_features(line, context, sentence, cue, max(0, index), people),
    )


def source_features(
    line: Line, sentence: Sentence, cue: FoundCue, first: int, after: int, where: str
) -> tuple[str, ...]:
    """Whether the tokens ``first`` to ``after`` are what a source beside them says."""
    words = [token.text for token in line.tokens[first:after] if token.is_word]
    verb = any(is_imperfect(word) or shape_of_past(word) for word in words)
    previous = word_at(line, cue.first - 1)
    return (
        f"{where}",
        f"{where} {cue.lemma}",
        f"{where} {cue.kind.name}",
        f"{where} previous {previous}",
        f"{where} size {bucket(len(words), 2, 4, 7, 12, 20, 40)}",
        f"{where} verb {verb}",
        f"{where} following {word_at(line, cue.after)}",
        f"{where} sentence start {first <= sentence.first + 1}",
        f"{where} rest {bucket(sentence.after - cue.after, 2, 4, 7, 12)}",
        f"{where} first shape {shape(line.tokens[first])}",
        f"{where} heading {line.is_heading}",
        f"{where} begins with cue {any(other.first == first for other in sentence.cues)}",
        f"{where} that {any(token.is_that for token in line.tokens[first:after])}",
        f"{where} cues {bucket(sum(other.first < after for other in sentence.cues), 0, 1, 2)}",
    )


def shape_of_past(word: str) -> bool:
    """Whether a word has an ending of the past: ت, وا."""
    return len(word) > 3 and word.endswith(("ت", "وا"))
