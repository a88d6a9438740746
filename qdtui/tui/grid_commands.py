"""What a person can do with the cell and the row under a grid's cursor, wherever the grid stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from textual.widget import Widget

from qdtui.tui.cells import pasted
from qdtui.tui.commands import Command
from qdtui.tui.i18n import Phrase
from qdtui.tui.messages import CopyText, FindInDocuments
from qdtui.tui.row_card import RowCard

CELL: Phrase = Phrase("单元格", "cell")
CANCELLED: Phrase = Phrase(
    "已停止读取\nbackspace 撤销上一步，ctrl+r 更新数据文件",
    "reading was stopped\nbackspace takes the last step back, ctrl+r updates the file",
)
ROW: Phrase = Phrase("行", "row")
CELLS: Phrase = Phrase("{rows} 行 × {columns} 列", "{rows} rows × {columns} columns")
KEPT: Phrase = Phrase("固定 {n} 列", "{n} columns kept", "1 column kept")
SELECTED: Phrase = Phrase("选中 {rows} 行 × {columns} 列", "{rows} rows × {columns} columns selected")
TOO_MANY: Phrase = Phrase(
    "选中了 {rows} 行，最多复制 {most} 行；E 可导出到文件",
    "{rows} rows are selected, at most {most} can be copied; E exports to a file",
)
MOST_ROWS = 100_000
"""Rows that a copy may have; more belong into a file."""

GRID_COMMANDS = (
    Command(
        "grid.copy_cell", "y", Phrase("复制", "copy"), Phrase("复制光标所在单元格", "Copy the cell under the cursor")
    ),
    Command("grid.copy_row", "Y", Phrase("", ""), Phrase("复制整行（制表符分隔）", "Copy the row, separated by tabs")),
    Command(
        "grid.select",
        "v",
        Phrase("", ""),
        Phrase(
            "开始或放弃选择单元格（也可按住 shift 移动）；y 复制选中的，Y 复制选中的整行和列名",
            "Begin or drop a selection (or move with shift); y copies it, Y whole rows with the columns' names",
        ),
    ),
    Command(
        "grid.show_row",
        "space",
        Phrase("整行", "row"),
        Phrase("显示整行的完整内容", "Show every value of the row in full"),
    ),
    Command(
        "grid.freeze", "z", Phrase("", ""), Phrase("固定光标左侧的列", "Keep the columns up to the cursor in view")
    ),
    Command(
        "grid.cancel",
        "escape",
        Phrase("", ""),
        Phrase("停止读取还没到的结果", "Stop reading a result that is not there yet"),
    ),
    Command(
        "grid.find",
        "f",
        Phrase("", ""),
        Phrase("在全部文档中检索此单元格", "Find the text of the cell in all documents"),
    ),
)


def tabbed(values: Iterable[Any]) -> str:
    """Values in a line, separated by tabs."""
    return "\t".join(" ".join(pasted(value).replace("\t", " ").split("\n")) for value in values)


class CellCommands(Widget):
    """The actions of `GRID_COMMANDS` that need nothing of a grid but its cursor and its selection."""

    @property
    def selecting(self) -> bool:
        """True while there is a selection."""
        raise NotImplementedError

    def copy_selection(self, *, whole_rows: bool) -> None:
        """Copy the selected cells, or the rows that they stand in under the names of the columns, and end it."""
        raise NotImplementedError

    @property
    def columns(self) -> list[str]:
        """The names of the columns, from left to right."""
        raise NotImplementedError

    @property
    def cursor(self) -> tuple[int, str | None]:
        """Row (from 0) and name of the column under the cursor."""
        raise NotImplementedError

    @property
    def row(self) -> Mapping[str, Any] | None:
        """The values of the row under the cursor by column, None when it is not here."""
        raise NotImplementedError

    def action_copy_cell(self) -> None:
        """Copy the whole value under the cursor."""
        row, column = self.row, self.cursor[1]
        if self.selecting:
            self.copy_selection(whole_rows=False)
        elif row is not None and column is not None:
            self.post_message(CopyText(pasted(row[column]), CELL()))

    def action_copy_row(self) -> None:
        """Copy the row's values, separated by tabs, in the order of the columns on screen."""
        row = self.row
        if self.selecting:
            self.copy_selection(whole_rows=True)
        elif row is not None:
            self.post_message(CopyText(tabbed(row[column] for column in self.columns), ROW()))

    def action_show_row(self) -> None:
        """Show the row with every value in full."""
        row, column = self.row, self.cursor[1]
        if row is not None:
            ordered = {name: row[name] for name in (*self.columns, *row)}
            self.app.push_screen(RowCard(ordered, column))

    def action_find(self) -> None:
        """Find the text of the cell in all documents."""
        row, column = self.row, self.cursor[1]
        if row is not None and column is not None and (text := pasted(row[column]).strip()):
            self.post_message(FindInDocuments(text))
