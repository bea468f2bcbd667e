"""An article and what is annotated in it, as plain text for pipes, logs and plain terminals.

Text stays in logical order, with plain letters. Columns are parted by tabs, at which every display
that reorders right-to-left text begins anew (UAX #9, L1), so that Arabic columns keep their places.
"""

from __future__ import annotations

from collections.abc import Sequence

from wcwidth import wcswidth

from summit_tui.formats.plain import one_line, visible
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Article, Name, Project, Quote, Status

_HEADINGS = (
    N_("Span"),
    N_("Type"),
    N_("Speaker"),
    N_("Cue"),
    N_("Topics"),
    N_("Unsure"),
    N_("Note"),
    N_("Words"),
)
_NOTHING = "-"


def article_table(article: Article, text: str, project: Project, catalogue: Catalogue) -> str:
    """The article's file, state and topics, its text, and a row for each quote not rejected.

    ``project`` has the quotes and the names of speakers and topics; it need not have the article.
    Offsets are code points, half open. Ends with a line end.
    """
    quotes = [quote for quote in project.quotes_of(article.id) if quote.status is not Status.REJECTED]
    if quotes:
        headings = [catalogue.text(heading) for heading in _HEADINGS]
        table = aligned([headings, *(_row(quote, text, project, catalogue) for quote in quotes)])
    else:
        table = catalogue.text(N_("No quotes are annotated in this article.")) + "\n"
    return f"{_head(article, project, catalogue)}\n\n{visible(text.strip(chr(10)))}\n\n{table}"


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """``rows`` of cells as lines: columns as wide as their widest cell, then a tab.

    Widths are terminal cells; the last column is as long as it is.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        padded = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        lines.append("\t".join(padded).rstrip(" "))
    return "\n".join(lines) + "\n"


def _head(article: Article, project: Project, catalogue: Catalogue) -> str:
    tags = [tag.id for tag in article.topics if tag.status is not Status.REJECTED]
    topics = catalogue.text(N_("Topics: {names}"), names=one_line(_topics(tags, project, catalogue)))
    return f"{one_line(article.source.file)}\t{catalogue.text(article.state)}\n{topics}"


def _topics(ids: Sequence[str], project: Project, catalogue: Catalogue) -> str:
    names = [name_in(project.topics[topic].name, catalogue) for topic in ids if topic in project.topics]
    return " + ".join(names) or _NOTHING


def _row(quote: Quote, text: str, project: Project, catalogue: Catalogue) -> list[str]:
    speakers = [project.speakers[speaker] for speaker in quote.speakers if speaker in project.speakers]
    return [
        " ".join(f"{span.start}-{span.end}" for span in quote.content),
        catalogue.text(quote.type),
        " + ".join(name_in(speaker.name, catalogue) for speaker in speakers) or _NOTHING,
        quote.cue.span.of(text) if quote.cue else _NOTHING,
        _topics(quote.topics, project, catalogue),
        catalogue.text(N_("unsure")) if quote.unsure else _NOTHING,
        quote.note or _NOTHING,
        " … ".join(span.of(text) for span in quote.content),
    ]


def name_in(name: Name, catalogue: Catalogue) -> str:
    """A name in the language of the interface, in Arabic where it has no other."""
    return name.en if name.en and catalogue.language == "en" else name.ar


def _width(cell: str) -> int:
    return max(wcswidth(cell), 0)
