"""The values that the whole program speaks of. Pure: no files, no screen, no clock of its own."""

from summit_tui.model.article import Article, ArticleState, Source, Status, TopicTag, text_sha256, title_of
from summit_tui.model.carried import Carried
from summit_tui.model.errors import ExitStatus, SummitError, UnusableInputError
from summit_tui.model.history import GROUNDWORK, UndoStacks
from summit_tui.model.identity import (
    ID_PATTERN,
    Clock,
    IdSource,
    random_ids,
    seeded_ids,
    system_clock,
    time_text,
)
from summit_tui.model.message import Message, Whole
from summit_tui.model.people import Name, Speaker, Topic
from summit_tui.model.project import PROJECT_FOLDER, Change, Edit, EditConflictError, Entity, Project
from summit_tui.model.quote import Attribution, Cue, Origin, Quote, QuoteType
from summit_tui.model.span import Span, merged

__all__ = [
    "GROUNDWORK",
    "ID_PATTERN",
    "PROJECT_FOLDER",
    "Article",
    "ArticleState",
    "Attribution",
    "Carried",
    "Change",
    "Clock",
    "Cue",
    "Edit",
    "EditConflictError",
    "Entity",
    "ExitStatus",
    "IdSource",
    "Message",
    "Name",
    "Origin",
    "Project",
    "Quote",
    "QuoteType",
    "Source",
    "Span",
    "Speaker",
    "Status",
    "SummitError",
    "Topic",
    "TopicTag",
    "UndoStacks",
    "UnusableInputError",
    "Whole",
    "merged",
    "random_ids",
    "seeded_ids",
    "system_clock",
    "text_sha256",
    "time_text",
    "title_of",
]
