"""What ``summit evaluate`` prints: figures with their intervals, and the errors, as tables or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field, fields
from typing import Any, Final, Literal

from summit_tui.agreement import Counts, Figures, Kind, Share, interval
from summit_tui.formats.document import encoded
from summit_tui.formats.plain import one_line
from summit_tui.formats.table import aligned
from summit_tui.i18n import N_, Catalogue
from summit_tui.i18n.terms import RULES
from summit_tui.session.evaluation import Evaluated, Fault
from summit_tui.suggest.suggestions import Tier

_MEASURES: Final = {
    "content": N_("Content, exact"),
    "overlap": N_("Content, overlap"),
    "direct": N_("Direct, exact"),
    "indirect": N_("Indirect, exact"),
    "mixed": N_("Mixed, exact"),
    "type": N_("Type"),
    "cue": N_("Cue"),
    "speaker": N_("Speaker"),
    "speech_marks": N_("Quotation marks"),
    "topics": N_("Topics"),
}
"""The figures in the order in which they are printed."""

_IN_SHORT: Final = ("content", "overlap", "direct", "cue", "speaker", "speech_marks", "topics")
"""The figures that are printed of single articles and outlets."""

_KINDS: Final = {
    Kind.MISSED: N_("Quotes that weren't found"),
    Kind.SPURIOUS: N_("Quotes that aren't any"),
    Kind.EDGES: N_("Quotes with other edges"),
    Kind.TYPE: N_("Another type"),
    Kind.CUE: N_("Another cue"),
    Kind.SPEAKER: N_("Another speaker"),
    Kind.SPEECH_MARKS: N_("Quotation marks taken for speech, or not"),
    Kind.TOPIC: N_("Topics"),
}

_OF_A_QUOTE: Final = (Kind.TYPE, Kind.CUE, Kind.SPEAKER)
"""Errors that are read with the quote's words beside them."""


@dataclass(frozen=True, slots=True)
class Reported:
    """An evaluated article; ``file`` is what it is called."""

    result: Evaluated
    file: str


@dataclass(slots=True)
class Report:
    """All that was evaluated. Figures are also given by ``group``, errors only where they are wanted.

    ``tier`` is what the suggester rested on.
    """

    group: Literal["article", "outlet"] | None
    _: KW_ONLY
    errors: bool
    articles: list[Reported] = field(default_factory=list)
    tier: Tier = Tier.RULES

    def add(self, article: Reported) -> None:
        """Takes one more article in."""
        self.articles.append(article)

    @property
    def figures(self) -> list[Figures]:
        """The figures of each article."""
        return [article.result.figures for article in self.articles]

    @property
    def groups(self) -> dict[str, list[Figures]]:
        """The figures of each article, by what they are grouped by."""
        groups: dict[str, list[Figures]] = {}
        for article in self.articles if self.group is not None else ():
            name = article.file if self.group == "article" else article.result.outlet
            groups.setdefault(name, []).append(article.result.figures)
        return groups if self.group == "article" else dict(sorted(groups.items()))


def as_json(report: Report) -> bytes:
    """The whole report as one JSON document."""
    document: dict[str, Any] = {
        "tier": report.tier.value,
        "articles": len(report.articles),
        "figures": _figures(report.figures),
    }
    if report.group is not None:
        document["by"] = {
            report.group: [
                {"name": name, "articles": len(figures), "figures": _figures(figures)}
                for name, figures in report.groups.items()
            ]
        }
    if report.errors:
        document["errors"] = [_error(one, fault) for one in report.articles for fault in one.result.faults]
    return encoded(json.dumps(document, ensure_ascii=False, indent=1))


def article_line(article: Reported, *, errors: bool) -> bytes:
    """One article as a line of JSON Lines."""
    result = article.result
    document: dict[str, Any] = {
        "article": result.article.id,
        "file": article.file,
        "outlet": result.outlet or None,
        "figures": _figures([result.figures]),
    }
    if errors:
        document["errors"] = [_error(article, fault) for fault in result.faults]
    return encoded(json.dumps(document, ensure_ascii=False))


def total_line(report: Report) -> bytes:
    """All articles together as the last line of JSON Lines: its article is null."""
    document = {
        "article": None,
        "tier": report.tier.value,
        "articles": len(report.articles),
        "figures": _figures(report.figures),
    }
    return encoded(json.dumps(document, ensure_ascii=False))


