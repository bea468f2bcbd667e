"""The article: only visible lines are laid out, and only changed ones painted again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from summit_tui.bidi import Line, controls_in
from summit_tui.model import Quote, QuoteType, Span, Status
from summit_tui.session import Selection, Session, motion
from summit_tui.session.layout import ArticleLayout
from summit_tui.tui.looks import look
from summit_tui.tui.reasons import fired
from summit_tui.tui.text import Paint, line_strip
from summit_tui.tui.widgets.article_mouse import ArticleMouse

GUTTER = 2
"""Cells on the right: a quote's bar, or a warning sign."""

_KEPT_STRIPS = 1000

_BAR, _SUGGESTED_BAR = "▐", "┊"
_WARNING = "!"
_TYPE_STYLES = {
    QuoteType.DIRECT: "article.direct",
    QuoteType.INDIRECT: "article.indirect",
    QuoteType.MIXED: "article.mixed",
}
_SUGGESTED_STYLES = {
    QuoteType.DIRECT: "article.suggested-direct",
    QuoteType.INDIRECT: "article.suggested-indirect",
    QuoteType.MIXED: "article.suggested-mixed",
}


class _Painted(NamedTuple):
    """What the rows on the screen show; compared to find the rows that changed."""

    selection: Selection
    quote: Quote | None
    quotes: tuple[Quote, ...]
    fired: tuple[Span, ...]
    """The words for which the present quote is suggested."""


