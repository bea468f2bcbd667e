"""Going from article to article, and taking the annotations out."""

from __future__ import annotations

from pathlib import Path

from summit_tui.bidi import Direction
from summit_tui.i18n import N_
from summit_tui.model import ArticleState, Message
from summit_tui.session import exporting
from summit_tui.session.articles import Entry
from summit_tui.session.command import Ask, Command, Group
from summit_tui.session.commands import revision
from summit_tui.session.session import Session


def open_entry(session: Session, entry: Entry) -> Message | None:
    """Opens another article of the project or the folder."""
    session.open_entry(entry)
    return revision.with_offer(session.warnings[0]) if session.warnings else None


def toggle_annotated(session: Session) -> Message | None:
    """Marks the article as annotated, or as begun again."""
    done = session.article.state in (ArticleState.ANNOTATED, ArticleState.REVIEWED)
    state = ArticleState.BEGUN if done else ArticleState.ANNOTATED
    session.change("article.annotated", [session.revise_article(state=state)])
    if done:
        return Message.of(N_("The article is marked as begun."))
    return Message.of(N_("The article is marked as annotated."))


def export(session: Session, path: Path | str, *, overwrite: bool = False) -> Message | None:
    """Writes the accepted annotations as JSON to ``path``, over what is there only where ``overwrite``."""
    written = exporting.write(session, path, overwrite=overwrite)
    return Message.of(N_("Exported to {path}"), path=str(written))


def turn_paragraph(session: Session) -> Message | None:
    """Lets the paragraph at the caret run the other way."""
    if session.turn_paragraph() is Direction.RTL:
        return Message.of(N_("This paragraph runs from right to left, until the app is left."))
    return Message.of(N_("This paragraph runs from left to right, until the app is left."))


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "article.open",
        Group.EDIT,
        ("f3", "ctrl+o"),
        N_("Articles"),
        N_("Open another article of the project"),
        open_entry,
        Ask.ARTICLE,
    ),
    Command(
        "article.annotated",
        Group.EDIT,
        ("+",),
        N_("Annotated"),
        N_("Mark the article as annotated, or as begun again"),
        toggle_annotated,
    ),
    Command(
        "revision.make",
        Group.EDIT,
        ("f6",),
        N_("New text"),
        N_("Take over the text of a file that has changed, and the quotes into it"),
        revision.make,
        Ask.REVISION,
    ),
    Command(
        "article.turn_paragraph",
        Group.EDIT,
        ("\\",),
        N_("Turn round"),
        N_("Turn the paragraph round: from right to left, or from left to right"),
        turn_paragraph,
    ),
    Command(
        "article.export",
        Group.EDIT,
        ("f5", "ctrl+e"),
        N_("Export"),
        N_("Write the accepted annotations to a JSON file"),
        export,
        Ask.EXPORT_PATH,
    ),
)
