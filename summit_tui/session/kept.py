"""Edits that could not be saved, kept beside the drafts from one run to the next until they are saved.

The project's disk may be full while the person's own state folder can still be written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from summit_tui.files import read_file
from summit_tui.model import Edit, UnusableInputError, text_sha256
from summit_tui.model.fields import Fields
from summit_tui.session.drafts import write_privately
from summit_tui.session.ledger import Shown
from summit_tui.session.review.pending import Pending
from summit_tui.session.unsaved import Kept
from summit_tui.store.documents import article_document, edit_document, read_article, read_edit

_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a file of such edits that is read: it holds the texts of their articles."""


def write_kept(path: Path, edits: Sequence[Kept[Shown]]) -> bool:
    """Keeps ``edits`` in the file at ``path``, which goes where there are none; returns whether it could."""
    try:
        write_privately(path, _document(edits) if edits else None)
    except OSError:
        return False
    return True


def _document(edits: Iterable[Kept[Shown]]) -> bytes:
    texts: dict[str, str] = {}
    written: list[dict[str, Any]] = []
    for command, changes, shown in edits:
        texts[shown.article.sha256] = shown.text
        edit = edit_document(Edit("unsaved", "", "", command, changes))
        written.append({"article": article_document(shown.article), "edit": edit})
    return json.dumps({"texts": texts, "unsaved": written}, ensure_ascii=False).encode() + b"\n"


def read_kept(path: Path) -> list[Kept[Shown]]:
    """The edits in the file at ``path``; none where it isn't there, or can't be used."""
    try:
        content, identity = read_file(path)
        if identity.size > _LARGEST:
            return []
        document = Fields(json.loads(content))
        texts = document.child("texts")
        return [_read(entry, texts) for entry in document.children("unsaved")]
    except (OSError, ValueError, RecursionError, UnusableInputError):
        return []


def _read(entry: Fields, texts: Fields) -> Kept[Shown]:
    article, edit = read_article(entry.child("article")), read_edit(entry.child("edit"))
    text = texts.string(article.sha256)
    if text_sha256(text) != article.sha256:
        raise ValueError("another text")
    return Kept(edit.command, edit.changes, Shown(article, text, Pending()))
