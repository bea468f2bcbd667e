"""What the screen of topics and their words shows, worked out from lexicons and what they find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from summit_tui import arabic
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Topic
from summit_tui.session.lexicons import terms_of
from summit_tui.suggest.topics import Hit, Strength, TopicVerdict, read_term
from summit_tui.tui.panels import topic_name
from summit_tui.tui.reasons import percentage
from summit_tui.tui.speech import isolated
from summit_tui.tui.widgets.row_list import Row, RowLine

NEW = "+"
"""The key of the row that makes something new."""

_AROUND = 60
"""Code points of the article shown before and after a match; where there is less room, it is cut."""
_SIGNS = {Strength.STRONG: "", Strength.WEAK: "?", Strength.VOID: "-"}


def topic_rows(
    topics: Iterable[Topic], verdicts: Mapping[str, TopicVerdict], catalogue: Catalogue
) -> list[Row]:
    """A line a topic: its name, whether the article gets it, how many terms it has; the last makes one."""
    rows = []
    for topic in topics:
        holds = topic.id in verdicts and verdicts[topic.id].holds
        tail = f"{'✓ ' if holds else ''}{len(terms_of(topic))}"
        rows.append(Row(topic.id, (RowLine(isolated(topic_name(topic, catalogue)), tail=tail),)))
    rows.append(Row(NEW, (RowLine(catalogue.text("New topic"), NEW),)))
    return rows


def term_rows(
    lines: Sequence[str], typed: str, changing: str | None, found: TopicVerdict, text: str
) -> list[Row]:
    """A line a term that has what is typed in it: its strength, its words, how often it stands there.

    ``text`` is that of the row by which what is typed is taken, which comes first where it can be.
    """
    counts = Counter(hit.term.line for hit in found.hits)
    rows = []
    if typed and read_term(typed) is not None and typed not in lines:
        rows.append(Row(NEW, (RowLine(text, NEW, str(counts[typed] or "")),)))
    wanted = "" if changing is not None else _words_of(typed)
    for line in lines:
        if wanted in _words_of(line):
            term = read_term(line)
            sign = _SIGNS[term.strength] if term is not None else ""
            look = "rows.text" if term is not None else "rows.dim"
            tail = str(counts[line] or "")
            rows.append(Row(line, (RowLine(isolated(_without_sign(line)), sign, tail, look),)))
    return rows


def hit_rows(text: str, found: TopicVerdict, current: str) -> list[Row]:
    """Each match in the article ``text`` with the words around it; those of the line ``current`` stand out.

    What counts nothing is dim. The key is where it begins.
    """
    alone = found.score == 0
    return [Row(str(hit.span.start), (_hit_line(text, hit, current, alone=alone),)) for hit in found.hits]


def _hit_line(text: str, hit: Hit, current: str, *, alone: bool) -> RowLine:
    span = hit.span
    before = text[max(span.start - _AROUND, 0) : span.start]
    after = text[span.end : span.end + _AROUND]
    around = f"{_last_words(before)}‹{span.of(text)}›{_first_words(after)}"
    counts_nothing = hit.term.strength is Strength.VOID or alone
    look = "rows.direct" if hit.term.line == current else "rows.dim" if counts_nothing else "rows.text"
    return RowLine(isolated(around), _SIGNS[hit.term.strength], look=look)


def _last_words(text: str) -> str:
    """The last three words of ``text`` that stand on its last line, with what stands behind them."""
    line = text[text.rfind("\n") + 1 :]
    words = arabic.words(line)
    return line[words[-3].start :] if len(words) > 2 else line


def _first_words(text: str) -> str:
    """The line that ``text`` begins with, without a word that is cut in two at its end."""
    line, parted, _ = text.partition("\n")
    return line if parted or len(text) < _AROUND else line.rpartition(" ")[0]


def _words_of(line: str) -> str:
    return arabic.folded(_without_sign(line)).casefold()


def _without_sign(line: str) -> str:
    return line.lstrip("?؟-# ").strip()


def verdict_text(found: TopicVerdict, catalogue: Catalogue) -> str:
    """Whether the article gets the topic, and how sure that is."""
    if found.score == 0:
        return catalogue.text("This article doesn't get the topic.")
    told = N_("This article gets the topic ({score}).")
    if not found.holds:
        told = N_("This article doesn't get the topic ({score}).")
    return catalogue.text(told, score=percentage(found.score))
