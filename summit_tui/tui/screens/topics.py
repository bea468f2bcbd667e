"""The topics and the words by which they are told: to be seen, changed, and tried on the article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message as Event
from textual.timer import Timer
from textual.worker import get_current_worker

from summit_tui.config.assets import asset_folder
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, Span, Topic
from summit_tui.session import Session
from summit_tui.session.lexicons import terms_of, with_terms
from summit_tui.session.trying import Count, Reader, counted, readers, verdict, with_line
from summit_tui.suggest.topics import TopicVerdict, compiled, read_term
from summit_tui.tui.keys import key_name
from summit_tui.tui.lexicon_rows import NEW, hit_rows, term_rows, topic_rows, verdict_text
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.screens.prompt import Prompt
from summit_tui.tui.speech import isolated, spoken
from summit_tui.tui.turns import KeysInTurn
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.line_input import LineInput
from summit_tui.tui.widgets.row_list import Row, RowList

_UNTIL_COUNTING = 0.4
"""Seconds without a key after which the project's articles are counted."""
_AFTER_KEYS = 0.1
"""Seconds after which what is typed is shown though more keys wait."""
_BETWEEN = 50
"""Articles after which the count is shown while it goes on."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """How the screen was left: ``span`` is where to go in the article; ``changed``, whether a lexicon is."""

    changed: bool
    span: Span | None = None


class Counted(Event):
    """So many of the project's articles would get the topic with the lexicon ``lines``."""

    def __init__(self, lines: tuple[str, ...], count: Count) -> None:
        super().__init__()
        self.lines = lines
        self.count = count