class ArticleView(ArticleMouse, can_focus=True):
    """Draws the session's article and follows its caret. Holds no annotations of its own."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._painted = self._state()
        self._layout_shown: ArticleLayout | None = None
        self._height_shown = 0
        self._reading_place = (-1, 0)
        self._strips: dict[int, Strip] = {}

    def _state(self) -> _Painted:
        session = self.session
        quote = session.quote
        suggested = quote is not None and quote.status is Status.SUGGESTED
        words = fired(session, quote) if quote is not None and suggested else ()
        return _Painted(session.selection, quote, tuple(session.quotes), words)

    def on_resize(self) -> None:
        """Lays out for the new size; the first line shown stays the first one shown."""
        width = self.scrollable_content_region.width - GUTTER
        if width < 1:
            return
        layout = self._layout_shown
        if layout is None:
            self.session.resize(width, self.scrollable_content_region.height)
            self._adopt_layout()
            self._show_caret()
            return
        top = self._start_of_first_row(layout)
        caret_row = layout.row_of(self.session.selection.caret)
        caret_was_shown = 0 <= caret_row - self.scroll_offset.y < self._height_shown
        self.session.resize(width, self.scrollable_content_region.height)
        self._adopt_layout()
        row = self.session.layout.row_of(top)
        self.scroll_to(y=row, animate=False, immediate=True, force=True)
        if caret_was_shown:
            self._show_caret()
        if self.scroll_offset.y == row:
            self._reading_place = (row, top)

    def _start_of_first_row(self, layout: ArticleLayout) -> int:
        """The offset that is to stay in the first row shown.

        While nothing scrolls between them, many resizings keep the same one: from row to row of different
        widths it would drift to the article's start.
        """
        top = self.scroll_offset.y
        row, start = self._reading_place
        return start if top == row else _start_of_row(self.session, min(top, layout.rows - 1))

    def _adopt_layout(self) -> None:
        self._layout_shown = self.session.layout
        self._height_shown = self.scrollable_content_region.height
        self._reading_place = (-1, 0)
        self._strips.clear()
        self.virtual_size = Size(self.session.layout.width + GUTTER, self.session.layout.rows)
        self.refresh()

    def sync(self, *, following: bool = True) -> None:
        """Paints what a command changed and, where ``following``, brings the caret into view."""
        if self._layout_shown is None:
            return
        if self.session.layout is not self._layout_shown:
            self._adopt_layout()
            self._painted = self._state()
        else:
            self._paint_changes()
        if following:
            self._show_caret()

    def _paint_changes(self) -> None:
        before, after = self._painted, self._state()
        self._painted = after
        for first, last in self._changed_rows(before, after):
            self._paint_again(first, last)

    def _paint_again(self, first: int, last: int) -> None:
        """Draws rows anew, those that are on the screen at once and the others when they get there."""
        for row in self._strips.keys() & range(first, last + 1):
            del self._strips[row]
        top = self.scroll_offset.y
        first, last = max(first, top), min(last, top + self.size.height - 1)
        if first <= last:
            self.refresh_lines(first, last - first + 1)

    def _changed_rows(self, before: _Painted, after: _Painted) -> Iterator[tuple[int, int]]:
        """Rows, first and last, whose look differs."""
        row_of = self.session.layout.row_of
        if before.quotes != after.quotes:
            for quote in {*before.quotes} ^ {*after.quotes}:
                for span in quote.content:
                    yield row_of(span.start), row_of(span.end)
        if before.selection != after.selection:
            for state in (before, after):
                span = state.selection.span
                yield row_of(span.start), row_of(span.end)
        if before.quote != after.quote:
            for state in (before, after):
                for span in (*(state.quote.spans if state.quote is not None else ()), *state.fired):
                    yield row_of(span.start), row_of(span.end)

    def _row_is_shown(self, row: int) -> bool:
        return self.scroll_offset.y <= row < self.scroll_offset.y + self.scrollable_content_region.height

    def _show_caret(self) -> None:
        """Scrolls as little as brings the caret into view and, at a quote's start, the whole quote."""
        layout = self.session.layout
        row = layout.row_of(self.session.selection.caret)
        height = self.scrollable_content_region.height
        last = self._last_row_to_show(row)
        if height < 1 or (self._row_is_shown(row) and self._row_is_shown(last)):
            return
        top = self.scroll_offset.y
        near = row if row < top else last - height + 1
        far = abs(near - top) > height
        self.scroll_to(
            y=min(row, max(row - height // 3, last - height + 1)) if far else near,
            animate=False,
            immediate=True,
            force=True,
        )

    def _last_row_to_show(self, row: int) -> int:
        """The last row of the quote that begins at the caret, where all of it fits; else the caret's."""
        quote = self._painted.quote
        if quote is None or self.session.selection.span.start != quote.start:
            return row
        last = self.session.layout.row_of(quote.end)
        return last if row <= last < row + self.scrollable_content_region.height else row

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of ``crop``, a part of the widget.

        There is no border or padding to be put around them, so they needn't go through Textual's styles,
        which make new strips of all of them at each scrolling, and forget what is sent for the old ones.
        """
        strips = [self.render_line(y) for y in crop.line_range]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        first, last = crop.column_span
        return strips if (first, last) == (0, self.region.width) else [s.crop(first, last) for s in strips]

    def render_line(self, y: int) -> Strip:
        """The strip of the row shown ``y`` rows below the top, as wide as the widget with its scroll bar.

        Strips are kept until their rows change: Textual keeps with each what it sends for it.
        """
        row = y + self.scroll_offset.y
        strip = self._strips.get(row)
        if strip is None or strip.cell_length != self.region.width:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[row] = self._row_strip(row, self.region.width)
        return strip

    def _row_strip(self, row: int, width: int) -> Strip:
        layout = self.session.layout
        laid = layout.line(row) if 0 <= row < layout.rows else None
        if laid is None:
            return Strip([Segment(" " * width, look("article.text"))], width)
        start, line = laid
        paragraph = layout.paragraph_of_row(row)
        assert paragraph is not None
        base = look("article.text")
        if layout.heading(paragraph):
            base += look("article.heading")
        text = line_strip(line, base, self._paints(start, line, row))
        strip = Strip([*text, *self._gutter(start, line)], layout.width + GUTTER)
        return strip.adjust_cell_length(width, look("article.text"))

    def _paints(self, start: int, line: Line, row: int) -> Iterator[Paint]:
        here = Span(start + line.start, start + line.end)
        state = self._painted
        for quote in state.quotes:
            if quote.start < here.end and here.start < quote.end:
                styles = _SUGGESTED_STYLES if quote.status is Status.SUGGESTED else _TYPE_STYLES
                yield from self._painted_spans(start, line, quote.content, styles[quote.type])
        if state.quote is not None:
            yield from self._current_paints(start, line, state.quote)
        if not state.selection.empty:
            yield from self._painted_spans(start, line, (state.selection.span,), "article.selection")
        caret = state.selection.caret
        if self.session.layout.row_of(caret) == row:
            cell = line.caret_column(caret - start)
            yield Paint(cell, cell + 1, look("article.caret"))

    def _current_paints(self, start: int, line: Line, quote: Quote) -> Iterator[Paint]:
        yield from self._painted_spans(start, line, quote.content, "article.current")
        yield from self._painted_spans(start, line, self._painted.fired, "article.fired")
        if quote.cue is not None:
            yield from self._painted_spans(start, line, (quote.cue.span,), "article.cue")
        if quote.mention is not None:
            yield from self._painted_spans(start, line, (quote.mention,), "article.mention")

    def _painted_spans(self, start: int, line: Line, spans: tuple[Span, ...], name: str) -> Iterator[Paint]:
        for span in spans:
            first = max(span.start - start, line.start)
            last = min(span.end - start, line.end)
            if first < last:
                for left, right in line.columns_of(first, last):
                    yield Paint(left, right, look(name))

    def _gutter(self, start: int, line: Line) -> list[Segment]:
        base = look("article.text")
        text = self.session.text[start + line.start : start + line.end]
        if controls_in(text):
            return [Segment(f" {_WARNING}", base + look("article.warning"))]
        here = Span(start + line.start, start + line.end)
        for quote in self._painted.quotes:
            if any(span.overlaps(here) for span in quote.content):
                if quote.status is Status.SUGGESTED:
                    bar = look(_SUGGESTED_STYLES[quote.type])
                    return [Segment(" ", base), Segment(_SUGGESTED_BAR, base + Style(color=bar.color))]
                bar = look(_TYPE_STYLES[quote.type])
                return [Segment(" ", base), Segment(_BAR, base + Style(color=bar.bgcolor))]
        return [Segment(" " * GUTTER, base)]

    def caret_region(self) -> Region:
        """Where the caret stands on the screen."""
        layout = self.session.layout
        caret = self.session.selection.caret
        row = layout.row_of(caret) - self.scroll_offset.y
        return Region(self.region.x + motion.column_of(layout, caret), self.region.y + row, 1, 1)


def _start_of_row(session: Session, row: int) -> int:
    bounds = session.layout.bounds(row) or session.layout.bounds(row + 1)
    return bounds[0] if bounds else 0
