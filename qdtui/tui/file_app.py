"""What the app does about the file whatever place is in front: counts, problems, updates, what a person sets by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from qdtui.tui.frame import PlaceBar, StatusLine
from qdtui.tui.i18n import N_DOCUMENTS, N_FACTS, N_PROBLEMS
from qdtui.tui.messages import DetailChosen, StatusChanged, Waited
from qdtui.tui.place import Context, Place
from qdtui.tui.problems import ProblemsScreen
from qdtui.tui.reasons import in_words
from qdtui.tui.shell import Shell
from qdtui.tui.updating import REPLACED, Updater

if TYPE_CHECKING:
    from qdtui.store.read import PluginInfo
    from qdtui.store.records import Problem, Summary


class FileApp(Shell):
    """An app that shows one file and can bring it up to date."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.config.theme, vim=context.config.vim)
        self.context = context
        self.in_front = ""
        """The id of the place in front."""
        self._said: dict[str, StatusChanged] = {}
        """What each place said last."""

    @property
    def has_file(self) -> bool:
        """Whether there is a file to show."""
        return self.context.config.database.exists()

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    def on_status_changed(self, message: StatusChanged) -> None:
        """Remember what a place says, and show it while the place is in front."""
        place_id = message.place or self.in_front
        if not message.passing:
            self._said[place_id] = message
        if place_id == self.in_front:
            if message.passing:
                self.remark(message.text, message.kind)
            else:
                self.show_said()

    def show_said(self) -> None:
        """Show what the place in front said last."""
        said = self._said.get(self.in_front, StatusChanged(""))
        # A place may still say something while the explorer closes: its parts go before the last messages come.
        for line in self.query(StatusLine):
            line.show(text=said.text, kind=said.kind)

    @work(thread=True, exclusive=True, group="summary", exit_on_error=False)
    def _read_summary(self) -> None:
        try:
            self.call_later(self._show_summary, self.read_summary())
        except Exception as error:
            self.call_later(self._status.show, text=in_words(str(error)), kind="error")

    def read_summary(self) -> Summary:
        """What the status line says of the file; in a thread."""
        return self.context.database().summary()

    def _show_summary(self, summary: Summary) -> None:
        counts = f"{N_DOCUMENTS(n=summary.documents)} · {N_FACTS(n=summary.facts)}"
        problems = summary.problems + len(self.key_faults)
        self._status.show(counts=(counts, N_PROBLEMS(n=problems) if problems else ""))
        self.query_one(PlaceBar).show(file=summary.path.name)

    @work(thread=True, exclusive=True, group="problems", exit_on_error=False)
    def action_problems(self) -> None:
        """Show what went wrong at the last update."""
        try:
            database = self.context.database()
            self.call_later(self._show_problems, database.problems(), database.plugins())
        except Exception as error:
            self.call_later(self._status.show, text=in_words(str(error)), kind="error")

    @work(thread=True, exclusive=True, group="workbench", exit_on_error=False)
    def action_workbench(self) -> None:
        """Try a plugin on the open document, or on all."""
        try:
            documents = self.context.database().documents() if self.has_file else []
            self.call_later(self._show_workbench, [(info.doc_id, info.path) for info in documents])
        except Exception as error:
            self.call_later(self._status.show, text=in_words(str(error)), kind="error")

    def _show_workbench(self, documents: list[tuple[str, str]]) -> None:
        from qdtui.tui.workbench import Workbench

        def update(changed: bool | None) -> None:
            if changed:
                self.action_update()

        reading = next((place.reading for place in self.query(Place) if place.reading), None)
        self.push_screen(Workbench(self.context.config, reading, documents), update)

    def _show_problems(self, problems: list[Problem], plugins: list[PluginInfo]) -> None:
        self.clear_notifications()  # they tell of the same, and would lie over it
        self.push_screen(ProblemsScreen(problems, plugins, self.key_faults))

    def on_waited(self, message: Waited) -> None:
        """Let the spinner turn while somebody waits."""
        self._status.wait(message.key, begun=message.begun)

    def action_update(self) -> None:
        """Bring the file up to date."""
        if self.context.ingest:
            self.query_one(Updater).start()

    @on(Updater.Replaced)
    def _say_replaced(self) -> None:
        """Leave it to the person when the screen changes."""
        if self.context.ingest:
            self.remark(REPLACED())

    def action_stop_update(self) -> None:
        """Stop the update; the file stays as it was."""
        self.query_one(Updater).stop()

    def on_detail_chosen(self, message: DetailChosen) -> None:
        """Remember what a person set and have the document read again."""
        from qdtui import state

        keep = {
            "published": state.set_date,
            "title": state.set_title,
            "source": state.set_source,
            "author": state.set_author,
        }[message.detail]
        try:
            keep(message.sha256, message.text)
        except state.StateError as error:
            self._status.show(text=in_words(str(error)), kind="error")
        else:
            self.action_update()
