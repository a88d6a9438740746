"""What the place Search says, and its commands."""

from __future__ import annotations

from qdtui.tui.commands import Command
from qdtui.tui.i18n import Phrase

TYPE_HERE: Phrase = Phrase("输入要查找的词", "words to find")
IN_FIRST: Phrase = Phrase("前 {n} 篇中 {hits}", "{hits} in the first {n}")
BY_SUBSTRING: Phrase = Phrase("按原文字串", "as plain text")
BY_PHRASE: Phrase = Phrase("按短语", "by phrase")
FACETS: Phrase = Phrase("分面 · ↵ 选用或取消", "facets · ↵ choose or not")
NO_FACETS: Phrase = Phrase("先输入要查找的词", "type words to find first")
LINES: Phrase = Phrase("逐处", "lines")
LINES_SHOWN: Phrase = Phrase("列出前 {n} 处", "first {n} hits listed")
ORDER_NAMES: dict[str, Phrase] = {
    "rank": Phrase("按文档排序", "by document"),
    "after": Phrase("按后文排序", "by what follows"),
    "before": Phrase("按前文排序", "by what precedes"),
}
NOTHING_FOUND: Phrase = Phrase(
    "没有文档符合“{query}”\n\n试试更短的词，或去掉引号、减号与 年份: 来源: 含: 条件；ctrl+r 更新数据文件",
    "no document matches “{query}”\n\nTry a shorter word, or leave out quotation marks, minus and year: outlet: has:; "
    "ctrl+r updates the file",
)
LANGUAGE: Phrase = Phrase(
    "在全部文档中检索，边输入边出结果\n\n"
    "  灯塔工厂            含有这个词\n"
    "  灯塔工厂 数字化      两个词都有（都没有时，含其一即可）\n"
    '  "先进制造业集群"     原样的短语\n'
    "  集群 -培育          有“集群”，没有“培育”\n"
    "  年份:2024 来源:新华社  某年、某来源的文档；年份:2023-2025\n"
    "  含:clusters         读出了该表事实的文档\n\n"
    "F2 按年份、来源、表筛选 · F3 逐处列出上下文\n"
    "↑↓ 选择 · ↵ 打开文档并定位 · esc 到结果列表（之后 1–4 切换位置）",
    "Find in all documents while you type\n\n"
    "  灯塔工厂            documents that hold the word\n"
    "  灯塔工厂 数字化      both words (or either, when none holds both)\n"
    '  "先进制造业集群"     the phrase as written\n'
    "  集群 -培育          集群 but not 培育\n"
    "  year:2024 outlet:新华社  of a year and an outlet; year:2023-2025\n"
    "  has:clusters        documents with facts of that table\n\n"
    "F2 facets: years, outlets, tables · F3 every hit with its context\n"
    "↑↓ choose · ↵ open the document at the hit · esc to the results (then 1–4 change place)",
)

SEARCH_COMMANDS = (
    Command("search.query", "slash", Phrase("检索", "find"), Phrase("输入检索词", "Type what to find")),
    Command(
        "search.open", "enter", Phrase("打开", "open"), Phrase("打开文档并定位到命中处", "Open the document at the hit")
    ),
    Command(
        "search.results",
        "escape",
        Phrase("结果", "results"),
        Phrase("从输入框到结果列表（之后 1–4 切换位置）", "From the input to the results (then 1–4 change place)"),
    ),
    Command(
        "search.facets",
        "f2",
        Phrase("分面", "facets"),
        Phrase("按年份、来源和表筛选", "Narrow by year, outlet and tables"),
        priority=True,
    ),
    Command(
        "search.lines",
        "f3",
        Phrase("逐处", "lines"),
        Phrase("逐处列出命中的上下文，或按文档列出", "List every hit with its context, or the documents"),
        priority=True,
    ),
    Command(
        "search.order",
        "s",
        Phrase("", ""),
        Phrase(
            "逐处列出时：按文档、后文或前文排序",
            "In the list of hits: order by document, by what follows or by what precedes",
        ),
    ),
)
