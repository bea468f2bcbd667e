"""A line of text that is being edited: what is there, what is selected, and all that can be done to it.

Pure: it knows no widget. Offsets are code points of the text. A caret stands at the start of a grapheme
cluster or at the text's end, and on a cell, as in the article (``summit_tui.session.motion`` tells the
convention where directions meet). Left and right are the screen's, so what depends on them is given the
laid-out line; all else is the text's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass, replace

from summit_tui import arabic
from summit_tui.bidi import Direction, Line
from summit_tui.session.selection import Selection

_MOST_STEPS = 500
"""Steps that can be taken back, at the most."""

_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_OTHER_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with a selection in it, the caret at one of its ends. Every operation gives another draft."""

    text: str
    selection: Selection

    @classmethod
    def of(cls, text: str) -> Draft:
        """``text`` with the caret at its end."""
        return cls(text, Selection.at(len(text)))

    @property
    def caret(self) -> int:
        """Where typing goes on."""
        return self.selection.caret

    @property
    def selected(self) -> str:
        """What is selected, in the text's order."""
        return self.selection.span.of(self.text)

    def moved(self, caret: int, *, extend: bool = False) -> Draft:
        """The caret at ``caret`` or, within a cluster, at its start; the anchor stays when it extends."""
        return self.with_selection(self.selection.moved(caret, extend=extend))

    def with_selection(self, selection: Selection) -> Draft:
        """Another selection; ends within a cluster go to its start."""
        anchor, caret = (arabic.cluster_at(self.text, at).start for at in (selection.anchor, selection.caret))
        return replace(self, selection=Selection(anchor, caret))

    def all_selected(self) -> Draft:
        """Everything selected."""
        return replace(self, selection=Selection(0, len(self.text)))

    def with_typed(self, text: str) -> Draft:
        """``text`` in the place of what is selected, the caret behind it."""
        return self._with(self.selection.span.start, self.selection.span.end, text)

    def without(self, other: int) -> Draft:
        """What is selected taken away or, where nothing is, all between the caret and ``other``."""
        if not self.selection.empty:
            return self.with_typed("")
        return self._with(min(self.caret, other), max(self.caret, other), "")

    def _with(self, start: int, end: int, text: str) -> Draft:
        joined = self.text[:start] + text + self.text[end:]
        # What is typed or comes together may be one cluster with its neighbour, such as a diacritic.
        caret = start + len(text)
        cluster = arabic.cluster_at(joined, caret)
        return Draft(joined, Selection.at(caret if caret == cluster.start else cluster.end))


class History:
    """The present draft, and what it was before, step by step. Typing is taken back a word at a time."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._before: deque[Draft] = deque(maxlen=_MOST_STEPS)
        self._undone: list[Draft] = []
        self._typing = False

    def take(self, draft: Draft, *, typed: str = "") -> None:
        """Goes on with ``draft``; ``typed`` is what one key put in, if that is what makes the difference."""
        if draft.text != self.draft.text:
            if not (typed and self._typing and not self._begins_word(typed)):
                self._before.append(self.draft)
            self._undone.clear()
        self._typing = bool(typed)
        self.draft = draft

    def _begins_word(self, typed: str) -> bool:
        caret = self.draft.caret
        return not typed.isspace() and self.draft.text[caret - 1 : caret].isspace()

    def undo(self) -> None:
        """Goes back one step, if there is one."""
        if self._before:
            self._undone.append(self.draft)
            self.draft = self._before.pop()
            self._typing = False

    def redo(self) -> None:
        """Takes the last undo back, if there is one."""
        if self._undone:
            self._before.append(self.draft)
            self.draft = self._undone.pop()
            self._typing = False


def harmless(text: str) -> str:
    """``text`` from anywhere as it may stand in a line.

    Line ends and tabs become spaces, since they part words; line ends before and behind the text go. Other
    controls go without a trace: they mean nothing in a name or a note, and would reach other programs with
    the export. So do lone surrogates, which no file can hold. Bidi controls and joiners are text and stay;
    what is drawn never holds one.
    """
    text = _OTHER_CONTROLS.sub("", text)
    first, last = 0, len(text)
    for end in _LINE_END.finditer(text):
        if end.start() == first:
            first = end.end()
    while last > first and _LINE_END.match(text, last - 1):
        last -= 1
    return _LINE_END.sub(" ", text[first:last]).replace("\t", " ")


def left(draft: Draft, line: Line) -> int:
    """The stop one to the left on the screen; at the line's edge, the same."""
    return _beside(draft, line, -1)


