"""Text of any direction for Textual's own widgets: the ``Visual`` that they take as their content.

``BidiText`` stands wherever a widget takes a ``Content`` or another ``Visual``. The text stays in logical
order until a widget asks for strips of some width: wrapping, alignment and the ellipsis happen to laid-out
lines, so that any size gives right ones.

As its content it is taken by ``Static`` and ``Label``, ``Button``, ``Tab`` (of ``Tabs`` and
``TabbedContent``), ``Option`` of ``OptionList``, ``Selection`` of ``SelectionList``, ``Select`` (options;
not the prompt), ``Tooltip`` (``widget.tooltip = BidiText(…)``), border titles and subtitles, ``Header``
(where ``App.format_title`` returns one) and, in Rich's way, by the cells and column labels of ``DataTable``.

Others make a string or a text of their own of what they are given, in which nothing can be laid out:
``Checkbox`` and ``RadioButton`` (the button's sign and the label are assembled into a new ``Content``),
``Collapsible`` (likewise, of the arrow and the title), ``Tree`` and ``DirectoryTree`` (labels are
``rich.text.Text``), ``Footer`` (``Text`` of key and description), ``Link``, ``Input``, ``MaskedInput``,
``TextArea``, ``Log``, ``RichLog``, ``Markdown``, ``Digits``, the prompt of ``Select``, and ``Toast``, which
takes it in the place of a message but assembles a title with it: ``notices.notice_of`` puts the two
together. For what those would show there are ``widgets.bar``, ``widgets.row_list`` and
``widgets.line_input``, on the same layer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from textual.content import Content, Span
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from summit_tui.bidi import Direction, Line
from summit_tui.tui.blocks import Block, BlockRow, Fit, Overflow

GetStyle = Callable[[str | Style], Style]

_OVERFLOWS: Final = {overflow.value: overflow for overflow in Overflow}


class BidiText(Content):
    """Text with styled spans, in logical order, that is laid out for the width it is shown in.

    Each paragraph (line feeds part them) stands in its own direction: ``direction`` or, where that is none,
    the one of its first strong letter; ``default`` is for a paragraph without a letter. The styles
    ``text-align: start`` and ``end`` mean a paragraph's own sides. A tab is a space; controls show as signs.

    Where ``selectable``, each cell tells which code point it shows, so that Textual's selection with the
    mouse takes the text that lies logically between; without it, runs of cells that look the same are sent
    as one.

    It is as immutable as ``Content``. What ``Content`` makes of it, for instance by ``stylize`` or
    ``pad_left``, is laid out as well, and ``pad_left`` pads the left.
    """

    def __init__(
        self,
        text: str = "",
        spans: list[Span] | None = None,
        cell_length: int | None = None,  # noqa: ARG002 - of Content, for its class methods
        strip_control_codes: bool = True,  # noqa: ARG002, FBT001, FBT002 - of Content, for its class methods
        *,
        direction: Direction | None = None,
        default: Direction = Direction.LTR,
        selectable: bool = True,
    ) -> None:
        # Layout draws a sign for each control; without them, spans would be off.
        super().__init__(text, spans, None, strip_control_codes=False)
        self.direction = direction
        self.default = default
        self.selectable = selectable

    @classmethod
    def of(
        cls,
        text: str | Content,
        *,
        direction: Direction | None = None,
        default: Direction = Direction.LTR,
        selectable: bool = True,
    ) -> BidiText:
        """``text`` as it is, no markup, or what a ``Content`` holds, its styles included."""
        plain, spans = (text, []) if isinstance(text, str) else (text.plain, list(text.spans))
        return cls(plain, spans, direction=direction, default=default, selectable=selectable)

    def _like(self, content: Content) -> BidiText:
        """``content``, laid out as this text is."""
        if isinstance(content, BidiText):
            return content
        return BidiText.of(
            content, direction=self.direction, default=self.default, selectable=self.selectable
        )

    @cached_property
    def _block(self) -> Block:
        return Block(self.plain, self.direction, self.default)

    # The three questions that a widget asks of a Visual.

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """The cells in which no paragraph is broken."""
        return self._block.width + 2 * rules.get("line_pad", 0)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """The cells of the widest word, 0 where there is none."""
        widest = self._block.widest_word
        return widest + 2 * rules.get("line_pad", 0) if widest else 0

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of rows in ``width`` cells."""
        return len(self._block.rows(_fit(rules, width)))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The rows in ``width`` cells, ``height`` at the most."""
        if width < 1:
            return []
        fit = _fit(options.rules, width)
        rows = self._block.rows(fit)[:height]
        lines = [self._block.line(row, fit) for row in rows]
        painter = _Painter(self._block, self._all_spans(options), style, options.get_style)
        pad = min(options.rules.get("line_pad", 0), (width - 1) // 2)
        align = options.rules.get("text_align", "start")
        room = fit.width
        if options.rules.get("content_align_horizontal", "left") != "left":
            # The block as a whole is moved by Textual; its lines keep their places in it.
            room = max((_used(line) for line in lines), default=0) if align in ("start", "justify") else room
        filled = fit.width if align in ("center", "right", "end") else 0
        strips = []
        for line, row in zip(lines, rows, strict=True):
            placed = _placed(line, row, align, room, fit.width)
            strips.append(painter.strip(placed, row, (pad, filled), selectable=self.selectable))
        return strips

    def _all_spans(self, options: RenderOptions) -> list[Span]:
        """The text's spans and, over them, what the widget has for all of it and for what is selected."""
        spans = list(self.spans)
        if options.post_style is not None:
            spans.append(Span(0, len(self.plain), options.post_style))
        if options.selection is not None and options.selection_style is not None:
            start, end = options.selection
            first = 0 if start is None else self._block.offset_of(start.x, start.y)
            last = len(self.plain) if end is None else self._block.offset_of(end.x, end.y)
            if first < last:
                spans.append(Span(first, last, options.selection_style))
        return spans

    # What Content makes of a text, where widgets have it do so.

    @property
    def cell_length(self) -> int:
        """The cells of the widest paragraph."""
        return self._block.width

    @property
    def without_spans(self) -> BidiText:
        """The text without its styles."""
        return self._like(super().without_spans)

    def __getitem__(self, key: int | slice) -> BidiText:
        return self._like(super().__getitem__(key))

    def __add__(self, other: Content | str) -> BidiText:
        return self._like(super().__add__(other))

    def stylize(self, style: Style | str, start: int = 0, end: int | None = None) -> BidiText:
        """With ``style`` over the code points ``[start, end)``."""
        return self._like(super().stylize(style, start, end))

    def stylize_before(self, style: Style | str, start: int = 0, end: int | None = None) -> BidiText:
        """With ``style`` under what there is."""
        return self._like(super().stylize_before(style, start, end))

    def rstrip(self, chars: str | None = None) -> BidiText:
        """Without the white space at its logical end."""
        return self._like(super().rstrip(chars))

    def expand_tabs(self, tab_size: int = 8) -> BidiText:  # noqa: ARG002
        """The same: a tab is a space here, a column of tabs has no place in a line of two directions."""
        return self

    def divide(self, offsets: Sequence[int]) -> list[Content]:
        """The parts between ``offsets``, each with a direction of its own unless one was given."""
        return [self._like(part) for part in super().divide(offsets)]

    def pad_left(self, count: int, character: str = " ") -> BidiText:
        """With ``count`` characters at the left."""
        return self._padded(count, character, left=True)

    def pad_right(self, count: int, character: str = " ") -> BidiText:
        """With ``count`` characters at the right."""
        return self._padded(count, character, left=False)

    def pad(self, left: int, right: int, character: str = " ") -> BidiText:
        """With characters at both sides."""
        return self.pad_left(left, character).pad_right(right, character)

    def _padded(self, count: int, character: str, *, left: bool) -> BidiText:
        direction = self._block.paragraph(0).direction
        before = left == (direction is Direction.LTR)
        padded = super().pad_left(count, character) if before else super().pad_right(count, character)
        return self._like(padded)

    def truncate(self, max_width: int, *, ellipsis: bool = False, pad: bool = False) -> BidiText:
        """The first paragraph cut to ``max_width`` cells; where ``pad``, with spaces up to there."""
        text = self.first_line if len(self._block.starts) > 1 else self
        fit = Fit(max(max_width, 1), Overflow.ELLIPSIS if ellipsis else Overflow.CLIP, wraps=False)
        block = Block(text.plain, self.direction, self.default)
        row = block.rows(fit)[0]
        short = self._like(text)
        if row.cut:
            line = block.line(row, fit)
            end = max(line.end - (1 if ellipsis else 0), 0)
            plain = text.plain[:end] + ("…" if ellipsis else "")
            short = self._like(Content(plain, self._trim_spans(plain, list(text.spans))))
        spaces = max_width - short.cell_length if pad else 0
        return self._like(Content.extend_right(short, spaces)) if spaces > 0 else short

    def render(
        self,
        base_style: Style | None = None,
        end: str = "\n",
        parse_style: GetStyle | None = None,
    ) -> Iterable[tuple[str, Style]]:
        """The text on one line, in visual order and shaped: for border titles, and wherever no width is."""
        base = Style.null() if base_style is None else base_style
        fit = Fit(max(self._block.width, 1), wraps=False)
        painter = _Painter(self._block, list(self.spans), base, parse_style or _own_style)
        for row in self._block.rows(fit)[:1]:
            yield from painter.runs(_placed(self._block.line(row, fit), row, "left", 0, fit.width), row)
        if end:
            yield end, base

    def __rich__(self) -> ConsoleRenderable:
        return _InRichsWay(self)


