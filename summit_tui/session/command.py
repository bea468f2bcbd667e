"""What a command is: one definition, from which its key, its texts and its run all come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Generic, TypeVar

from summit_tui.model import Message

Target = TypeVar("Target")


class Ask(Enum):
    """What a command needs to be told before it runs, and so what the interface asks for."""

    SPEAKER = "speaker"
    QUOTE_TOPIC = "quote topic"
    ARTICLE_TOPIC = "article topic"
    SUGGESTED_TOPIC = "suggested topic"
    NEW_TOPIC = "new topic"
    TERMS = "terms"
    NOTE = "note"
    ARTICLE = "article"
    LESSON = "lesson"
    FORGET = "forget"
    REVISION = "revision"
    CARRIED = "carried"
    EXPORT_PATH = "export path"
    ELSEWHERE = "elsewhere"
    UNSAVED = "unsaved"
    HISTORY = "history"
    PROJECT_HISTORY = "project history"


class Group(StrEnum):
    """The headings under which help lists the commands."""

    MOVE = "move"
    SELECT = "select"
    QUOTE = "quote"
    TOPIC = "topic"
    REVIEW = "review"
    EDIT = "edit"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Command(Generic[Target]):
    """A command of the session or, where ``Target`` is the app, of the interface.

    ``keys`` are single ASCII characters, which stand for the Arabic character on the same key too,
    or key names as Textual has them (``ctrl+left``). ``title`` is short, for footer and palette;
    ``help`` one line. Both are catalogue keys. ``run`` gets the session or the screen and, where the
    command is ``on_quote``, the quote it is about, then the answers to what it asks for. A
    ``numbered`` command is told which of its keys was pressed, counted from 1. Where it succeeds,
    the interface goes on with the command ``then``.
    """

    id: str
    group: Group
    keys: tuple[str, ...]
    title: str
    help: str
    run: Callable[..., Message | None]
    ask: Ask | None = None
    on_quote: bool = False
    numbered: bool = False
    then: str | None = None
