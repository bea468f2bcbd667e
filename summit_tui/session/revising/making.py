"""Making a revision in a session: from the file on the disk to the edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summit_tui.formats.articles import is_record_file, read_article
from summit_tui.model import EditConflictError, UnusableInputError, text_sha256
from summit_tui.session.revising.revision import Revision, revised

if TYPE_CHECKING:
    from summit_tui.session.session import Session


def prepared(session: Session) -> Revision | None:
    """What the text that the file of the open article has by now makes of it; ``None`` where it's the same.

    Raises ``SummitError`` where that file, or an earlier text, can't be read.
    """
    article = session.article
    path = session.place.path_of(article.source.file)
    if is_record_file(path):
        raise UnusableInputError(
            "{file} holds several articles, which get no new text one by one. Nothing was changed.",
            file=article.source.file,
        )
    text = read_article(path, article.source.file).text
    if text_sha256(text) == article.sha256:
        return None
    return revised(session.project, article, session.text, text, session.store.text)


def made(session: Session, revision: Revision) -> None:
    """Saves ``revision``, in one edit, and shows the new text.

    Raises ``SummitError`` when it can't be saved; everything is as it was then.
    """
    from summit_tui import suggest  # with its lexicons

    if not revision.is_of(session.project):
        raise EditConflictError(
            "The quotes of {file} are others since its new text was compared. Nothing was changed; "
            "take the new text over again.",
            file=revision.article.source.file,
        )
    session.store.add_text(revision.text)
    session.change("revision.make", revision.changes(session.now(), suggest.cue_lemma))