def as_tables(report: Report, catalogue: Catalogue) -> Iterator[bytes]:
    """The report for people: the figures, those of groups, and the errors by their kinds."""
    text = catalogue.text
    head = catalogue.count(
        "{n} article, suggested by tier {tier}",
        "{n} articles, suggested by tier {tier}",
        len(report.articles),
        tier=report.tier.value,
    )
    yield head.encode() + b"\n\n"
    yield _figure_table(report.figures, catalogue).encode()
    if report.group is not None:
        yield b"\n" + _group_table(report.groups, catalogue).encode()
    faults = [(one, fault) for one in report.articles for fault in one.result.faults] if report.errors else []
    for kind, title in _KINDS.items():
        same = [(one, fault) for one, fault in faults if fault.difference.kind is kind]
        if same:
            yield f"\n{text(title)}: {len(same)}\n".encode()
            yield from (_block(one, fault, catalogue).encode() for one, fault in same)


def _picked(name: str) -> Callable[[Figures], Counts | Share]:
    def pick(figures: Figures) -> Counts | Share:
        value: Counts | Share = getattr(figures, name)
        return value

    return pick


def _sum(figures: Iterable[Figures]) -> Figures:
    return sum(figures, Figures())


def _figures(figures: Sequence[Figures]) -> dict[str, Any]:
    together = _sum(figures)
    return {one.name: _figure(getattr(together, one.name), figures, one.name) for one in fields(together)}


def _figure(value: Counts | Share, figures: Sequence[Figures], name: str) -> dict[str, Any]:
    low, high = (round(edge, 4) for edge in interval(figures, _picked(name)))
    if isinstance(value, Share):
        return {
            "accuracy": round(value.value, 4),
            "interval": [low, high],
            "right": value.right,
            "all": value.all,
        }
    return {
        "precision": round(value.precision, 4),
        "recall": round(value.recall, 4),
        "f1": round(value.value, 4),
        "interval": [low, high],
        "right": value.right,
        "found": value.found,
        "expected": value.expected,
    }


def _error(article: Reported, fault: Fault) -> dict[str, Any]:
    difference = fault.difference
    span = difference.span
    return {
        "kind": difference.kind.value,
        "article": article.result.article.id,
        "file": article.file,
        "line": fault.line,
        "start": span.start if span is not None else None,
        "end": span.end if span is not None else None,
        "text": fault.words,
        "expected": difference.expected,
        "found": difference.found,
        "rule": fault.rule,
        "score": fault.score,
    }


def _figure_table(figures: Sequence[Figures], catalogue: Catalogue) -> str:
    text = catalogue.text
    headings = [
        N_("Measure"),
        N_("Precision"),
        N_("Recall"),
        N_("F1 or share"),
        N_("95 % interval"),
        N_("Correct"),
        N_("Found"),
        N_("Expected"),
    ]
    together = _sum(figures)
    rows = [[text(heading) for heading in headings]]
    for name, title in _MEASURES.items():
        value: Counts | Share = getattr(together, name)
        low, high = interval(figures, _picked(name))
        if isinstance(value, Share):
            before, after = ["-", "-"], [str(value.all), "-"]
        else:
            before = [_shown(value.precision), _shown(value.recall)]
            after = [str(value.found), str(value.expected)]
        between = [_shown(value.value), f"{_shown(low)}–{_shown(high)}", str(value.right)]
        rows.append([text(title), *before, *between, *after])
    return aligned(rows)


def _group_table(groups: dict[str, list[Figures]], catalogue: Catalogue) -> str:
    text = catalogue.text
    rows = [["", text(N_("Articles")), *(text(_MEASURES[name]) for name in _IN_SHORT)]]
    for group, figures in groups.items():
        together = _sum(figures)
        rows.append(
            [
                group or text(N_("(unknown)")),
                str(len(figures)),
                *(_shown(getattr(together, name).value) for name in _IN_SHORT),
            ]
        )
    return aligned(rows)


def _shown(value: float) -> str:
    return f"{value:.3f}"


def _block(article: Reported, fault: Fault, catalogue: Catalogue) -> str:
    """An error as a line that says where it is, and one for each reading."""
    text, difference = catalogue.text, fault.difference
    where = [one_line(article.file) if fault.line is None else f"{one_line(article.file)}:{fault.line}"]
    if difference.span is not None:
        where.append(f"{difference.span.start}-{difference.span.end}")
    if fault.rule is not None:
        rule = text(RULES.get(fault.rule, fault.rule))
        where.append(rule if fault.score is None else f"{rule} {fault.score:.0%}")
    expected, found = difference.expected, difference.found
    if difference.kind is Kind.TYPE:
        expected, found = text(expected), text(found)
    rows = [
        (N_("Words"), fault.words, difference.kind in _OF_A_QUOTE),
        (N_("Expected"), expected or "-", difference.kind is not Kind.SPURIOUS),
        (N_("Found"), found or "-", difference.kind is not Kind.MISSED),
    ]
    said = [f"  {text(title)}:\t{one_line(words)}\n" for title, words, matters in rows if matters]
    return "\t".join(where) + "\n" + "".join(said)