class _InRichsWay:
    """A text as a Rich renderable, for the cells of a table: laid out in the width that Rich gives."""

    def __init__(self, text: BidiText) -> None:
        self._text = text

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        rules = RulesMap()
        return Measurement(
            self._text.get_minimal_width(rules), self._text.get_optimal_width(rules, options.max_width)
        ).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rules = RulesMap()
        if options.no_wrap:
            rules["text_wrap"], rules["text_overflow"] = "nowrap", "ellipsis"
        text = self._text
        shown = BidiText.of(text, direction=text.direction, default=text.default, selectable=False)
        strips = shown.render_strips(
            options.max_width, options.height, Style.null(), RenderOptions(_own_style, rules)
        )
        for strip in strips:
            yield from strip
            yield Segment.line()


def _own_style(style: str | Style) -> Style:
    return style if isinstance(style, Style) else Style.parse(style)


def _fit(rules: RulesMap, width: int) -> Fit:
    pad = 2 * rules.get("line_pad", 0)
    overflow = _OVERFLOWS[rules.get("text_overflow", "fold")]
    return Fit(max(width - pad, 1), overflow, rules.get("text_wrap", "wrap") != "nowrap")


def _used(line: Line) -> int:
    return line.last_cell - line.first_cell


class _Placed(NamedTuple):
    """What stands in the cells ``[column, column + width)``, and the code points of its paragraph."""

    column: int
    width: int
    text: str
    start: int
    end: int


