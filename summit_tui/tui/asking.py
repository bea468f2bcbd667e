"""Asking for what a command needs to be told, then running it with the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from summit_tui.i18n import N_
from summit_tui.model import Carried, Topic
from summit_tui.session import Ask, Command, Message, Selection, exporting
from summit_tui.session.articles import with_titles
from summit_tui.session.commands.quote import name_from_selection, speaker_choices
from summit_tui.session.commands.topic import new_topic
from summit_tui.session.drafts import keep_typed
from summit_tui.session.session import NO_QUOTE
from summit_tui.suggest import SpeakerChoice
from summit_tui.tui.hints import Place
from summit_tui.tui.panels import LONGEST_WORDS, topic_name
from summit_tui.tui.places import PlaceQuestion
from summit_tui.tui.reasons import percentage
from summit_tui.tui.screens.picker import Option, Picked, Picker, Wording
from summit_tui.tui.screens.prompt import Prompt
from summit_tui.tui.speech import isolated
from summit_tui.tui.widgets.line_input import LONGEST
from summit_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from summit_tui.tui.screens.annotate import AnnotateScreen
    from summit_tui.tui.screens.topics import Leaving

Questions = dict[Ask, Callable[[Command[Any]], None]]


class Asker:
    """Opens the dialog that a command's question needs."""

    def __init__(self, screen: AnnotateScreen) -> None:
        self._screen = screen
        self._text = screen.catalogue.text
        self._questions: Questions = {
            Ask.SPEAKER: self._ask_speaker,
            Ask.QUOTE_TOPIC: self._ask_topic,
            Ask.ARTICLE_TOPIC: self._ask_topic,
            Ask.SUGGESTED_TOPIC: self._ask_suggested_topic,
            Ask.NEW_TOPIC: self._ask_new_topic,
            Ask.TERMS: self._ask_terms,
            Ask.NOTE: self._ask_note,
            Ask.ARTICLE: self._ask_article,
            Ask.LESSON: self._ask_lesson,
            Ask.FORGET: self._ask_to_forget,
            Ask.REVISION: self._ask_revision,
            Ask.CARRIED: self._ask_carried,
            Ask.EXPORT_PATH: self._ask_export_path,
            Ask.ELSEWHERE: self._ask_elsewhere,
            Ask.UNSAVED: self._ask_unsaved,
            Ask.HISTORY: self._ask_history,
            Ask.PROJECT_HISTORY: self._ask_history,
        }

    def ask(self, command: Command[Any]) -> None:
        """Asks for what ``command`` needs, and runs it unless the person leaves."""
        assert command.ask is not None
        if command.on_quote and self._screen.session.quote is None:
            self._screen.tell(Message.warn(NO_QUOTE))
            return
        self._questions[command.ask](command)

    def _pick(self, picker: Picker, answer: Callable[[Picked], None]) -> None:
        def answered(picked: Picked | None) -> None:
            if picked is not None:
                answer(picked)

        self._screen.app.push_screen(picker, answered)

    def _ask_speaker(self, command: Command[Any]) -> None:
        session, text = self._screen.session, self._text
        quote = session.quote
        assert quote is not None
        choices = speaker_choices(session, quote)
        options = [self._speaker_option(place, choice) for place, choice in enumerate(choices)]
        wording = Wording(
            text("Who said it?"),
            text("1–9 or Enter picks, + adds one more, Esc: no speaker"),
            text("Type to find or to name"),
            text("Type a name, Enter makes the speaker."),
            text("New speaker: {name}"),
        )

        def answer(picked: Picked) -> None:
            new = picked.key is None
            choice = (SpeakerChoice(None, picked.name, 1.0),) if new else choices[int(picked.key or 0)]
            self._screen.perform(command, choice, adding=picked.more)

        proposed = name_from_selection(session) or ""
        self._pick(
            Picker(
                self._screen.catalogue,
                wording,
                options,
                proposed_name=proposed,
                adds=True,
                about=session.text[quote.start : min(quote.end, quote.start + LONGEST_WORDS)],
            ),
            answer,
        )

    def _speaker_option(self, place: int, together: tuple[SpeakerChoice, ...]) -> Option:
        speakers = self._screen.session.speakers
        names = [choice.name for choice in together]
        for choice in together:
            speaker = speakers.get(choice.speaker_id or "")
            if speaker is not None:
                names += [*speaker.aliases, *([speaker.name.en] if speaker.name.en else [])]
        is_new = any(choice.speaker_id is None for choice in together)
        shown = " + ".join(choice.name for choice in together)
        return Option(str(place), isolated(shown), tuple(names), self._text("new") if is_new else "")

    def _ask_topic(self, command: Command[Any]) -> None:
        session, text = self._screen.session, self._text
        topics = {topic.id: topic for topic in session.topics}
        tagged = self._tagged(command)
        options = [
            Option(
                topic.id,
                isolated(topic_name(topic, self._screen.catalogue)),
                _names(topic),
                "✓" if topic.id in tagged else "",
            )
            for topic in topics.values()
        ]
        wording = Wording(
            text(command.title),
            text("1–9 or Enter tags or takes the tag away, Esc leaves"),
            text("Type to find or to name"),
            text("Type a name, Enter makes the topic."),
            text("New topic: {name}"),
        )

        def answer(picked: Picked) -> None:
            topic = topics[picked.key] if picked.key is not None else new_topic(session, picked.name)
            self._screen.perform(command, topic)

        self._pick(Picker(self._screen.catalogue, wording, options), answer)

    def _ask_suggested_topic(self, command: Command[Any]) -> None:
        session, text = self._screen.session, self._text
        suggested = session.suggested_topics
        topics = {topic.id: topic for topic in session.topics if topic.id in suggested}
        options = [
            Option(
                topic.id,
                isolated(topic_name(topic, self._screen.catalogue)),
                _names(topic),
                percentage(suggested[topic.id].score),
            )
            for topic in topics.values()
        ]
        wording = Wording(
            text(command.title),
            text("Enter picks, Esc leaves"),
            text("Topic"),
            text("No topic is suggested."),
        )

        def answer(picked: Picked) -> None:
            if picked.key is not None:
                self._screen.perform(command, topics[picked.key])

        self._pick(Picker(self._screen.catalogue, wording, options), answer)

    def _tagged(self, command: Command[Any]) -> set[str]:
        session = self._screen.session
        if command.ask is Ask.QUOTE_TOPIC:
            return set(session.quote.topics) if session.quote else set()
        return {tag.id for tag in session.article.topics}

    def _ask_article(self, command: Command[Any]) -> None:
        session, text = self._screen.session, self._text
        entries = {entry.key: entry for entry in with_titles(session.entries)}
        options = [
            Option(key, isolated(entry.title), (entry.title, entry.file)) for key, entry in entries.items()
        ]
        wording = Wording(
            text("Articles"),
            text("Type to find, Enter opens, Esc leaves"),
            text("Title or file"),
            text("No such article."),
        )

        def answer(picked: Picked) -> None:
            self._screen.perform(command, entries[picked.key or ""])

        self._pick(Picker(self._screen.catalogue, wording, options), answer)

    def _prompt(self, title: str, value: str, answer: Callable[[str], None]) -> None:
        def answered(typed: str | None) -> None:
            if typed is not None:
                answer(typed)

        prompt = Prompt(self._screen.catalogue, title, self._text("Enter takes it, Esc leaves"), value)
        self._screen.app.push_screen(prompt, answered)

    def _ask_note(self, command: Command[Any]) -> None:
        session, text = self._screen.session, self._text
        quote = session.quote
        assert quote is not None
        if len(quote.note) > LONGEST:
            self._screen.tell(Message.warn(N_("This note is too long to be changed here.")))
            return
        draft = session.drafts.of(quote)
        hint = text("Enter or Esc keeps what is written")
        if draft is not None:
            hint = text("Not saved yet: Enter or Esc keeps it, Ctrl+Z: as it was")

        def answered(note: str | None) -> None:
            if note is not None:
                self._screen.perform(command, note)

        self._screen.app.push_screen(
            Prompt(
                self._screen.catalogue,
                text("Note on the quote"),
                hint,
                quote.note,
                typed=None if draft is None else draft.note,
                escape_keeps=True,
                unanswered=lambda note: keep_typed(session, quote, note),
            ),
            answered,
        )

    def _ask_new_topic(self, command: Command[Any]) -> None:
        self._prompt(
            self._text("Name of the new topic"), "", lambda name: self._screen.perform(command, name)
        )

    def _ask_terms(self, command: Command[Any]) -> None:
        from summit_tui.tui.screens.topics import TopicsScreen  # it brings the suggester's part along

        screen = self._screen
        marked = screen.query_one("#topics", RowList).marked_key if screen.place is Place.TOPICS else None

        def left(leaving: Leaving | None) -> None:
            if leaving is not None and leaving.span is not None:
                screen.session.select(Selection.over(leaving.span))
            screen.tell(None)

        screen.app.push_screen(TopicsScreen(screen.catalogue, screen.session, command.id, marked), left)

    def _ask_lesson(self, command: Command[Any]) -> None:
        from summit_tui.tui.screens.learned import LearnedScreen  # with what learns

        screen = self._screen

        def answered(everything: bool | None) -> None:  # noqa: FBT001 - the dialog's answer
            if everything:
                screen.perform(screen.commands["learning.forget"])
            else:
                screen.tell(None)

        screen.app.push_screen(LearnedScreen(screen.catalogue, screen.session, command.id), answered)

    def _ask_to_forget(self, command: Command[Any]) -> None:
        text = self._text
        wording = Wording(text("Forget all that was learned?"), text("Enter picks, Esc leaves"), "", "")
        options = [Option("no", text("No, keep it"), ()), Option("yes", text("Yes, forget it"), ())]

        def answer(picked: Picked) -> None:
            if picked.key == "yes":
                self._screen.perform(command, True)  # noqa: FBT003 - the answer that the command asks for

        self._pick(Picker(self._screen.catalogue, wording, options), answer)

    def _ask_revision(self, command: Command[Any]) -> None:
        from summit_tui.session.revising.revision import Revision  # with what aligns texts
        from summit_tui.tui.screens.revision import RevisionScreen

        screen = self._screen

        def answered(revision: Revision | None) -> None:
            if revision is None:
                screen.tell(None)
                return
            screen.perform(command, revision)
            if screen.session.to_place and not screen.warns:
                screen.perform(screen.commands["revision.list"])

        screen.app.push_screen(RevisionScreen(screen.catalogue, screen.session), answered)

    def _ask_carried(self, command: Command[Any]) -> None:
        from summit_tui.tui.screens.revision import CarriedScreen

        screen = self._screen

        def answered(carried: Carried | None) -> None:
            if carried is None:
                screen.tell(None)
            else:
                screen.perform(command, carried)

        screen.app.push_screen(CarriedScreen(screen.catalogue, screen.session), answered)

    def _ask_elsewhere(self, command: Command[Any]) -> None:
        from summit_tui.session.commands.elsewhere import is_there, proposed

        def write(typed: str, *, overwrite: bool) -> bool:
            before = self._screen.session.store.path
            self._screen.perform(command, typed, overwrite=overwrite)
            return not self._screen.warns or self._screen.session.store.path != before

        title = self._text("Save the project in this folder, or to a .json file")
        question = PlaceQuestion(self._screen, title, write, is_there)
        question.ask(str(proposed(self._screen.session)))

    def _ask_unsaved(self, command: Command[Any]) -> None:
        text, unsaved = self._text, len(self._screen.session.unsaved)
        if not unsaved:
            self._screen.tell(Message.of(N_("Everything is saved.")))
            return
        wording = Wording(
            self._screen.catalogue.count("{n} edit not saved", "{n} edits not saved", unsaved),
            text("Enter picks, Esc leaves"),
            "",
            "",
        )
        options = [Option("yes", text("Save them now"), ()), Option("no", text("Let them go"), ())]

        def answer(picked: Picked) -> None:
            self._screen.perform(command, picked.key == "yes")

        self._pick(Picker(self._screen.catalogue, wording, options), answer)

    def _ask_history(self, command: Command[Any]) -> None:
        from summit_tui.tui.screens.history import HistoryScreen  # with what tells of edits

        screen = self._screen
        quote = screen.session.quote
        if quote is None and command.ask is Ask.HISTORY:
            screen.tell(Message.warn(NO_QUOTE))
            return

        def answered(chosen: str | None) -> None:
            if chosen is None:
                screen.tell(None)
            else:
                screen.perform(command, chosen)

        of_quote = command.ask is Ask.HISTORY
        screen.app.push_screen(
            HistoryScreen(screen.catalogue, screen.session, quote, of_quote=of_quote), answered
        )

    def _ask_export_path(self, command: Command[Any]) -> None:
        def write(typed: str, *, overwrite: bool) -> bool:
            self._screen.perform(command, typed, overwrite=overwrite)
            return not self._screen.warns

        question = PlaceQuestion(self._screen, self._text("Export to"), write)
        question.ask(str(exporting.proposed_path(self._screen.session)))


def _names(topic: Topic) -> tuple[str, ...]:
    return (topic.name.ar, *([topic.name.en] if topic.name.en else []))
