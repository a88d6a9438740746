"""The commands that write the rows on screen to a file, and stop that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from qdtui.tui.exporting import ALSO, BY_PLUGIN, WHAT, Export, StoppedError, exporters, next_suffix, target
from qdtui.tui.grid import Grid
from qdtui.tui.i18n import N_ROWS
from qdtui.tui.place import Context, Place
from qdtui.tui.prompt import Prompt
from qdtui.tui.tables_words import EXPORT, EXPORT_BUSY, EXPORT_STOPPED, EXPORTED, EXPORTING
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.engines.errand import PluginExport
    from qdtui.store.view import View


class ExportCommands(Place):
    """A place with a grid, and a prompt."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._export: Export | PluginExport | None = None

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
        there = self.on_screen
        if there is None or not self.grid.loaded:
            return
        name, view = there
        if self._export is not None:
            self.status(EXPORT_BUSY())
            return

        more = exporters(self.context.offers)

        def check(text: str) -> str:
            form = target(text, more)[1]
            said = form.upper() if isinstance(form, str) else BY_PLUGIN(title=form.title, plugin=form.plugin)
            others = ALSO(suffixes=" ".join(more)) if more else ""
            return WHAT(rows=N_ROWS(n=self.grid.total), form=said) + others

        self.query_one(Prompt).ask(
            EXPORT(),
            f"{name}.csv",
            check,
            lambda text: self._write(view, text),
            lambda text: next_suffix(text, more),
        )

    def _write(self, view: View, typed: str) -> None:
        path, form = target(typed, exporters(self.context.offers))
        export: Export | PluginExport
        if isinstance(form, str):
            export = Export(self.context.config.database, view, path, form)
        else:
            from qdtui.engines.errand import PluginExport

            export = PluginExport(self.context.config, form, view, path)
        self._export = export

        def tell(done: int, total: int) -> None:
            self.call_later(self.status, EXPORTING(done=done, total=total), "busy")

        def ended(text: str, kind: Literal["info", "error"] = "info") -> None:
            self._export = None
            self.status(text, kind)
            self.refresh_bindings()

        def failed(error: Exception) -> None:
            stopped = getattr(getattr(error, "ended", None), "stopped", False)
            if isinstance(error, StoppedError) or stopped:
                ended(EXPORT_STOPPED())
            else:
                ended(f"{type(error).__name__}: {error}", "error")

        self.status(EXPORTING(done=0, total=self.grid.total), "busy")
        self.refresh_bindings()
        self.in_thread(
            lambda: export.run(tell),
            lambda rows: ended(EXPORTED(rows=N_ROWS(n=rows), path=plain(str(path)))),
            group="export",
            fail=failed,
        )

    @property
    def exporting(self) -> bool:
        """Whether a file is being written."""
        return self._export is not None

    def action_stop_export(self) -> None:
        """Stop the export; nothing is left of it."""
        if self._export is not None:
            self._export.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An export can be stopped while there is one."""
        return self.exporting if action == "stop_export" else super().check_action(action, parameters)

    def on_unmount(self) -> None:
        """Leave no half-written file behind."""
        self.action_stop_export()
