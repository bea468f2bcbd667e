"""Annotating an article by keys, as a practised person would, and counting the keys.

The annotator looks for the fewest keys by trying movements out on a headless session of its own. The
keys it settles on can then be pressed in the real app, which must come to the same result.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from summit_tui import arabic
from summit_tui.arabic.edges import without_blanks
from summit_tui.model import Quote, Span
from summit_tui.session import SESSION_COMMANDS, Selection, Session
from summit_tui.session.commands.quote import speaker_choices
from summit_tui.session.tasks import TaskKind
from summit_tui.suggest import SpeakerChoice

MOVES = {
    "]": "move.next_paragraph",
    "[": "move.previous_paragraph",
    ".": "move.next_sentence",
    ",": "move.previous_sentence",
    "w": "move.next_word",
    "q": "move.previous_word",
    "left": "move.left",
    "right": "move.right",
}


@dataclass(frozen=True)
class Wanted:
    """A quote as it should come out."""

    type: str
    content: Span
    cue: Span | None
    mention: Span | None
    attribution: str
    speakers: tuple[str, ...]


@dataclass
class Work:
    """The keys for one quote, by what they were for."""

    reach: list[str] = field(default_factory=list)
    select: list[str] = field(default_factory=list)
    finish: list[str] = field(default_factory=list)
    correct: list[str] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """All keys, in order."""
        return [*self.reach, *self.select, *self.finish, *self.correct]


def wanted_in(document: dict) -> list[Wanted]:
    """The quotes of the first article of a document of the JSON contract, in its order."""
    names = {speaker["id"]: speaker["name"]["ar"] for speaker in document["speakers"]}
    return [
        Wanted(
            quote["type"],
            Span(quote["content"][0]["start"], quote["content"][-1]["end"]),
            _span(quote.get("cue")),
            _span(quote.get("mention")),
            quote.get("attribution") or "unknown",
            tuple(names[speaker] for speaker in quote["speakers"]),
        )
        for quote in document["articles"][0]["quotes"]
    ]


def _span(entry: dict | None) -> Span | None:
    return Span(entry["start"], entry["end"]) if entry else None


class Annotator:
    """Works on a headless session, and tells the keys that do the same in the app."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._keys: list[str] = []

    def annotate(self, wanted: Wanted) -> Work:
        """Makes one quote, with the right type and speakers, cue and mention."""
        work = Work()
        self._keys = work.reach
        self._move_to(wanted.content.start)
        self._keys = work.select
        self._select(wanted.content)
        self._keys = work.finish
        self._press("enter", "quote.make")
        quote = self._quote
        assert quote.content == (wanted.content,), (quote, wanted)
        self._choose_speakers(wanted.speakers)
        for _ in range(3):
            if self._quote.type != wanted.type:
                self._press("y", "quote.type")
        assert self._quote.type == wanted.type
        self._keys = work.correct
        self._correct(wanted)
        return work

    def tag_article(self, topics: Iterable[str]) -> list[str]:
        """Tags the article with ``topics``, of those that have a key."""
        self._keys = []
        offered = [topic.id for topic in self.session.topics]
        for topic in topics:
            number = offered.index(topic) + 1
            key = SESSION_COMMANDS["topic.article_numbered"].keys[number - 1]
            self._press(key, "topic.article_numbered", number)
        return self._keys

    @property
    def _quote(self) -> Quote:
        quote = self.session.quote
        assert quote is not None
        return quote

    def _press(self, key: str, command: str, *answers: object) -> None:
        assert key in SESSION_COMMANDS[command].keys
        self._keys.append(key)
        self.session.run(command, *answers)

    def _move_to(self, target: int) -> None:
        session = self.session
        if session.selecting or not session.selection.empty:
            self._press("escape", "select.none")
        for key in self._shortest(session.selection.caret, lambda caret: caret == target, extend=False):
            self._press(key, MOVES[key])
        assert session.selection.caret == target

    def _select(self, content: Span) -> None:
        grown = self._grown_keys(content)
        moved = ["v", *self._keys_to_end(content)]
        if grown is not None and len(grown) <= len(moved):
            for key in grown:
                self._press(key, "select.grow")
            return
        self._press("v", "select.toggle")
        for key in moved[1:]:
            self._press(key, MOVES[key])

    def _grown_keys(self, content: Span) -> list[str] | None:
        span = Span(self.session.selection.caret, self.session.selection.caret)
        for count in range(1, 12):
            larger = arabic.grow(self.session.text, span, content.start)
            if larger == span:
                return None
            span = larger
            if arabic.trimmed(self.session.text, span) == content:
                return ["x"] * count
        return None

    def _keys_to_end(self, content: Span) -> list[str]:
        text = self.session.text

        def right(caret: int) -> bool:
            return caret > content.start and arabic.trimmed(text, Span(content.start, caret)) == content

        return self._shortest(content.start, right, extend=True)

    def _shortest(self, start: int, done, *, extend: bool) -> list[str]:
        """The fewest movements from ``start`` to an offset that is ``done``; the session stays as it was."""
        session = self.session
        kept = session.selection, session.focus, session.selecting
        came_from: dict[int, tuple[int, str] | None] = {start: None}
        queue = deque([start])
        found = start if done(start) else None
        while queue and found is None:
            here = queue.popleft()
            for key, there in self._steps(start, here, extend=extend):
                if there not in came_from:
                    came_from[there] = (here, key)
                    queue.append(there)
                    if done(there):
                        found = there
                        break
        session.selection, session.focus, session.selecting = kept
        assert found is not None, "no way there by keys"
        return list(reversed(list(_path(came_from, found))))

    def _steps(self, anchor: int, here: int, *, extend: bool) -> Iterator[tuple[str, int]]:
        session = self.session
        for key, command in MOVES.items():
            session.selection = Selection(anchor if extend else here, here)
            session.selecting = extend
            session.run(command)
            yield key, session.selection.caret

    def _choose_speakers(self, names: tuple[str, ...]) -> None:
        if not names:
            self._keys.append("escape")
            return
        if self._place_of(names) is not None:
            self._choose(names)
            return
        for number, name in enumerate(names):
            if number:
                self._keys.append("s")
            self._choose((name,), adding=number > 0)

    def _place_of(self, names: tuple[str, ...]) -> int | None:
        choices = speaker_choices(self.session, self._quote)
        wanted = sorted(names)
        places = (
            place
            for place, together in enumerate(choices)
            if sorted(choice.name for choice in together) == wanted
        )
        return next(places, None)

    def _choose(self, names: tuple[str, ...], *, adding: bool = False) -> None:
        """Picks by Enter or a digit or, where the name isn't among the first nine, by typing it."""
        choices = speaker_choices(self.session, self._quote)
        place = self._place_of(names)
        if place is not None and place < 9 and not adding:
            self._keys.append("enter" if place == 0 else str(place + 1))
            self.session.run("quote.speaker", choices[place])
            return
        if place is not None and adding:
            self._keys.extend(["down"] * place + ["+"])
            self.session.run("quote.speaker", choices[place], adding=True)
            return
        (name,) = names
        self._keys.extend("space" if character == " " else character for character in name)
        fitting = [
            together for together in choices if any(arabic.names_match(name, one.name) for one in together)
        ]
        self._keys.extend([*["down"] * len(fitting), "+" if adding else "enter"])
        self.session.run("quote.speaker", (SpeakerChoice(None, name, 1.0),), adding=adding)

    def _correct(self, wanted: Wanted) -> None:
        quote = self._quote
        if wanted.cue is not None and not (quote.cue and quote.cue.span.overlaps(wanted.cue)):
            self._choose_words("c", "quote.cue", wanted.cue)
        if wanted.mention is not None and not (quote.mention and quote.mention.overlaps(wanted.mention)):
            self._choose_words("m", "quote.mention", wanted.mention)

    def _choose_words(self, key: str, command: str, span: Span) -> None:
        session = self.session
        self._press(key, command)
        assert session.task is not None
        assert session.task.kind in (TaskKind.CUE, TaskKind.MENTION)
        for move in self._shortest(session.selection.caret, lambda caret: caret == span.start, extend=False):
            self._press(move, MOVES[move])
        if arabic.word_at(session.text, span.start) != span:
            self._press("v", "select.toggle")
            for move in self._words_to(span):
                self._press(move, MOVES[move])
        self._press("enter", "quote.make")

    def _words_to(self, span: Span) -> Iterable[str]:
        def right(caret: int) -> bool:
            return caret > span.start and without_blanks(self.session.text, Span(span.start, caret)) == span

        return self._shortest(span.start, right, extend=True)


def _path(came_from: dict[int, tuple[int, str] | None], end: int) -> Iterator[str]:
    step = came_from[end]
    while step is not None:
        yield step[1]
        step = came_from[step[0]]
