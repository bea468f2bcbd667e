"""What the three panels show, worked out from the session."""

from __future__ import annotations

from collections import Counter

from summit_tui.i18n import Catalogue
from summit_tui.model import Name, Quote, QuoteType, Status, Topic
from summit_tui.session import Session
from summit_tui.tui.reasons import percentage
from summit_tui.tui.speech import isolated
from summit_tui.tui.widgets.row_list import Row, RowLine

_TYPE_LOOKS = {
    QuoteType.DIRECT: "rows.direct",
    QuoteType.INDIRECT: "rows.indirect",
    QuoteType.MIXED: "rows.mixed",
}
LONGEST_WORDS = 200
"""Code points of a quote that are laid out for its row; more never fits."""


def quotes_titles(session: Session, catalogue: Catalogue) -> tuple[str, str]:
    """The title of the panel of quotes, and a shorter one that says the same in signs.

    They tell how many quotes there are, how many suggestions, and how many of those are held back.
    """
    suggestions = len(session.suggestions)
    accepted = len(session.quotes) - suggestions
    title = catalogue.text("Quotes")
    held = catalogue.text("{count} held back", count=session.proposals.held) if session.proposals.held else ""
    if not suggestions and not held:
        title = f"{title} {accepted}" if accepted else title
        return title, title
    told = catalogue.count("{n} suggestion", "{n} suggestions", suggestions) if suggestions else ""
    whole = " · ".join(part for part in (f"{title} {accepted}", told, held) if part)
    signs = (f"?{suggestions}" if suggestions else "", f"({session.proposals.held})" if held else "")
    return whole, " ".join(part for part in (f"{title} {accepted}", *signs) if part)


def quote_rows(session: Session, catalogue: Catalogue) -> list[Row]:
    """Two lines a quote: its type and speaker, then its words."""
    return [_quote_row(session, quote, catalogue) for quote in session.quotes]


def _quote_row(session: Session, quote: Quote, catalogue: Catalogue) -> Row:
    words = session.text[quote.start : min(quote.end, quote.start + LONGEST_WORDS)]
    suggested = quote.status is Status.SUGGESTED
    topics = len(quote.topics)
    tail = (f"#{topics}" if topics else "") + ("✎" if quote.note else "")
    tail += "?" if suggested or quote.unsure else ""
    tail += "≈" if quote.id in session.project.carried else ""
    heading = RowLine(
        speaker_names(session, quote, catalogue),
        catalogue.text(quote.type),
        tail,
        _TYPE_LOOKS[quote.type],
    )
    score = percentage(session.reviewing.score(quote)) if suggested else ""
    return Row(quote.id, (heading, RowLine(isolated(words), tail=score, look="rows.dim")))


def speaker_names(session: Session, quote: Quote, catalogue: Catalogue) -> str:
    """The names of who said ``quote``, or a sign that nobody was named yet."""
    known = session.speakers
    speakers = [known[speaker] for speaker in quote.speakers if speaker in known]
    return isolated(" + ".join(name_in(speaker.name, catalogue) for speaker in speakers)) or catalogue.text(
        "no speaker"
    )


def speaker_rows(session: Session, catalogue: Catalogue) -> list[Row]:
    """A line a speaker, with how many quotes of this article are theirs, and suggestions as well."""
    counts: Counter[str] = Counter()
    suggested: Counter[str] = Counter()
    for quote in session.quotes:
        (suggested if quote.status is Status.SUGGESTED else counts).update(quote.speakers)
    speakers = sorted(
        session.speakers.values(),
        key=lambda speaker: (-counts[speaker.id], -suggested[speaker.id], speaker.name.ar),
    )
    rows = []
    for speaker in speakers:
        more = suggested[speaker.id]
        tail = f"{counts[speaker.id]} ?{more}" if more else str(counts[speaker.id])
        line = RowLine(isolated(name_in(speaker.name, catalogue)), tail=tail)
        rows.append(Row(speaker.id, (line,)))
    return rows


def topic_rows(session: Session, catalogue: Catalogue) -> list[Row]:
    """A line a topic: its number, whether the article and the present quote have it.

    One that is suggested for the article has how sure that is.
    """
    of_article = {tag.id for tag in session.article.topics if tag.status is Status.ACCEPTED}
    of_quote = set(session.quote.topics) if session.quote else set()
    suggested = session.suggested_topics
    rows = []
    for number, topic in enumerate(session.topics, 1):
        tail = ("●" if topic.id in of_quote else "") + ("✓" if topic.id in of_article else "")
        if topic.id in suggested:
            tail += f"?{percentage(suggested[topic.id].score)}"
        lead = str(number) if number < 10 else ""
        rows.append(Row(topic.id, (RowLine(isolated(topic_name(topic, catalogue)), lead, tail),)))
    return rows


def topic_name(topic: Topic, catalogue: Catalogue) -> str:
    """The topic's name in the interface's language, where it has one in it."""
    return name_in(topic.name, catalogue)


def name_in(name: Name, catalogue: Catalogue) -> str:
    """``name`` in the interface's language, where there is one in it, else in Arabic."""
    return name.ar if catalogue.right_to_left or not name.en else name.en
