"""The place SQL: an editor with completion, the result in the grid, and the sentence of the row below."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from qdtui.offers import Chosen
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.completion_list import CompletionList
from qdtui.tui.grid import Grid
from qdtui.tui.grid_messages import CellChosen, CursorMoved, GridFailed, GridLoaded, HeaderClicked
from qdtui.tui.history_screen import HistoryScreen
from qdtui.tui.i18n import N_ROWS, Phrase
from qdtui.tui.messages import ShowSql
from qdtui.tui.plan_screen import PlanScreen, plan_text
from qdtui.tui.prompt import Prompt
from qdtui.tui.sentence_pane import SentencePane, chosen_row, origin
from qdtui.tui.sheets import PROVENANCE, order_in_words
from qdtui.tui.sql_buffers import BufferBar, Buffers
from qdtui.tui.sql_complete import Catalog
from qdtui.tui.sql_desk import Buffer
from qdtui.tui.sql_editor import SqlEditor
from qdtui.tui.sql_history import Entry
from qdtui.tui.sql_run import Ran, Runner
from qdtui.tui.sql_sort import WithSorting
from qdtui.tui.sql_words import (
    AT_LEAST,
    CANCELLED,
    CUT,
    DONE,
    EDITOR,
    EMPTY,
    FAILED,
    FIRST,
    NO_LAYOUT,
    NO_SPAN,
    NOTHING,
    RESULT,
    RUNNING,
    SAMPLE,
    SAMPLE_SQL,
    SQL_COMMANDS,
)
from qdtui.tui.table_export import ExportCommands
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.grid_queries import Names
    from qdtui.store.read import Database
    from qdtui.store.view import View
    from qdtui.tui.sql_history import Outcome


class Editor(SqlEditor):
    """The editor of the place, with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "edge(-1)", show=False),
        Binding("ctrl+end", "edge(1)", show=False),
        *REGISTRY.bindings(command for command in SQL_COMMANDS if command.where == "editor"),
    ]

    def action_edge(self, side: int) -> None:
        """To the beginning or the end of the text."""
        self.move_cursor((0, 0) if side < 0 else self.document.end)

    def action_complete(self) -> None:
        """Ask for completions."""
        self.screen.query_one(Sql).offer(asked=True)

    def action_lay_out(self) -> None:
        """Lay the statements out over lines; undo takes it back."""
        self.screen.query_one(Sql).lay_out()

    def action_leave(self) -> None:
        """Go to the result."""
        self.screen.query_one(Sql).grid.focus()


