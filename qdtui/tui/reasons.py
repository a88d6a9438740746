"""What the layers below say to a person, in the language of the interface: they themselves speak English."""

from __future__ import annotations

import re
from typing import Final

from qdtui.tui.i18n import language

_ZH: Final = tuple(
    (re.compile(pattern), chinese)
    for pattern, chinese in (
        (
            r"Closed off: the SQL here reads the opened file alone, no other files, extensions or network\.",
            "已隔离：这里的 SQL 只能读取打开的这个文件，不能读写其他文件，不能加载扩展，也不能联网。",
        ),
        (
            r"The file is open read-only, so nothing in it can be changed from here\.",
            "文件以只读方式打开，这里不能改动其中的任何内容。",
        ),
        (r"Closed off: settings cannot be changed from here\.", "已隔离：这里不能更改设置。"),
        (r"Such statements do not run here\.", "这类语句不能在这里运行。"),
        (r"\b([A-Z ]+) statements do not run here\.", r"\1 语句不能在这里运行。"),
        (r"A view is made by one SELECT\.", "视图只能由一条 SELECT 得出。"),
        (r"There is no statement to run\.", "没有可运行的语句。"),
        (r"Stopped: the time limit of ([\d.e+]+) s is over\.", r"已停止：超过了 \1 秒的时限。"),
        (r"\bthere is no value for (\$\w+)", r"\1 没有对应的值"),
        (r"(\S+) does not exist yet: `qdtui ingest` makes it", r"\1 尚不存在：qdtui ingest 会生成它"),
        (r"(\S+) cannot be opened: ", r"无法打开 \1："),
        (r"(\S+) cannot be read: ", r"无法读取 \1："),
        (r"(\S+) cannot be written: ", r"无法写入 \1："),
        (r"(\S+) was not written by qdtui(?! *,)", r"\1 不是由 qdtui 写出的"),
        (
            r"(\S+) has format (\S+), this qdtui reads (\S+): `qdtui ingest` writes it anew",
            r"\1 的格式是 \2，此版本读取 \3：qdtui ingest 会重新生成",
        ),
        (r"another qdtui holds (\S+); try again when it is done", r"另一个 qdtui 正占用 \1，请稍后再试"),
        (
            r"name at least one word to look for beside those to leave out",
            "除了要排除的词，还需要至少一个要查找的词",
        ),
        (
            r'type words to look for, "an exact phrase", or -word to leave out',
            "请输入要查找的词、加引号的短语，或用 -词 排除",
        ),
        (r"(\S+): wants all, as in copies:all, not (.+)", r"\1: 后面只能是 all（即 copies:all），不能是 \2"),
        (
            r"(\S+): wants a year or two, such as year:2024 or year:2023-2025, not (.+)",
            r"\1: 后面应是一个年份或起止年份，如 年份:2024、年份:2023-2025，不能是 \2",
        ),
        (r"there is no table ('.*'|\".*\"); has: knows none", r"没有 \1 这个表，文件中还没有事实表"),
        (r"there is no table ('.*'|\".*\"); has: knows (.+)", r"没有 \1 这个表；含: 后面可以是 \2"),
        (r"there is no facet (.+)", r"没有 \1 这个分面"),
    )
)
"""Sentences of the store, of the search and of the remembered state. What DuckDB and plugins say stays as it is."""


def in_words(text: str) -> str:
    """`text` with each sentence that is the program's own in the language shown now."""
    if language() == "en":
        return text
    for pattern, chinese in _ZH:
        text = pattern.sub(chinese, text)
    return text


def told(error: Exception | None) -> str:
    """What to tell of an error: its words, and before them its kind when it is not one of the program's own."""
    said = in_words(str(error or ""))
    if error is None or type(error).__module__.startswith("qdtui."):
        return said
    return f"{type(error).__name__}: {said}"
