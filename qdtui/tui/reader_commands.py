"""What a person can do in the reader, with its keys and words."""

from __future__ import annotations

from qdtui.tui.commands import NOT_SHOWN, Command
from qdtui.tui.i18n import Phrase

COMMANDS: tuple[Command, ...] = (
    Command(
        "reader.open_fact",
        "enter",
        Phrase("表中位置", "its row"),
        Phrase("到“表格”看这条事实所在的行", "Show the row of this fact in its table"),
    ),
    Command("reader.next_fact", "n,right", Phrase("下一条", "next"), Phrase("到下一条事实", "Go to the next fact")),
    Command("reader.previous_fact", "N,left", NOT_SHOWN, Phrase("到上一条事实", "Go to the fact before")),
    Command("reader.find", "slash", Phrase("查找", "find"), Phrase("在本文中查找", "Find in this document")),
    Command("reader.next_hit", "right_square_bracket", NOT_SHOWN, Phrase("下一处命中", "Next hit")),
    Command("reader.previous_hit", "left_square_bracket", NOT_SHOWN, Phrase("上一处命中", "Previous hit")),
    Command(
        "reader.copy",
        "y",
        Phrase("复制", "copy"),
        Phrase(
            "复制用鼠标选中的文字，没有选中时复制这条事实的原文",
            "Copy what the mouse selected, or else the quote of this fact",
        ),
    ),
    Command("reader.scroll_down", "j,down", NOT_SHOWN, Phrase("向下一行", "One line down")),
    Command("reader.scroll_up", "k,up", NOT_SHOWN, Phrase("向上一行", "One line up")),
    Command("reader.page_down", "pagedown,space", NOT_SHOWN, Phrase("向下一页", "One page down")),
    Command("reader.page_up", "pageup,b", NOT_SHOWN, Phrase("向上一页", "One page up")),
    Command("reader.scroll_home", "home,g", NOT_SHOWN, Phrase("到开头", "To the beginning")),
    Command("reader.scroll_end", "end,G", NOT_SHOWN, Phrase("到结尾", "To the end")),
)