class Sql(WithSorting, ExportCommands):
    """Queries of a person's own."""

    PLACE_ID: ClassVar[str] = "sql"
    COMMANDS: ClassVar[tuple[Command, ...]] = SQL_COMMANDS
    BINDINGS = REGISTRY.bindings(command for command in SQL_COMMANDS if command.where == "sql")
    ABOUT: ClassVar[Phrase] = Phrase(
        "SQL 只读：不能改动文件，也读不到其他文件。结果含 doc_id、start、end 三列时下方显示原文，↵ 打开文档。"
        "在编辑器中按 esc 到结果，再按 1–4 切换位置。内容自动保存。",
        "SQL is read-only: it cannot change the file or read others. When a result has doc_id, start and end, the "
        "sentence stands below and ↵ opens the document. esc leaves the editor, then 1–4 change place. "
        "What is in the editor is kept.",
    )
    DEFAULT_CSS = """
    Sql #query { height: 2fr; min-height: 4; border-top: solid $panel-lighten-2; }
    Sql Grid { height: 3fr; min-height: 3; border-top: solid $panel-lighten-2; }
    Sql SentencePane { height: 6; }
    Sql SentencePane.-quiet { height: 2; }
    Sql .-titled { border-title-color: $text-muted; border-subtitle-color: $text-muted; }
    Sql .-titled:focus-within, Sql .-titled:focus {
        border-top: solid $primary; border-title-color: $text-primary; border-title-style: bold;
    }
    Sql Grid.-failed, Sql Grid.-failed:focus { border-top: solid $error; border-title-color: $text-error; }
    """

    def compose(self) -> ComposeResult:
        """Editor, result, sentence."""
        with Vertical(id="query", classes="-titled"):
            yield Editor()
        yield BufferBar(self._desk)
        yield Grid(classes="-titled")
        yield SentencePane(self.context)
        yield Prompt()
        yield CompletionList()

    def on_mount(self) -> None:
        """Bring back the buffers, and read in threads what colours and completion need."""
        self.editor.first_claim = self._claim
        self.grid.empty = EMPTY()
        self._clock = self.set_interval(0.1, self._tick, pause=True)
        bar = self.query_one(BufferBar)
        self._buffers = Buffers(self.editor, self._desk, bar)
        self._buffers.begin(SAMPLE() + SAMPLE_SQL)
        if not self._buffers.front.at:
            first = self.editor.statements_to_run(everything=True)
            self.editor.move_cursor(self.editor.location_of(first[0].start if first else 0))
        self.reload()
        self.reword()

    @property
    def editor(self) -> Editor:
        """The editor."""
        return self.query_one(Editor)

    def arrive(self) -> None:
        """Focus the editor, or what had the focus last."""
        if self._focused_last is not None:
            super().arrive()
        else:
            self.editor.focus()

    def reload(self) -> None:
        """Read the names of tables and columns again."""

        def read(database: Database) -> tuple[Names, Any]:
            import duckdb

            from qdtui.store.grid_queries import names

            return names(database.path), duckdb

        def take(answer: tuple[Names, Any]) -> None:
            found, duckdb = answer
            # What a person asks for first: what a table is about, then where its rows come from.
            relations = {
                name: {column: columns[column] for column in sorted(columns, key=lambda c: c in PROVENANCE)}
                for name, columns in found.relations.items()
            }
            self._names = Catalog(relations, found.functions, found.keywords, found.reserved)
            columns = {column.lower() for columns in found.relations.values() for column in columns}
            self.editor.colour_with(duckdb, columns - found.reserved)

        self.ask(read, take, group="names")

    def reword(self) -> None:
        """Say everything in the language of the interface."""
        self.query_one("#query").border_title = Content(EDITOR())
        self.show_state()
        if self._ran is None:
            self.query_one(SentencePane).say("")
            self.query_one(SentencePane).add_class("-quiet")
            self.grid.say(FIRST())

    def receive(self, message: Message) -> None:
        """Put the SQL of a `ShowSql` behind what the editor holds, ready to run."""
        if isinstance(message, ShowSql):
            self._append(message.sql)

    def _append(self, sql: str) -> None:
        held = self.editor.text.rstrip()
        before = f"{held}{'' if not held or held.endswith(';') else ';'}\n\n" if held else ""
        start = len(before)
        self.editor.put(len(held), len(self.editor.text), f"{before[len(held) :]}{sql.rstrip().rstrip(';')};\n")
        self.editor.move_cursor(self.editor.location_of(start))
        self.editor.focus()

    # -- running ---------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """True while a query runs or more of its rows are read."""
        return self._begun is not None or (self.grid.reading and self.grid.growing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Cancelling is possible while something runs; otherwise its keys mean what they mean elsewhere."""
        if action == "cancel":
            return self.running or self.exporting
        if action in ("sort", "also_sort", "show_sql", "back"):
            return self.shown is not None
        return super().check_action(action, parameters)

    def action_run(self) -> None:
        """Run the selection, or the statement at the cursor."""
        self._run(everything=False)

    def action_run_all(self) -> None:
        """Run all statements; the result is that of the last one."""
        self._run(everything=True)

    def _run(self, *, everything: bool) -> None:
        chosen = self.editor.statements_to_run(everything=everything)
        if not chosen:
            self.remark(NOTHING())
            return
        self.status()
        start = chosen[0].start
        sql = self.editor.text[start : chosen[-1].end]
        self.query_one(CompletionList).close()
        self.editor.mark_fault(None)
        number = self.begin()
        self.grid.show(None)
        self.grid.remove_class("-failed")
        self.query_one(SentencePane).say("")
        buffer = self._buffers.front

        def work() -> None:
            self.call_later(self._take, number, start, buffer, self._runner.run(sql))

        self.run_worker(work, thread=True, group="run", exit_on_error=False)

    def action_cancel(self) -> None:
        """Stop what is running."""
        self.query_one(CompletionList).close()
        self._runner.cancel()
        self.action_stop_export()

    def _take(self, number: int, start: int, buffer: Buffer, ran: Ran) -> None:
        """Show how a run ended, unless a newer one has begun."""
        self._keep(ran)
        if number != self._number:
            return
        self._ran = ran
        self.ended(ran)
        if ran.result is not None and ran.result.columns:
            self.take_rows(ran)
        elif ran.error is not None and not ran.cancelled:
            self.grid.fail(ran.error)
            self.grid.add_class("-failed")
            if ran.position is not None and buffer is self._buffers.front:
                self.editor.mark_fault(start + ran.position, start + ran.position + _word(ran.sql, ran.position))
        else:
            self.grid.say(CANCELLED(seconds=ran.seconds) if ran.cancelled else DONE())
        spans = ran.result is not None and "doc_id" in ran.result.columns
        pane = self.query_one(SentencePane)
        pane.set_class(not spans, "-quiet")
        pane.say("" if spans or ran.result is None or not ran.result.columns else NO_SPAN())
        self.show_state()

    def _tick(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        """Say in the title of the result how the run stands."""
        said = [RESULT()]
        if self._begun is not None:
            said = [RUNNING(seconds=perf_counter() - self._begun)]
            done = self._runner.progress()
            said += [f"{done:.0f}%"] if done is not None and done > 0 else []
        elif self._ran is not None:
            said = self._outcome(self._ran)
            said += [] if self._ran.cancelled else [f"{self._ran.seconds * 1000:,.0f} ms"]
        self.grid.border_title = Content(plain(" · ".join(said)))

    def _outcome(self, ran: Ran) -> list[str]:
        if ran.cancelled:
            return [CANCELLED(seconds=ran.seconds)]
        if ran.error is not None or ran.result is None:
            return [FAILED()]
        if not ran.result.columns:
            return [DONE()]
        total = max(self.grid.total, ran.result.total)
        rows = AT_LEAST(n=total) if ran.result.more else N_ROWS(n=total)
        where = f"{self.grid.cursor[0] + 1:,}/" if total else ""
        cut = [CUT()] if ran.result.truncated else []
        return [RESULT(), *self.grid.selected, where + rows, *cut, *order_in_words(self._sorting.order)]

    def chosen(self) -> Chosen:
        """The row of the result under the cursor."""
        if self.shown is None or not self.grid.loaded:
            return Chosen()
        table = (self.grid.row or {}).get("table_name")
        return chosen_row(self.grid.row, table if isinstance(table, str) else "", self.shown.to_sql())

    @property
    def on_screen(self) -> tuple[str, View] | None:
        """The result, as the statement that gives it."""
        return (RESULT(), self.shown) if self.shown is not None else None

    # -- the result ------------------------------------------------------------------------------

    @on(GridLoaded)
    def _loaded(self, event: GridLoaded) -> None:
        event.stop()
        self.show_state()

    @on(GridFailed)
    def _grid_failed(self, event: GridFailed) -> None:
        event.stop()
        self.grid.add_class("-failed")

    @on(CursorMoved)
    def _moved(self, event: CursorMoved) -> None:
        event.stop()
        self.show_state()
        if origin(event.row) is not None:
            table = (event.row or {}).get("table_name")
            self.query_one(SentencePane).follow(event.row, table if isinstance(table, str) else "")

    @on(CellChosen)
    def _chosen(self, event: CellChosen) -> None:
        event.stop()
        if not self.query_one(SentencePane).open():
            self.grid.action_show_row()

    @on(HeaderClicked)
    def _header(self, event: HeaderClicked) -> None:
        event.stop()
        self.grid.move_to(column=event.column)
        self.sort(event.column)

    def action_switch(self) -> None:
        """Go to the result, or back to the editor."""
        (self.grid if self.editor.has_focus else self.editor).focus()

    # -- what is kept ----------------------------------------------------------------------------

    def on_unmount(self) -> None:
        """Leave nothing running, nothing open and nothing unsaved."""
        self._runner.close()
        self._buffers.note()
        self._desk.write()

    def _keep(self, ran: Ran) -> None:
        """Enter a run into the history, in a thread."""
        rows = ran.result.total if ran.result is not None else 0
        outcome: Outcome = "cancelled" if ran.cancelled else "error" if ran.error is not None else "ok"
        entry = Entry(
            ran.sql, f"{datetime.now().astimezone():%Y-%m-%d %H:%M}", outcome, rows, round(ran.seconds * 1000, 1)
        )
        self.run_worker(lambda: self._desk.history.add(entry), thread=True, group="history", exit_on_error=False)

    def action_history(self) -> None:
        """Choose a query that was run before."""

        def take(sql: str | None) -> None:
            if sql:
                self._append(sql)

        self.ask(
            lambda _: self._desk.history.entries(),
            lambda entries: self.app.push_screen(HistoryScreen(entries), take),
            group="history",
        )

    # -- layout, plan ------------------------------------------------------------------

    def lay_out(self) -> None:
        """Lay out the selection, or the statement at the cursor."""
        from qdtui.tui.sql_layout import laid_out

        for statement in reversed(self.editor.statements_to_run()):
            made = laid_out(statement.text)
            if made is None:
                self.remark(NO_LAYOUT())
            elif made != statement.text:
                self.editor.put(statement.start, statement.end, made)

    def action_plan(self) -> None:
        """Show how DuckDB runs the statement at the cursor."""
        chosen = self.editor.statements_to_run()
        if not chosen:
            self.remark(NOTHING())
            return
        sql, start = chosen[0].text, chosen[0].start
        explain = "EXPLAIN "

        def take(ran: Ran) -> None:
            if ran.error is None:
                measure = partial(_measured, self._runner, sql)
                self.app.push_screen(PlanScreen(plan_text(ran), measure, self._runner.cancel))
            elif not ran.cancelled:
                self.grid.fail(ran.error)
                self.grid.add_class("-failed")
                at = (ran.position or 0) - len(explain)
                if ran.position is not None and at >= 0:
                    self.editor.mark_fault(start + at, start + at + _word(sql, at))

        self.in_thread(lambda: self._runner.run(explain + sql), take, group="plan")


def _measured(runner: Runner, sql: str) -> str:
    return plan_text(runner.run(f"EXPLAIN ANALYZE {sql}"))


def _word(sql: str, position: int) -> int:
    """How many code points of `sql` from `position` belong to one word, at least one."""
    length = 0
    while position + length < len(sql) and (sql[position + length].isalnum() or sql[position + length] == "_"):
        length += 1
    return max(length, 1)
