"""Running ``summit suggest``: which projects there are, what is printed and saved, and the exit status."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from summit_tui.cli.console import tell
from summit_tui.cli.crash import log_crash
from summit_tui.cli.invocation import Invocation
from summit_tui.cli.printing import Printer, printer_for
from summit_tui.cli.progress import Progress
from summit_tui.cli.stages import Stages
from summit_tui.cli.waiting import waiting_of
from summit_tui.config.assets import label_set
from summit_tui.i18n import N_
from summit_tui.interrupts import deferred_interrupts
from summit_tui.model import ExitStatus, Message, SummitError, Topic, UnusableInputError
from summit_tui.session.bulk.in_order import usable_cores
from summit_tui.session.bulk.incoming import Input, find_input, incoming
from summit_tui.session.bulk.process import seldom_collected
from summit_tui.session.bulk.saving import Saver
from summit_tui.session.bulk.suggesting import Failed, Found, suggest_in
from summit_tui.session.bulk.targets import Target
from summit_tui.session.ledger import Author, Ledger
from summit_tui.session.tiers.suggesters import in_one_process, make_ready
from summit_tui.store import ProjectPlace, ProjectStore, place_of, project_in

Shape = Literal["table", "json", "jsonl"]


def run(
    invocation: Invocation, paths: Sequence[Path], shape: Shape | None, jobs: int | None, *, save: bool
) -> int:
    """Suggests in the articles at ``paths`` and returns the exit status.

    Raises ``UnusableInputError`` where a path leads to nothing, ``SummitError`` where a project can't be
    opened or written: what was saved before is kept.
    """
    if save and invocation.read_only:
        raise UnusableInputError("--save and --read-only exclude each other. Nothing was written.")
    source = find_input(paths)
    printer = printer_for(shape if shape is not None or save else "table", invocation.catalogue)
    with ExitStack() as stack:
        projects = _Projects.of(invocation, source, stack, save=save)
        progress = stack.enter_context(Progress(invocation.catalogue, source.size))
        for message in (*invocation.warnings, *projects.told):
            progress.tell(message)
        run = _Run(invocation, projects, printer, progress)
        run.follow(source, _processes(invocation, jobs))
        progress.hide()
        return run.status(paths)


def _processes(invocation: Invocation, jobs: int | None) -> int:
    """How many processes are to suggest, of the ``jobs`` asked for; what they share is made by then."""
    if in_one_process(invocation.settings):
        if jobs is not None and jobs > 1:
            key = N_(
                "Named entities are found by one process, as each would load a model of its own: "
                "--jobs {jobs} isn't followed."
            )
            tell(invocation.catalogue, Message.of(key, jobs=jobs))
        return 1
    jobs = jobs or usable_cores()
    if jobs > 1:
        with Stages(invocation.catalogue) as stages:
            make_ready(invocation.settings, invocation.paths, stages.show)
    return jobs


@dataclass(slots=True)
class _Projects:
    """The projects that the files belong to, and for each file which one."""

    targets: list[Target] = field(default_factory=list)
    topics: list[list[Topic]] = field(default_factory=list)
    savers: list[Saver] = field(default_factory=list)
    of_files: list[int] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)

    @classmethod
    def of(cls, invocation: Invocation, source: Input, stack: ExitStack, *, save: bool) -> _Projects:
        projects = cls()
        numbers: dict[Path, int] = {}
        folders: dict[Path, int] = {}
        for _, given in source.files:
            if given not in numbers:
                place = _place(invocation, given)
                if place.folder not in folders:
                    folders[place.folder] = len(projects.targets)
                    projects._open(invocation, place, stack, save=save)
                numbers[given] = folders[place.folder]
            projects.of_files.append(numbers[given])
        return projects

    def _open(self, invocation: Invocation, place: ProjectPlace, stack: ExitStack, *, save: bool) -> None:
        store = stack.enter_context(
            ProjectStore.open(place.folder, read_only=not save, waiting=waiting_of(invocation))
        )
        if save and store.why_read_only is not None:
            raise store.why_read_only
        self.told += [*store.mended, *(store.caveats if save else ())]
        first = label_set()
        known = store.project.topics.values() or first
        self.targets.append(Target(place, store, writes=save))
        self.topics.append([topic for topic in known if not topic.retired])
        if save:
            author = Author(invocation.author or invocation.settings.author)
            self.savers.append(Saver(Ledger(store, author, first)))


def _place(invocation: Invocation, path: Path) -> ProjectPlace:
    if invocation.project is not None:
        return project_in(invocation.project)
    return place_of(path, invocation.paths.data)


@dataclass(slots=True)
class _Run:
    """One run: what it prints, saves and tells, and how many articles went well."""

    invocation: Invocation
    projects: _Projects
    printer: Printer | None
    progress: Progress
    done: int = 0
    failed: int = 0
    broken: int = 0
    noticed: set[Message] = field(default_factory=set)

    def follow(self, source: Input, jobs: int) -> None:
        """Goes through all articles. What is finished when it is interrupted, or can't go on, is saved."""
        articles = incoming(source, self.projects.targets, self.projects.of_files)
        render = self.printer.render if self.printer is not None and not self.projects.savers else None
        found = suggest_in(articles, self.projects.targets, self.projects.topics, jobs=jobs, render=render)
        try:
            with closing(found), seldom_collected():
                for outcome in found:
                    self._take(outcome)
        except KeyboardInterrupt:
            self._flush()
            self._tell_interrupted()
            raise
        except BrokenPipeError:
            self._flush()
            raise
        except SummitError:
            with suppress(SummitError):  # where it is the saving that failed, it is told already
                self._flush()
            raise
        self._flush()
        if self.printer is not None and self.done:
            self.progress.hide()
            self.printer.finish()

    def status(self, paths: Sequence[Path]) -> ExitStatus:
        """The exit status. Raises ``UnusableInputError`` where there was no article at all."""
        if not self.done and not self.failed:
            raise UnusableInputError(
                "There is no article in {path}. Nothing was written.", path=", ".join(map(str, paths))
            )
        if not self.done:
            return ExitStatus.UNUSABLE_INPUT if self.broken else ExitStatus.COULD_NOT
        return ExitStatus.FAULT_IN_DATA if self.failed else ExitStatus.DONE

    def _take(self, outcome: Found | Failed) -> None:
        if isinstance(outcome, Failed):
            self.failed += 1
            self.broken += outcome.broken
            self.progress.tell(outcome.message)
            if outcome.trace:
                log_crash(self.invocation.paths.state, RuntimeError(outcome.trace), [])
            return
        self.done += 1
        # Each of several processes may notice the same.
        new = [notice for notice in outcome.notices if notice not in self.noticed]
        self.noticed.update(new)
        for message in (*outcome.incoming.warnings, *new):
            self.progress.tell(message)
        output = outcome.output
        if outcome.finding is not None:
            finding = outcome.finding
            if self.projects.savers:
                with deferred_interrupts():
                    finding = self.projects.savers[outcome.incoming.target].add(finding)
            if self.printer is not None:
                output = self.printer.render(finding)
        if self.printer is not None:
            self.progress.make_way()
            self.printer.take(output)
        self.progress.update(self.done + self.failed, outcome.incoming.read)

    def _flush(self) -> None:
        """Saves what has gathered, and tells what is saved, also where saving the rest fails."""
        try:
            for saver in self.projects.savers:
                with deferred_interrupts():
                    saver.flush()
        finally:
            self._tell_saved()

    def _tell_saved(self) -> None:
        count = self.invocation.catalogue.count
        for target, saver in zip(self.projects.targets, self.projects.savers, strict=False):
            if saver.saved.articles:
                self.progress.tell(
                    Message.of(
                        N_("In the queue of {path}: {suggestions} {articles}."),
                        path=target.place.folder,
                        suggestions=count("{n} suggestion", "{n} suggestions", saver.saved.suggestions),
                        articles=count("for {n} article", "for {n} articles", saver.saved.articles),
                    )
                )

    def _tell_interrupted(self) -> None:
        if any(saver.saved.articles for saver in self.projects.savers):
            key = N_(
                "Interrupted. What is saved stays; the same command does the rest, and nothing comes twice."
            )
            self.progress.tell(Message.of(key))
        elif self.projects.savers:
            self.progress.tell(Message.of(N_("Interrupted before anything was saved.")))