def _placed(line: Line, row: BlockRow, align: str, room: int, width: int) -> list[_Placed]:
    """The glyphs of ``line`` at the side of ``room`` cells that ``align`` says, nothing beyond ``width``."""
    used = _used(line)
    right = line.direction is Direction.RTL
    gaps = _gaps(line, width - used) if align == "justify" and not row.last else {}
    first = room - used if right else 0
    if gaps or align == "left":
        first = 0
    elif align == "right":
        first = width - used
    elif align == "center":
        first = (width - used) // 2
    elif align == "end":
        first = 0 if right else width - used
    column = max(first, 0)
    placed: list[_Placed] = []
    for glyph in line.glyphs:
        gap = gaps.get(glyph.column, 0)
        if column + glyph.width > width:
            break
        placed.append(_Placed(column, glyph.width + gap, glyph.text + " " * gap, glyph.start, glyph.end))
        column += glyph.width + gap
    return placed


def _gaps(line: Line, cells: int) -> dict[int, int]:
    """``cells`` shared out among the spaces between words, by the column of the space."""
    solid = [glyph.column for glyph in line.glyphs if glyph.text != " "]
    spaces = [
        glyph.column
        for glyph in line.glyphs
        if glyph.text == " " and solid and solid[0] < glyph.column < solid[-1]
    ]
    if not spaces or cells < 1:
        return {}
    if line.direction is Direction.LTR:
        spaces.reverse()
    each, more = divmod(cells, len(spaces))
    return {column: each + (place < more) for place, column in enumerate(spaces)}