class TopicsScreen(Dialog[Leaving]):
    """The topics, the terms of one of them under an input, and what they find as one types.

    What is typed filters the terms and is tried at once as one more, or in the place of the one that is
    being changed; only Enter keeps it.
    """

    # Not among the sheets that are read before the first screen stands: few come here.
    CSS_PATH = asset_folder("styles") / "topics.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(
        self, catalogue: Catalogue, session: Session, command: str, topic: str | None = None
    ) -> None:
        """``command`` is the id of the session's command that keeps a lexicon.

        ``topic`` is the id of the topic that is shown at first, the first of all by default.
        """
        super().__init__(catalogue)
        self._session = session
        self._command = command
        ids = [known.id for known in session.topics]
        self._topic_id = topic if topic in ids else (ids or [""])[0]
        self._changing: str | None = None
        self._edits = len(session.store.history)
        self._readers: list[Reader] | None = None
        self._count: tuple[tuple[str, ...], Count] | None = None
        self._counting: Timer | None = None
        self._behind = False  # whether something else is typed than what is shown
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        """The topics and terms at the side where reading begins, what they find beside or below them."""
        mirrored = self.catalogue.right_to_left
        text = self.catalogue.text
        with Vertical(id="dialog", classes="large"):
            yield Bar(id="dialog-title", right_to_left=mirrored, raised=True)
            with Container(id="lexicon"):
                terms = RowList(id="terms", right_to_left=mirrored, empty=text("Type a term, Enter adds it."))
                terms.can_focus = False
                yield Vertical(
                    RowList(id="lexicon-topics", right_to_left=mirrored, always_marked=True),
                    LineInput(
                        id="term",
                        right_to_left=mirrored,
                        placeholder=text("Type to find or to add"),
                        first_refusal=self._take_key,
                    ),
                    terms,
                    id="lexicon-side",
                )
                yield Vertical(
                    Bar(id="verdict", right_to_left=mirrored, raised=True),
                    Bar(id="count", right_to_left=mirrored, raised=True),
                    RowList(
                        id="hits",
                        right_to_left=mirrored,
                        empty=text("None of its words stand in this article."),
                    ),
                    id="lexicon-trial",
                )
            yield Bar(id="dialog-about", right_to_left=mirrored, raised=True)
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Ready to type, at the first topic."""
        text = self.catalogue.text
        self.query_one("#dialog-title", Bar).show([BarPiece(text("Words of topics"), "bar.strong")])
        about = text("? counts only beside others, - never counts")
        self.query_one("#dialog-about", Bar).show([BarPiece(about, "bar.dim")])
        self._topic_list.show(self._topic_rows(), marked=self._topic_id)
        self._input.focus()
        self._draw()

    @property
    def _input(self) -> LineInput:
        return self.query_one("#term", LineInput)

    @property
    def _terms(self) -> RowList:
        return self.query_one("#terms", RowList)

    @property
    def _hits(self) -> RowList:
        return self.query_one("#hits", RowList)

    @property
    def _topic_list(self) -> RowList:
        return self.query_one("#lexicon-topics", RowList)

    @property
    def _topic(self) -> Topic | None:
        return next((topic for topic in self._session.topics if topic.id == self._topic_id), None)

    def _topic_rows(self) -> list[Row]:
        topics = with_terms(self._session.topics)
        return topic_rows(topics, compiled(topics).verdicts(self._session.text), self.catalogue)

    @property
    def _typed(self) -> str:
        return self._input.value.strip()

    def _lines(self) -> tuple[str, ...]:
        """The lexicon that is tried: the topic's, with what is typed."""
        topic, typed = self._topic, self._typed
        lines = terms_of(topic) if topic is not None else ()
        return with_line(lines, typed, self._changing) if read_term(typed) is not None else lines

    def _draw(self, *, marked: str | None = None) -> None:
        """Shows the lexicon and what it finds; the term ``marked`` is marked, else the first."""
        topic = self._topic
        if topic is None:
            for empty in (self._terms, self._hits):
                empty.show([])
            return
        found = verdict(topic, self._lines(), self._session.text)
        told = self.catalogue.text(
            N_("Instead of {old}: {new}") if self._changing else N_("New term: {new}"),
            old=isolated(self._changing or ""),
            new=isolated(self._typed),
        )
        rows = term_rows(terms_of(topic), self._typed, self._changing, found, told)
        self._terms.show(rows, marked=marked or (rows[0].key if rows else None))
        self._draw_hits(found)
        self.query_one("#verdict", Bar).show([BarPiece(verdict_text(found, self.catalogue), "bar.strong")])
        self._tell(None)
        self._count_soon()

    def _draw_hits(self, found: TopicVerdict) -> None:
        current = self._typed if self._terms.marked_key == NEW else self._terms.marked_key or ""
        rows = hit_rows(self._session.text, found, current)
        first = next((str(hit.span.start) for hit in found.hits if hit.term.line == current), None)
        title = self.catalogue.text("In this article: {count}", count=len(rows))
        self._hits.show(rows, title=title, marked=first)

    def _mark_term(self) -> None:
        """Shows where the term that is marked stands."""
        topic = self._topic
        if topic is not None:
            self._draw_hits(verdict(topic, self._lines(), self._session.text))

    def _tell(self, message: Message | None) -> None:
        """Shows a message, else the keys that work where the focus is, in the last line."""
        text = self.catalogue.text
        if message is not None:
            look = "bar.warning" if message.warning else "bar.plain"
            self.query_one("#dialog-hint", Bar).show([BarPiece(spoken(self.catalogue, message), look)])
            return
        hint = text("Enter adds or changes, Del removes, Tab goes on")
        if self.focused is self._topic_list:
            hint = text("Up and down choose the topic, u undoes, Tab goes on")
        elif self.focused is self._hits:
            hint = text("Enter goes to the place, u undoes, Tab goes on")
        self.query_one("#dialog-hint", Bar).show([BarPiece(hint, "bar.dim")])

    def on_descendant_focus(self) -> None:
        """Tells of the keys that work in the part that has the focus."""
        if self.is_mounted:
            self._tell(None)

    def on_line_input_changed(self) -> None:
        """Filters, and tries what is typed; keys that come faster than that are tried together."""
        self._behind = True
        if not (isinstance(self.app, KeysInTurn) and self.app.keys_wait):
            self._show_typed()
        elif self._soon is None:
            self._soon = self.set_timer(_AFTER_KEYS, self._show_typed)

    def _show_typed(self) -> None:
        """Shows what is typed, unless that is shown; where nothing is, the marked term stays marked."""
        self._soon = None
        if self._behind:
            self._behind = False
            self._draw(marked=None if self._typed else self._terms.marked_key)

    def on_line_input_submitted(self) -> None:
        """Adds or changes a term, or takes the marked one up to be changed."""
        self._show_typed()
        if self._typed and read_term(self._typed) is None:
            self._tell(Message.warn(N_("There is no word in it: nothing was added or changed.")))
        else:
            self._choose_term(self._terms.marked_key)

    def _take_key(self, event: events.Key) -> bool:
        """Takes the vertical arrows, and Delete where the input has nothing to delete."""
        if event.key in ("up", "down", "pageup", "pagedown"):
            self._show_typed()
            taken = self._terms.take_key(event.key)
            self._mark_term()
            return taken
        draft = self._input.draft
        if event.key == "delete" and draft.selection.empty and draft.caret == len(draft.text):
            self._show_typed()
            self._remove()
            return True
        return False

    def on_key(self, event: events.Key) -> None:
        """Moves in the list that has the focus; takes edits back and makes them again."""
        focused, key = self.focused, key_name(event)
        if not isinstance(focused, RowList):
            return
        if key in ("u", "r"):
            self._change("edit.undo" if key == "u" else "edit.redo")
        elif not focused.take_key(key):
            return
        elif focused is self._topic_list and key != "enter":
            self._show_topic(focused.marked_key)
        event.stop()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Shows a topic or makes one, takes a term up, or goes to where a word stands."""
        event.stop()
        if event.rows is self._topic_list:
            self._show_topic(event.key)
            if event.key == NEW:
                self._ask_new_topic()
            else:
                self._input.focus()
        elif event.rows is self._terms:
            self._choose_term(event.key)
        else:
            self._go_to(int(event.key))

    def _show_topic(self, topic: str | None) -> None:
        self._changing = None
        if topic is not None and topic != self._topic_id:
            self._topic_id = topic
            if self._input.value:
                self._input.set_value("")  # which draws
                return
        self._draw()

    def _choose_term(self, key: str | None) -> None:
        topic = self._topic
        if topic is None or key is None:
            return
        if key != NEW:
            self._changing = key
            self._input.set_value(key)
            self._input.focus()
            return
        line, changing = self._typed, self._changing
        if self._change(self._command, topic, with_line(terms_of(topic), line, changing)):
            self._changing = None
            self._input.set_value("")
            self._draw(marked=line)

    def _remove(self) -> None:
        topic, key = self._topic, self._changing or self._terms.marked_key
        if topic is None or key is None or key == NEW:
            return
        lines = terms_of(topic)
        if self._change(self._command, topic, [line for line in lines if line != key]):
            after = lines.index(key) + 1
            self._changing = None
            self._input.set_value("")
            self._draw(marked=lines[after] if after < len(lines) else None)

    def _change(self, command: str, *answers: object) -> bool:
        """Runs a command of the session, shows what it changed, and returns whether it made an edit."""
        edits = len(self._session.store.history)
        told = self._session.run(command, *answers)
        made = len(self._session.store.history) > edits
        self._topic_list.show(self._topic_rows(), marked=self._topic_id)
        if self._topic is None:
            self._show_topic(self._topic_list.marked_key)
        else:
            self._draw(marked=self._terms.marked_key)
        if told is not None:
            self._tell(told)
        return made

    def _ask_new_topic(self) -> None:
        text = self.catalogue.text

        def answered(name: str | None) -> None:
            known = {topic.id for topic in self._session.topics}
            if name is not None and self._change("topic.add", name):
                (made,) = (topic.id for topic in self._session.topics if topic.id not in known)
                self._topic_list.show(self._topic_rows(), marked=made)
                self._show_topic(made)
                self._input.focus()

        hint = text("Enter takes it, Esc leaves")
        self.app.push_screen(Prompt(self.catalogue, text("Name of the new topic"), hint), answered)

    def _go_to(self, start: int) -> None:
        topic = self._topic
        hits = verdict(topic, self._lines(), self._session.text).hits if topic is not None else ()
        span = next((hit.span for hit in hits if hit.span.start == start), None)
        self.dismiss(Leaving(self._changed, span))

    @property
    def _changed(self) -> bool:
        return len(self._session.store.history) > self._edits

    def action_leave(self) -> None:
        """Lets go of what is typed, else leaves."""
        if self._input.value:
            self._changing = None
            self._input.set_value("")
        else:
            self.dismiss(Leaving(self._changed))

    def _count_soon(self) -> None:
        """Has the project's articles counted when no further key comes."""
        if self._counting is not None:
            self._counting.stop()
        lines = self._lines()
        if self._count is not None and self._count[0] == lines:
            self._show_count()
            return
        self.query_one("#count", Bar).show([])
        self._counting = self.set_timer(_UNTIL_COUNTING, partial(self._start_counting, lines))

    def _start_counting(self, lines: tuple[str, ...]) -> None:
        if self._readers is None:
            self._readers = readers(self._session)
        if self._topic is not None and len(self._readers) > 1:
            self.run_worker(
                partial(self._run_count, self._topic, lines, self._readers), thread=True, exclusive=True
            )

    def _run_count(self, topic: Topic, lines: tuple[str, ...], texts: list[Reader]) -> None:
        """What the thread does."""
        worker = get_current_worker()
        for count in counted(topic, lines, texts, len(texts)):
            if worker.is_cancelled:
                return
            if count.read == len(texts) or count.read % _BETWEEN == 0:
                self.post_message(Counted(lines, count))

    def on_counted(self, event: Counted) -> None:
        """Shows the count, unless other words are tried by now."""
        if event.lines == self._lines():
            self._count = (event.lines, event.count)
            self._show_count()

    def _show_count(self) -> None:
        assert self._count is not None
        count = self._count[1]
        told = self.catalogue.text(
            "In the project: {holding} of {total} articles", holding=count.holding, total=count.total
        )
        self.query_one("#count", Bar).show([BarPiece(told, "bar.dim")])
