"""What the place Documents says, and its commands."""

from __future__ import annotations

from typing import Final

from qdtui.tui.commands import NOT_SHOWN, Command
from qdtui.tui.i18n import Phrase

PAUSE: Final = 0.12
"""Seconds of quiet after a key until the texts are looked through for what was typed."""

COUNTER: Final = Phrase("{title} {shown}/{total}", "{title} {shown}/{total}")
FACTS: Final = Phrase("事实 {n}", "Facts {n}")
FACT_OF: Final = Phrase("事实 {number}/{total} · {text}", "fact {number}/{total} · {text}")
HIT_OF: Final = Phrase(
    "命中 {number}/{total} · {query} · [ ] 逐处 · esc 收起", "hit {number}/{total} · {query} · [ ] step · esc clears"
)
HINT: Final = Phrase("↵ 看它在表中的位置", "↵ shows where it stands in the table")
NO_DOCUMENTS: Final = Phrase(
    "还没有文档。\n\n把文档（文本、网页、PDF、Word）放进\n{folder}\n然后按 ctrl+r 更新。",
    "No documents yet.\n\nPut documents (text, web pages, PDF, Word) into\n{folder}\nand press ctrl+r.",
)
NOT_READ: Final = Phrase(
    "无法读取数据文件\n\n{reason}\n\nctrl+r 更新数据文件\np 查看问题",
    "The file cannot be read\n\n{reason}\n\nctrl+r updates the file\np shows the problems",
)
NOTHING_FITS: Final = Phrase(
    "没有文档符合\n“{text}”\n\nesc 清除筛选", "No document fits\n“{text}”\n\nesc clears the filter"
)
NO_FACTS: Final = Phrase(
    "这篇文档里没有找到事实。\n\np 看是否有插件出错\n2 看其他文档的事实",
    "No facts were found here.\n\np tells which plugin failed\n2 shows the facts of the others",
)
QUOTE: Final = Phrase("原文", "quote")
NO_HEADINGS: Final = Phrase("本文没有标题", "this document has no headings")
NO_COPIES: Final = Phrase("本文没有其他副本", "there is no other copy of this document")
COPIES: Final = Phrase("副本，最早的在前", "Copies, the earliest first")
OUTLINE: Final = Phrase("提纲", "Outline")
FACETS: Final = Phrase("分面", "Facets")
READING_CLOSELY: Final = Phrase("正在找没有用到的数字和名称……", "looking for numbers and names that no fact uses…")
ALL_COVERED: Final = Phrase(
    "{numbers} 个数字、{names} 个名称都已用到", "all {numbers} numbers and {names} names are used"
)
OPEN_OF: Final = Phrase(
    "未用到 {number}/{total} · 数字 {numbers}/{all_numbers} · 名称 {names}/{all_names} · [ ] 逐处 · c 关闭",
    "not used {number}/{total} · numbers {numbers}/{all_numbers} · names {names}/{all_names} · [ ] step · c closes",
)

DOCUMENTS_COMMANDS: Final = (
    Command(
        "documents.filter",
        "slash",
        Phrase("筛选", "filter"),
        Phrase("筛选文档列表", "Filter the list of documents"),
    ),
    Command(
        "documents.toggle_facts",
        "f",
        Phrase("事实栏", "facts"),
        Phrase("显示或收起事实栏", "Show or hide the facts panel"),
    ),
    Command(
        "documents.sort",
        "s",
        Phrase("排序", "sort"),
        Phrase(
            "文档列表的下一种排序：日期、标题、来源、事实数、长度",
            "The next order of the list: date, title, outlet, facts, length",
        ),
    ),
    Command(
        "documents.facets",
        "F",
        Phrase("分面", "facets"),
        Phrase("按年份、来源、地区和所含事实缩小列表", "Narrow the list by year, outlet, region and the facts it has"),
    ),
    Command(
        "documents.outline",
        "o",
        Phrase("提纲", "outline"),
        Phrase("本文的各级标题，选一个前往", "The headings of this document, to go to one"),
    ),
    Command(
        "documents.coverage",
        "c",
        Phrase("遗漏", "coverage"),
        Phrase(
            "标出没有事实用到的数字和名称（[ 和 ] 逐处查看）",
            "Mark the numbers and names that no fact uses ([ and ] step through them)",
        ),
    ),
    Command("documents.set_title", "T", NOT_SHOWN, Phrase("设定这篇文档的标题", "Set this document's title")),
    Command("documents.set_source", "O", NOT_SHOWN, Phrase("设定这篇文档的来源", "Set this document's outlet")),
    Command(
        "documents.copies",
        "D",
        NOT_SHOWN,
        Phrase("同一作品的各篇转载，选一篇打开", "The copies of this work in other outlets, to open one"),
    ),
    Command("documents.set_author", "A", NOT_SHOWN, Phrase("设定这篇文档的作者", "Set this document's author")),
    Command(
        "documents.set_date",
        "d",
        Phrase("日期", "date"),
        Phrase("设定这篇文档的发布日期", "Set this document's publication date"),
    ),
    Command(
        "documents.toggle_list",
        "l",
        Phrase("列表", "list"),
        Phrase("显示或收起文档列表", "Show or hide the list of documents"),
    ),
    Command("documents.next_document", "greater_than_sign", NOT_SHOWN, Phrase("下一篇文档", "Next document")),
    Command("documents.previous_document", "less_than_sign", NOT_SHOWN, Phrase("上一篇文档", "Previous document")),
    Command("documents.next_pane", "tab", NOT_SHOWN, Phrase("到下一栏", "To the next pane")),
    Command("documents.previous_pane", "shift+tab", NOT_SHOWN, Phrase("到上一栏", "To the pane before")),
    Command(
        "documents.back",
        "escape",
        NOT_SHOWN,
        Phrase("关闭查找、清除筛选或收起浮栏", "Close find, clear the filter or put the overlay away"),
    ),
)
