"""Writing the rows on screen to a file that a person names, and stopping that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from textual.widget import Widget

from qdtui.tui.exporting import ALSO, BY_PLUGIN, WHAT, Export, StoppedError, exporters, file_name, next_suffix, target
from qdtui.tui.grid import Grid
from qdtui.tui.i18n import N_ROWS
from qdtui.tui.place import Context, Place
from qdtui.tui.prompt import Prompt
from qdtui.tui.reasons import told
from qdtui.tui.tables_words import EXPORT, EXPORT_BUSY, EXPORT_STOPPED, EXPORTED, EXPORTING
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.engines.errand import PluginExport, Table
    from qdtui.store.view import View

Kind = Literal["info", "busy", "error"]
InThread = Callable[[Callable[[], int], Callable[[int], None], Callable[[Exception], None]], None]
"""Runs a job in a thread and gives its answer, or its error, back on the interface's thread."""


class FileWriter:
    """Asks in the prompt of `host` for a file, and writes rows there; one file at a time."""

    def __init__(self, context: Context, host: Widget, say: Callable[[str, Kind], None], in_thread: InThread) -> None:
        self._context = context
        self._host = host
        self._say = say
        self._in_thread = in_thread
        self._export: Export | PluginExport | None = None

    @property
    def running(self) -> bool:
        """Whether a file is being written."""
        return self._export is not None

    def ask(self, title: str, rows: View | Table, total: Callable[[], int]) -> None:
        """Ask for a file, called after `title` at first; `total` tells how many rows are known."""
        if self.running:
            self._say(EXPORT_BUSY(), "info")
            return
        more = exporters(self._context.offers)

        def check(text: str) -> str:
            form = target(text, more)[1]
            said = form.upper() if isinstance(form, str) else BY_PLUGIN(title=form.title, plugin=form.plugin)
            others = ALSO(suffixes=" ".join(more)) if more else ""
            return WHAT(rows=N_ROWS(n=total()), form=said) + others

        self._host.query_one(Prompt).ask(
            EXPORT(),
            file_name(title),
            check,
            lambda text: self._write(rows, text, total()),
            lambda text: next_suffix(text, more),
        )

    def _write(self, rows: View | Table, typed: str, total: int) -> None:
        path, form = target(typed, exporters(self._context.offers))
        export: Export | PluginExport
        if isinstance(form, str):
            export = Export(self._context.config.database, rows, path, form)
        else:
            from qdtui.engines.errand import PluginExport

            export = PluginExport(self._context.config, form, rows, path)
        self._export = export

        def tell(done: int, total: int) -> None:
            self._host.call_later(self._say, EXPORTING(done=done, total=total), "busy")

        def ended(text: str, kind: Kind = "info") -> None:
            self._export = None
            self._say(text, kind)
            self._host.refresh_bindings()

        def failed(error: Exception) -> None:
            stopped = getattr(getattr(error, "ended", None), "stopped", False)
            if isinstance(error, StoppedError) or stopped:
                ended(EXPORT_STOPPED())
            else:
                ended(told(error), "error")

        self._say(EXPORTING(done=0, total=total), "busy")
        self._host.refresh_bindings()
        self._in_thread(
            lambda: export.run(tell),
            lambda written: ended(EXPORTED(rows=N_ROWS(n=written), path=plain(str(path)))),
            failed,
        )

    def stop(self) -> None:
        """Stop; nothing is left of the file."""
        if self._export is not None:
            self._export.stop()


class ExportCommands(Place):
    """A place with a grid, and a prompt."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)

        def in_thread(job: Callable[[], int], then: Callable[[int], None], fail: Callable[[Exception], None]) -> None:
            self.in_thread(job, then, group="export", fail=fail)

        self._writer = FileWriter(context, self, self._say_of_export, in_thread)

    def _say_of_export(self, text: str, kind: Kind) -> None:
        """How far it is stands there until it has ended; how it ended, until the next key."""
        self.status(text if kind == "busy" else "", "busy" if kind == "busy" else "info")
        if kind != "busy":
            self.remark(text, kind)

    @property
    def grid(self) -> Grid:
        """The grid."""
        return self.query_one(Grid)

    @property
    def on_screen(self) -> tuple[str, View] | None:
        """What the grid shows, with a name for its file."""
        raise NotImplementedError

    def selection(self) -> Callable[[], list[dict[str, Any]]] | None:
        """The selected rows."""
        return self.grid.selection()

    def action_export(self) -> None:
        """Ask for a file, and write all rows of what the grid shows there."""
        there, grid = self.on_screen, self.grid
        if there is not None and grid.loaded:
            self._writer.ask(*there, lambda: grid.total)

    @property
    def exporting(self) -> bool:
        """Whether a file is being written."""
        return self._writer.running

    def action_stop_export(self) -> None:
        """Stop the export; nothing is left of it."""
        self._writer.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An export can be stopped while there is one."""
        return self.exporting if action == "stop_export" else super().check_action(action, parameters)

    def on_unmount(self) -> None:
        """Leave no half-written file behind."""
        self.action_stop_export()
