"""What the place SQL says, and its commands."""

from __future__ import annotations

from qdtui.tui.commands import Command
from qdtui.tui.i18n import Phrase

EDITOR: Phrase = Phrase("查询", "query")
RESULT: Phrase = Phrase("结果", "result")
RUNNING: Phrase = Phrase("运行中 {seconds:.1f} 秒 · esc 取消", "running {seconds:.1f} s · esc cancels")
DONE: Phrase = Phrase("完成，没有返回行", "done, no rows to show")
AT_LEAST: Phrase = Phrase("至少 {n} 行", "{n} rows or more")
CUT: Phrase = Phrase("其余未读取", "the rest was not read")
CANCELLED: Phrase = Phrase("已取消（{seconds:.1f} 秒后）", "cancelled after {seconds:.1f} s")
FAILED: Phrase = Phrase("出错", "error")
NOTHING: Phrase = Phrase("没有可运行的语句", "there is no statement to run")
FIRST: Phrase = Phrase(
    "F5 运行光标处的语句，结果显示在这里\n结果含 doc_id、start、end 三列时，下方显示原文",
    "F5 runs the statement at the cursor; its result stands here\n"
    "With the columns doc_id, start and end the sentence stands below",
)
NO_SPAN: Phrase = Phrase(
    "结果没有 doc_id、start、end 列，所以没有原文", "no sentence: the result has no doc_id, start and end"
)
EMPTY: Phrase = Phrase(
    "查询没有返回行\nF7 回到查询，放宽条件后按 F5 再运行",
    "the query gives no rows\nF7 goes back to the query, F5 runs it again",
)
SAMPLE: Phrase = Phrase(
    "-- F5 运行光标处的语句，F6 全部运行，ctrl+space 补全，F8 历史\n",
    "-- F5 runs the statement at the cursor, F6 all, ctrl+space completes, F8 history\n",
)
UNNAMED: Phrase = Phrase("空", "empty")
NOT_CLOSED: Phrase = Phrase("没有关闭过的查询页", "no buffer was closed")
NO_LAYOUT: Phrase = Phrase(
    "这条语句无法重新排版，保持原样", "this statement cannot be laid out again; it stays as it is"
)
SAMPLE_SQL = """SELECT table_name, label, quote, document, doc_id, start, "end"
FROM evidence
ORDER BY confidence DESC, table_name, label, doc_id, start
LIMIT 100;
"""

SQL_COMMANDS = (
    Command(
        "sql.run",
        "f5,ctrl+j,ctrl+enter",
        Phrase("运行", "run"),
        Phrase("运行选中的语句，或光标处的语句", "Run the selection, or the statement at the cursor"),
        priority=True,
    ),
    Command("sql.run_all", "f6", Phrase("全部", "all"), Phrase("运行全部语句", "Run all statements"), priority=True),
    Command(
        "sql.cancel",
        "escape,ctrl+c",
        Phrase("取消", "cancel"),
        Phrase("取消正在运行的查询，或导出", "Cancel the query that is running, or the export"),
        priority=True,
    ),
    Command(
        "sql.history",
        "f8",
        Phrase("历史", "history"),
        Phrase("查找运行过的查询", "Find a query that was run before"),
        priority=True,
    ),
    Command(
        "sql.switch",
        "f7",
        Phrase("", ""),
        Phrase("在编辑器和结果之间切换", "Between editor and result"),
        priority=True,
    ),
    Command(
        "sql.plan",
        "f9",
        Phrase("计划", "plan"),
        Phrase("查看 DuckDB 如何执行光标处的语句", "See how DuckDB runs the statement at the cursor"),
        priority=True,
    ),
    Command(
        "sql.sort",
        "s",
        Phrase("排序", "sort"),
        Phrase(
            "结果按光标所在列排序：升、降、不排",
            "Sort the result by the column under the cursor: up, down, not at all",
        ),
    ),
    Command(
        "sql.also_sort",
        "plus",
        Phrase("", ""),
        Phrase("再按光标所在列排序（保留其他排序列）", "Sort by this column too, after the others"),
    ),
    Command("sql.back", "backspace", Phrase("", ""), Phrase("撤销上一步排序", "Take back the last sort")),
    Command(
        "sql.show_sql",
        "S",
        Phrase("", ""),
        Phrase("显示生成此结果的 SQL，可复制或编辑", "Show the SQL of the result, to copy or to edit"),
    ),
    Command(
        "sql.export",
        "E",
        Phrase("导出", "export"),
        Phrase("把结果写成 CSV、JSON 或 Parquet 文件", "Write the result to a CSV, JSON or Parquet file"),
    ),
    Command(
        "sql.add_buffer",
        "f2",
        Phrase("新页", "new"),
        Phrase("新开一个查询页", "Open another buffer"),
        priority=True,
    ),
    Command(
        "sql.next_buffer",
        "f3,ctrl+pagedown",
        Phrase("", ""),
        Phrase("到下一个查询页", "To the next buffer"),
        priority=True,
    ),
    Command(
        "sql.previous_buffer",
        "ctrl+pageup",
        Phrase("", ""),
        Phrase("到上一个查询页", "To the buffer before"),
        priority=True,
    ),
    Command(
        "sql.close_buffer",
        "f4",
        Phrase("", ""),
        Phrase("关闭此查询页（可以恢复）", "Close this buffer (it can be brought back)"),
        priority=True,
    ),
    Command(
        "sql.reopen_buffer",
        "",
        Phrase("", ""),
        Phrase("恢复最近关闭的查询页", "Bring back the buffer that was closed last"),
    ),
    Command(
        "editor.lay_out",
        "ctrl+l",
        Phrase("", ""),
        Phrase("重新排版选中的语句，或光标处的语句", "Lay out the selection, or the statement at the cursor"),
    ),
    Command(
        "editor.complete",
        "ctrl+space,ctrl+@",
        Phrase("", ""),
        Phrase("补全表名、列名、函数和关键字", "Complete tables, columns, functions and keywords"),
    ),
    Command(
        "editor.leave",
        "escape",
        Phrase("结果", "result"),
        Phrase("离开编辑器到结果（之后 1–4 切换位置）", "Leave the editor for the result (then 1–4 change place)"),
    ),
)
