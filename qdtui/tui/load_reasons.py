"""Why a file was not read and a plugin not run, in Chinese: what is written into the data file is English."""

from __future__ import annotations

import re
from typing import Final

from qdtui.tui.i18n import language

_SIZE: Final = r"([\d.,]+ (?:MB|bytes))"
_ZH: Final = tuple(
    (re.compile(pattern, re.DOTALL), chinese)
    for pattern, chinese in (
        (
            r"(.+) was not run: nobody has allowed this code yet; read it, then: (.+)",
            r"\1 未运行：还没有人允许这段代码；请先阅读，再运行 \2",
        ),
        (
            r"(.+) was not run: its code changed since it was allowed or refused; read it, then: (.+)",
            r"\1 未运行：代码在允许或拒绝之后有改动；请先阅读，再运行 \2",
        ),
        (
            r"(.+) was not run: you refused it; read it, then: (.+)",
            r"\1 未运行：你已拒绝；若要改变，请先阅读，再运行 \2",
        ),
        (r"the file is empty", "文件是空的"),
        (r"there is no text in it", "其中没有文字"),
        (r"there is nothing in it that is read", "其中没有可读取的内容"),
        (r"this is a folder, not a file", "这是文件夹，不是文件"),
        (r"this is a device, a socket or a pipe, not a file", "这是设备、套接字或管道，不是文件"),
        (r"no permission to read it; change its permissions or remove it", "没有读取权限：请修改权限，或把它移走"),
        (r"(.+); run ingest again when it is back", r"\1；恢复后请再次更新"),
        (r"it is not in the file any more; run ingest again", "它已不在文件中，请再次更新"),
        (r"cannot be read: (.+)", r"无法读取：\1"),
        (r"it could not be read: (.+)", r"无法读取：\1"),
        (r"it cannot be opened: (.+)", r"无法打开：\1"),
        (r"it takes more memory than a worker may use; split it", "所需内存超过上限，请拆分"),
        (r"its markup is nested too deeply to be read; save its text as \.txt", "标记嵌套太深，请把文字另存为 .txt"),
        (r"unknown kind of file; these are read: (.+)", r"不认识的文件类型；可读取：\1"),
        (
            r"this is binary data, not text \(it holds NUL bytes\); remove it from the documents",
            "这是二进制数据，不是文本（含 NUL 字节），请从文档中移走",
        ),
        (
            r"not text in UTF-8 \(byte (\S+), line (\S+) is wrong\), GB18030, Big5 or UTF-16; it may be damaged or in "
            r"another encoding: save it again as UTF-8",
            r"不是 UTF-8（第 \1 字节、第 \2 行有误）、GB18030、Big5 或 UTF-16 文本；可能已损坏或用了其他编码，请另存为 UTF-8",
        ),
        (
            r"this is (.+), not text; save its text as \.txt or \.html and load that",
            r"这是 \1，不是文本；请把文字另存为 .txt 或 .html",
        ),
        (
            r"its byte order mark says (\S+), but byte (\S+) is not; the file may be cut off: save it again",
            r"字节序标记表明是 \1，但第 \2 字节不是；文件可能不完整，请重新保存",
        ),
        (
            r"it declares (\S+), but byte (\S+) is not; the file may be cut off: save it again",
            r"它声明是 \1，但第 \2 字节不是；文件可能不完整，请重新保存",
        ),
        (
            r"line (\S+) holds half a character \(a lone surrogate\), which is no text; save it again as UTF-8",
            r"第 \1 行有半个字符（单独的代理项），不是文本；请另存为 UTF-8",
        ),
        (
            rf"it has {_SIZE} of text, and a document may have (\S+) characters; split it, or raise longest under "
            r"\[load\] in config\.toml",
            r"文字有 \1，而一篇文档最多 \2 字；请拆分，或在 config.toml 的 [load] 中调大 longest",
        ),
        (
            r"its text has (\S+) characters, more than the (\S+) that a document may have; split it, or raise longest "
            r"under \[load\] in config\.toml",
            r"全文 \1 字，超过一篇文档的上限 \2 字；请拆分，或在 config.toml 的 [load] 中调大 longest",
        ),
        (
            rf"it has {_SIZE}, more than the {_SIZE} that are read in one piece; split it, or raise largest under "
            r"\[load\] in config\.toml",
            r"文件有 \1，超过一次读取的上限 \2；请拆分，或在 config.toml 的 [load] 中调大 largest",
        ),
        (
            r"it does not begin as a (\S+) file does; it may be damaged, or something else",
            r"开头不像 \1 文件；可能已损坏，或是别的文件",
        ),
        (
            r"it is encrypted, or an old \.doc file; open it, and save it as \.docx without a password",
            "文件已加密，或是旧的 .doc 文件；请打开后另存为不带密码的 .docx",
        ),
        (
            r"it is encrypted; open it with its password and save it without one",
            "文件已加密；请用密码打开，另存为不带密码的文件",
        ),
        (
            r"it is encrypted; unpack it with its password, and load what comes out",
            "压缩包已加密；请用密码解压，再读取解压出的文件",
        ),
        (r"it is no whole PDF: cut off or damaged; save or download it again", "PDF 不完整或已损坏，请重新保存或下载"),
        (
            r"its pages are pictures without a text layer \(a scan\): run text recognition on it, and load the result",
            "各页是没有文字层的图片（扫描件）；请先做文字识别，再读取结果",
        ),
        (r"it is no whole Word file: cut off or damaged; save it again", "Word 文件不完整或已损坏，请重新保存"),
        (r"it is a ZIP archive, but no Word file", "这是 ZIP 压缩包，但不是 Word 文件"),
        (rf"it unpacks to {_SIZE}: a ZIP bomb, perhaps; it is not read", r"解压后有 \1，可能是压缩炸弹，不读取"),
        (r"it is no whole ZIP archive: cut off or damaged; copy it again", "ZIP 压缩包不完整或已损坏，请重新复制"),
        (
            r"it holds (\S+) files, more than \[load\] members allows; split it",
            r"压缩包有 \1 个文件，超过 [load] members 的上限，请拆分",
        ),
        (r"its members overlap each other: a ZIP bomb; it is not read", "压缩包内的文件相互重叠，是压缩炸弹，不读取"),
        (
            rf"it would unpack to {_SIZE}, more than \[load\] unpacked allows: a ZIP bomb, perhaps",
            r"解压后有 \1，超过 [load] unpacked 的上限，可能是压缩炸弹",
        ),
        (
            r"it unpacks to more than an archive may \(\[load\] unpacked\): a ZIP bomb, perhaps",
            "解压后超过压缩包的上限（[load] unpacked），可能是压缩炸弹",
        ),
        (rf"it unpacks to {_SIZE}, more than \[load\] largest allows", r"解压后有 \1，超过 [load] largest 的上限"),
        (
            rf"it unpacks from {_SIZE} to {_SIZE}: a ZIP bomb; it is not read",
            r"从 \1 解压成 \2，是压缩炸弹，不读取",
        ),
        (r"its name leads out of the archive; it is not read", "文件名指向压缩包之外，不读取"),
        (r"it is a link, not a file", "这是链接，不是文件"),
        (
            r"it is packed in a way that is not read; pack it as an ordinary ZIP archive",
            "压缩方式不受支持，请重新打包为普通 ZIP",
        ),
        (r"it is damaged inside the archive; pack it again", "它在压缩包内已损坏，请重新打包"),
        (r"it is the (\d+)th archive inside another; unpack them", r"压缩包套了 \1 层，请先解压"),
        (
            r"it is too large for one piece of JSON: save it as \.jsonl, one object a line",
            "整块 JSON 太大，请另存为 .jsonl，一行一个对象",
        ),
        (r"it is JSON, but no list of objects", "是 JSON，但不是对象的列表"),
        (r"it is no object with named values", "不是带名称的对象"),
        (r"its values are nested too deeply", "嵌套太深"),
        (r"it is no JSON: (.+); it may be cut off", r"不是 JSON：\1；可能不完整"),
        (r"the line is no JSON: (.+)", r"这一行不是 JSON：\1"),
        (
            r"the line is longer than a document may be \(\[load\] longest\)",
            "这一行超过一篇文档的上限（[load] longest）",
        ),
        (r"there is no page in it, or it is cut off; save it again", "其中没有网页，或不完整，请重新保存"),
        (
            r"it is no whole page: its parts cannot be told apart; save it again",
            "网页不完整，各部分无法分开，请重新保存",
        ),
        (r"there is no record in it", "其中没有记录"),
        (r"none of its records can be read: (.+)", r"没有一条记录可读取：\1"),
        (r"the column (.+) of this record is empty", r"这条记录的 \1 列是空的"),
        (
            r"no column holds the text of documents; name it under \[records\] in config\.toml \(columns: (.*)\)",
            r"没有哪一列是正文；请在 config.toml 的 [records] 中指明（现有列：\1）",
        ),
        (
            r"this is binary data, not a table in text \(it holds NUL bytes\)",
            "这是二进制数据，不是文本表格（含 NUL 字节）",
        ),
        (r"this is (.+), not a table in text", r"这是 \1，不是文本表格"),
        (
            r"it cannot be read as a table: (.+); it may be cut off or damaged",
            r"无法作为表格读取：\1；可能不完整或已损坏",
        ),
        (r"line (\S+) is not read: (.+)", r"第 \1 行未读取：\2"),
    )
)


def reason_in_words(reason: str) -> str:
    """A problem's reason in the language shown now; what a plugin or library said stays as it is."""
    if language() == "en":
        return reason
    for pattern, chinese in _ZH:
        if found := pattern.fullmatch(reason):
            return found.expand(chinese)
    return reason
