"""The doctor's screen: what was detected, the lines, and keys that try a look, keep it or forget it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, SummitError
from summit_tui.terminal.identity import Terminal
from summit_tui.terminal.treatment import Treatment, Wish, treatment_for
from summit_tui.terminal.wishes import Origin, Wishes
from summit_tui.tui.doctor.notes import Notes
from summit_tui.tui.doctor.sheet import Sheet
from summit_tui.tui.doctor.words import LOOKS, ORIGINS, advice, chosen, facts, tier_fact
from summit_tui.tui.keys import any_of, key_name, shown_key
from summit_tui.tui.speech import as_typed, spoken
from summit_tui.tui.widgets.bar import Bar, BarPiece

if TYPE_CHECKING:
    from summit_tui.session.tiers.available import TierState

LOOK_KEYS: Final[Mapping[str, Wish]] = MappingProxyType({"1": Wish.EXPLICIT, "2": Wish.LRM, "3": Wish.OFF})
KEEP, FORGET = "enter", "a"
LEAVE: Final = ("escape", "q", "f10")


class DoctorScreen(Screen[None]):
    """Shows the lines in one look after the other. ``treatment`` is the one that they are shown in."""

    def __init__(
        self,
        catalogue: Catalogue,
        terminal: Terminal,
        wishes: Wishes,
        keep: Callable[[Wish], None],
        apply: Callable[[Treatment], None],
        tiers: Sequence[TierState] = (),
    ) -> None:
        """``keep`` keeps a pick for ``terminal``, none with ``Wish.AUTO``; it may raise ``SummitError``.

        ``apply`` has the terminal treated otherwise; what the app began with is its own affair. ``tiers``
        are what suggestions can rest on.
        """
        super().__init__(classes="rtl" if catalogue.right_to_left else "ltr")
        self.catalogue = catalogue
        self.terminal = terminal
        self.wishes = wishes
        self._keep_pick = keep
        self._apply = apply
        self.treatment = treatment_for(terminal, wishes.decided[0])
        self._tiers = tuple(tiers)
        self._tried = False
        self._message: Message | None = None

    def compose(self) -> ComposeResult:
        """What was detected above the sheet, what is shown and the keys below."""
        mirrored = self.catalogue.right_to_left
        yield Bar(id="title", right_to_left=mirrored, raised=True)
        yield Notes(self._notes(), right_to_left=mirrored)
        yield Sheet(self.catalogue)
        yield Bar(id="status", right_to_left=mirrored, raised=True)
        yield Bar(id="keys", right_to_left=mirrored)

    def on_mount(self) -> None:
        """Ready to look at."""
        self.query_one("#keys", Bar).show(self._key_pieces())
        self._draw()

    def on_sheet_shown(self, event: Sheet.Shown) -> None:
        """Tells in the title whether there is more of the sheet below."""
        title = self.catalogue.text("Which look reads right?")
        far = [BarPiece(f" {self.catalogue.text('↓ more')} ", "bar.key")] if event.more else []
        self.query_one("#title", Bar).show([BarPiece(f" {title} ", "bar.strong")], far)

    def _notes(self) -> list[BarPiece]:
        say = self._say
        detected = " · ".join(say(fact) for fact in facts(self.terminal))
        told = advice(self.terminal)
        notes = [BarPiece(detected, "bar.plain"), BarPiece(say(chosen(*self._in_use)), "bar.dim")]
        if told is not None:
            notes.append(BarPiece(say(told), "bar.warning"))
        if self._tiers:
            rest_on = " · ".join(say(tier_fact(state)) for state in self._tiers)
            notes.append(BarPiece(self.catalogue.text("Suggestions: {tier}", tier=rest_on), "bar.dim"))
        return notes

    @property
    def _in_use(self) -> tuple[Wish, Origin]:
        """The look that the app would have in this terminal, and who chose it."""
        wish, origin = self.wishes.decided
        return treatment_for(self.terminal, wish).way, origin

    def _say(self, message: Message) -> str:
        return spoken(self.catalogue, message)

    def _draw(self) -> None:
        text = self.catalogue.text
        way = self.treatment.way
        near = [BarPiece(f" {as_typed(way.value)} ", "bar.mode"), BarPiece(" ")]
        if self._message is None:
            near.append(BarPiece(text(LOOKS[way])))
        else:
            look = "bar.warning" if self._message.warning else "bar.saved"
            near.append(BarPiece(self._say(self._message), look))
        in_use = way is self._in_use[0]
        far = (
            BarPiece(f" {text('in use')} ", "bar.saved")
            if in_use
            else BarPiece(f" {text('tried')} ", "bar.warning")
        )
        self.query_one("#status", Bar).show(near, [far])
        self.query_one(Notes).show(self._notes())

    def _key_pieces(self) -> list[BarPiece]:
        text = self.catalogue.text
        titles = {key: as_typed(wish.value) for key, wish in LOOK_KEYS.items()}
        titles |= {KEEP: text("Keep"), LEAVE[0]: text("Leave"), FORGET: as_typed(Wish.AUTO.value)}
        return [
            piece
            for key, title in titles.items()
            for piece in (BarPiece(f" {as_typed(shown_key(key))}", "bar.key"), BarPiece(f" {title} "))
        ]

    def on_key(self, event: events.Key) -> None:
        """Tries, keeps, forgets, scrolls, or leaves."""
        key = key_name(event)
        if key in LOOK_KEYS:
            self._try(treatment_for(self.terminal, LOOK_KEYS[key]))
        elif key == KEEP:
            self._keep()
        elif key == FORGET:
            self._forget()
        elif key in LEAVE:
            self.app.exit(0)
        elif not self.query_one(Sheet).take_key(key):
            return
        event.stop()
        event.prevent_default()

    def hear(self, terminal: Terminal, wishes: Wishes) -> None:
        """The terminal is another than it seemed. A look that a person is trying stays."""
        self.terminal, self.wishes = terminal, wishes
        treatment = treatment_for(terminal, wishes.decided[0])
        if not self._tried and treatment != self.treatment:
            self.treatment = treatment
            self._apply(treatment)
        if self.is_mounted:
            self._draw()

    def _try(self, treatment: Treatment, message: Message | None = None) -> None:
        self._tried = True
        self._message = message
        self.treatment = treatment
        self._apply(treatment)
        self._draw()

    def _keep(self) -> None:
        way = self.treatment.way
        if self._kept(way):
            in_use, origin = self._in_use
            if origin is Origin.PICK:
                self._message = Message.of(N_("Kept: this terminal gets {look} from now on."), look=way.value)
            else:
                self._message = Message.warn(
                    N_("Kept, but {look} comes first, {origin}."),
                    look=in_use.value,
                    origin=Message.of(ORIGINS[origin]),
                )
        self._draw()

    def _forget(self) -> None:
        if self._kept(Wish.AUTO):
            self._try(
                treatment_for(self.terminal, self.wishes.decided[0]),
                Message.of(N_("Nothing is kept for this terminal any more.")),
            )
        else:
            self._draw()

    def _kept(self, pick: Wish) -> bool:
        """Whether ``pick`` could be kept; tells why where it couldn't."""
        try:
            self._keep_pick(pick)
        except SummitError as error:
            self._message = Message.of_error(error)
            return False
        self.wishes = self.wishes._replace(pick=pick)
        return True

    def tell_how_to_leave(self) -> None:
        """Names the keys, for who tries another."""
        self._message = Message.of(N_("Keys that leave the app: {keys}"), keys=any_of(LEAVE[:2]))
        self._draw()