def right(draft: Draft, line: Line) -> int:
    """The stop one to the right on the screen; at the line's edge, the same."""
    return _beside(draft, line, 1)


def left_end(draft: Draft, line: Line) -> int:
    """The end of the selection that stands further left; without a selection, the stop one to the left."""
    return left(draft, line) if draft.selection.empty else min(_ends_from_left(draft, line))[1]


def right_end(draft: Draft, line: Line) -> int:
    """The end of the selection that stands further right; without a selection, the stop one to the right."""
    return right(draft, line) if draft.selection.empty else max(_ends_from_left(draft, line))[1]


def next_stop(draft: Draft, line: Line) -> int:
    """The caret's next stop in the text's order, or the text's end."""
    stops = line.stops
    place = bisect_right(stops, draft.caret)
    return stops[place] if place < len(stops) else len(draft.text)


def previous_stop(draft: Draft, line: Line) -> int:
    """The caret's stop before in the text's order, or 0."""
    stops = line.stops
    return stops[max(bisect_left(stops, draft.caret) - 1, 0)] if stops else 0


def word_left(draft: Draft, line: Line) -> int:
    """The start of the next word of the text in a right-to-left line, else of the one before."""
    return _word_start(draft, forward=line.direction is Direction.RTL)


def word_right(draft: Draft, line: Line) -> int:
    """The start of the next word of the text in a left-to-right line, else of the one before."""
    return _word_start(draft, forward=line.direction is Direction.LTR)


def word_end_left(draft: Draft, line: Line) -> int:
    """As ``word_left``, but to the end of a word where a selection ends at the caret, or will."""
    return _word_end(draft, forward=line.direction is Direction.RTL)


def word_end_right(draft: Draft, line: Line) -> int:
    """As ``word_right``, but to the end of a word where a selection ends at the caret, or will."""
    return _word_end(draft, forward=line.direction is Direction.LTR)


def previous_word(draft: Draft, line: Line) -> int:  # noqa: ARG001 - a motion like the others
    """The last start of a word before the caret, or 0."""
    return arabic.previous_word_start(draft.text, draft.caret)


def next_word_end(draft: Draft, line: Line) -> int:  # noqa: ARG001 - a motion like the others
    """The first end of a word after the caret, or the text's end."""
    return arabic.next_word_end(draft.text, draft.caret)


def start(draft: Draft, line: Line) -> int:  # noqa: ARG001 - a motion like the others
    """The text's start."""
    return 0


def end(draft: Draft, line: Line) -> int:  # noqa: ARG001 - a motion like the others
    """The text's end."""
    return len(draft.text)


def visual_stops(line: Line) -> tuple[int, ...]:
    """The caret's stops from left to right, the line's end among them."""
    if line.direction is Direction.RTL:
        return (line.end, *line.visual_stops)
    return (*line.visual_stops, line.end)


def _beside(draft: Draft, line: Line, step: int) -> int:
    stops = visual_stops(line)
    place = stops.index(_stop_at(line, draft.caret)) + step
    return stops[min(max(place, 0), len(stops) - 1)]


def _stop_at(line: Line, offset: int) -> int:
    """The stop at ``offset``, or the one before it: behind a control that has no cell."""
    if offset >= line.end:
        return line.end
    stops = line.stops
    return stops[max(bisect_right(stops, offset) - 1, 0)] if stops else line.end


def _ends_from_left(draft: Draft, line: Line) -> list[tuple[int, int]]:
    """Both ends of the selection, each behind its place among the stops from left to right."""
    stops = visual_stops(line)
    return [(stops.index(_stop_at(line, at)), at) for at in (draft.selection.anchor, draft.selection.caret)]


def _word_start(draft: Draft, *, forward: bool) -> int:
    step = arabic.next_word_start if forward else arabic.previous_word_start
    return step(draft.text, draft.caret)


def _word_end(draft: Draft, *, forward: bool) -> int:
    anchor, caret = draft.selection.anchor, draft.caret
    if caret < anchor or (caret == anchor and not forward):
        return _word_start(draft, forward=forward)
    step = arabic.next_word_end if forward else arabic.previous_word_end
    return step(draft.text, caret)
