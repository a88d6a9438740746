"""What the place Tables says, and its commands."""

from __future__ import annotations

from qdtui.tui.commands import Command
from qdtui.tui.i18n import Phrase

FILTER: Phrase = Phrase("筛选", "filter")
FILTER_HINT: Phrase = Phrase(
    "值 · > 5 · = A|B · ~ 含 · null · 列 = 值 · sql …", "value · >5 · A|B · ~part · null · col = 1 · sql …"
)
VALUES: Phrase = Phrase("⇥ {values}", "⇥ {values}")
COLUMN: Phrase = Phrase("跳到列", "go to column")
NO_COLUMN: Phrase = Phrase("没有这样的列", "no such column")
EMPTY_TABLE: Phrase = Phrase(
    "{name} 还没有行\n文档中没有找到这类事实。p 查看问题，ctrl+r 更新数据文件",
    "{name} has no rows\nNothing of this kind was found in the documents. p shows problems, ctrl+r updates the file",
)
EMPTY_FILTER: Phrase = Phrase(
    "没有符合条件的行\nbackspace 撤销上一步，= 另设条件",
    "no row fits\nbackspace takes the last step back, = filters anew",
)
COUNTS_NOTE: Phrase = Phrase("↵ 查看取此值的行 · backspace 返回", "↵ the rows with this value · backspace back")
DESCRIBE_NOTE: Phrase = Phrase("↵ 回到此列 · backspace 返回", "↵ back to this column · backspace back")
COLUMNS: Phrase = Phrase("显示哪些列", "Columns to show")
LAST_COLUMN: Phrase = Phrase("至少要留一列", "one column has to stay")
EXPORT: Phrase = Phrase("导出到", "export to")
EXPORTING: Phrase = Phrase("正在导出 {done}/{total} 行 · esc 停止", "exporting {done}/{total} rows · esc stops")
EXPORTED: Phrase = Phrase("已导出 {rows}：{path}", "exported {rows}: {path}")
EXPORT_STOPPED: Phrase = Phrase("已停止导出，没有留下文件", "export stopped, no file is left")
EXPORT_BUSY: Phrase = Phrase("还在导出；esc 停止", "still exporting; esc stops")
OF_ALL: Phrase = Phrase("共 {n} 行", "of {n}")
NOTHING_UNDONE: Phrase = Phrase("没有可撤销的步骤", "there is no step to take back")

TABLES_COMMANDS = (
    Command("tables.relations", "t", Phrase("表", "tables"), Phrase("选择表或视图", "Choose a table or view")),
    Command(
        "tables.go",
        "T",
        Phrase("", ""),
        Phrase("输入名称（或拼音首字母）前往一个表或视图", "Go to a table or view by typing its name"),
    ),
    Command(
        "tables.sort",
        "s",
        Phrase("排序", "sort"),
        Phrase("按光标所在列排序：升、降、不排", "Sort by the column under the cursor: up, down, not at all"),
    ),
    Command(
        "tables.also_sort",
        "plus",
        Phrase("", ""),
        Phrase("再按光标所在列排序（保留其他排序列）", "Sort by this column too, after the others"),
    ),
    Command(
        "tables.filter",
        "equals_sign",
        Phrase("筛选", "filter"),
        Phrase(
            "按值筛选：国家级、> 5、level = 省级、null、sql …",
            "Filter by a value: 国家级, > 5, level = 省级, null, sql …",
        ),
    ),
    Command(
        "tables.counts",
        "F",
        Phrase("取值", "counts"),
        Phrase("统计光标所在列的取值", "Count the values of the column under the cursor"),
    ),
    Command(
        "tables.describe",
        "I",
        Phrase("概况", "describe"),
        Phrase("各列的类型、空值、取值数和极值", "Type, NULLs, distinct values and extremes of every column"),
    ),
    Command(
        "tables.copies",
        "D",
        Phrase("", ""),
        Phrase("显示或隐去转载文档的事实", "Show or leave out the facts of reprints"),
    ),
    Command(
        "tables.show_sql",
        "S",
        Phrase("看 SQL", "SQL"),
        Phrase("显示生成此视图的 SQL，可复制或编辑", "Show the SQL of what is on screen, to copy or to edit"),
    ),
    Command(
        "tables.hide",
        "minus",
        Phrase("", ""),
        Phrase("隐去光标所在列（C 找回）", "Put the column under the cursor out of sight (C brings it back)"),
    ),
    Command("tables.columns", "C", Phrase("", ""), Phrase("选择显示哪些列", "Choose which columns are shown")),
    Command(
        "tables.export",
        "E",
        Phrase("导出", "export"),
        Phrase(
            "把屏幕上的视图写成 CSV、JSON 或 Parquet 文件", "Write what is on screen to a CSV, JSON or Parquet file"
        ),
    ),
    Command("tables.stop_export", "escape", Phrase("停止", "stop"), Phrase("停止导出", "Stop the export")),
    Command("tables.jump", "c", Phrase("", ""), Phrase("按名称跳到列", "Go to a column by its name")),
    Command(
        "tables.back",
        "backspace",
        Phrase("撤销", "back"),
        Phrase("撤销上一步排序、筛选或返回", "Take back the last sort, filter or sheet"),
    ),
)