class _Painter:
    """Makes strips of placed glyphs, each in the styles of the spans that touch it."""

    def __init__(self, block: Block, spans: list[Span], base: Style, get_style: GetStyle) -> None:
        self._block = block
        self._base = base
        self._spans = [
            (start, end, get_style(style) if isinstance(style, str) else style)
            for start, end, style in spans
            if start < end
        ]
        self._styles: dict[tuple[int, ...], Style] = {(): base}

    def _style_of(self, placed: _Placed, shift: int) -> Style:
        start, end = placed.start + shift, placed.end + shift
        touching = tuple(
            [place for place, (first, last, _) in enumerate(self._spans) if first < end and start < last]
        )
        style = self._styles.get(touching)
        if style is None:
            style = self._base
            for place in touching:
                style += self._spans[place][2]
            self._styles[touching] = style
        return style

    def runs(self, glyphs: Iterable[_Placed], row: BlockRow) -> Iterator[tuple[str, Style]]:
        """The text of the glyphs, those that look the same together."""
        shift = self._block.starts[row.paragraph]
        for style, run in groupby(glyphs, key=lambda placed: self._style_of(placed, shift)):
            yield "".join([placed.text for placed in run]), style

    def strip(
        self, glyphs: list[_Placed], row: BlockRow, blanks: tuple[int, int], *, selectable: bool
    ) -> Strip:
        """A strip of the glyphs, from the left edge on.

        ``blanks`` are the cells added at both sides, and the cells up to which blank ones follow the last
        glyph. Blank cells have the background only.
        """
        pad, filled = blanks
        blank = self._base.background_style.rich_style
        first = pad + (glyphs[0].column if glyphs else 0)
        last = pad + (glyphs[-1].column + glyphs[-1].width if glyphs else 0)
        after = max(filled + pad - last, 0) + pad
        segments = [Segment(" " * first, blank)] if first else []
        if selectable:
            segments += self._located(glyphs, row)
        else:
            segments += [Segment(text, style.rich_style) for text, style in self.runs(glyphs, row)]
        if after:
            segments.append(Segment(" " * after, blank))
        return Strip(segments, last + after)

    def _located(self, glyphs: list[_Placed], row: BlockRow) -> Iterator[Segment]:
        """Segments that tell which code point each of their cells shows.

        Textual counts the characters of a segment from its offset on: only plain characters that go on from
        left to right share one.
        """
        shift = self._block.starts[row.paragraph]
        for part in _in_reading_order(glyphs):
            style = self._style_of(part[0], shift)
            run: list[_Placed] = []
            for placed in part:
                own = self._style_of(placed, shift)
                if run and own != style:
                    yield self._segment(run, style, shift)
                    run = []
                style = own
                run.append(placed)
            yield self._segment(run, style, shift)
        if self._block.paragraph(row.paragraph).direction_at(row.start) is Direction.RTL:
            # What is clicked beside the text is taken for what follows the last segment.
            x, y = self._block.place_of(row.end + shift)
            yield Segment("", self._base.rich_style_with_offset(x, y))

    def _segment(self, run: list[_Placed], style: Style, shift: int) -> Segment:
        x, y = self._block.place_of(run[0].start + shift)
        return Segment("".join([placed.text for placed in run]), style.rich_style_with_offset(x, y))


def _in_reading_order(glyphs: list[_Placed]) -> Iterator[list[_Placed]]:
    """``glyphs`` in stretches in which each cell shows the code point after that of the cell before."""
    stretch: list[_Placed] = []
    for placed in glyphs:
        plain = len(placed.text) == placed.width == placed.end - placed.start == 1
        if stretch and not (plain and placed.start == stretch[-1].end):
            yield stretch
            stretch = []
        stretch.append(placed)
        if not plain:
            yield stretch
            stretch = []
    if stretch:
        yield stretch
