"""A folder of input that is wrong in as many ways as there are, each with what is to be said of it."""

from __future__ import annotations

import io
import json
import os
import socket
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.load.made import page, pdf, web_archive, word

GOOD = "海州新闻\n\n2024-03-01\n\n2023年,海州有单项冠军企业39家。{}\n"
LONGEST = 200_000
"""[load] longest of the project, in characters."""
MEMBERS = 50
"""[load] members of the project."""
LIMITS = f"[load]\nlongest = {LONGEST}\nmembers = {MEMBERS}\n"


@dataclass(frozen=True)
class Bad:
    """What a file holds, and a pattern of the reason; without one it is odd but can be read."""

    data: bytes
    reason: str | None = None
    inside: str = ""
    """The name in the file that is at fault; empty for the file itself."""


def pack(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def locked(data: bytes) -> bytes:
    """An archive whose first member says that it is encrypted."""
    changed = bytearray(data)
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def nested(depth: int) -> bytes:
    data = pack({"x.txt": GOOD.format("最里面").encode()})
    for _ in range(depth):
        data = pack({"n.zip": data})
    return data


def spoilt(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def parquet(folder: Path, columns: str, rows: int) -> bytes:
    path = folder / "made.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {columns} FROM range({rows})) TO '{path}' (FORMAT PARQUET)")
    data = path.read_bytes()
    path.unlink()
    return data


def bad_files(folder: Path) -> dict[str, Bad]:
    """The files by name; `folder` is used to make some of them."""
    good = GOOD.format("").encode()
    body = [(60.0, 700.0, 11.0, "海州有单项冠军企业39家。")]
    whole = pdf([body])
    docx = word(GOOD)
    table = parquet(folder, "'文章说海州有单项冠军企业。' || range AS text", 3)
    record = json.dumps({"text": GOOD.format("记录")}, ensure_ascii=False).encode()
    return {
        # Text
        "empty.txt": Bad(b"", "empty"),
        "blank.txt": Bad(b" \r\n\t\n ", "empty"),
        "wide-blank.txt": Bad("\u3000\u3000\n".encode(), "no text"),
        "bom.txt": Bad(b"\xef\xbb\xbf", "empty|no text"),
        "binary.txt": Bad(bytes(range(256)) * 40, "binary"),
        "nuls.txt": Bad(good + b"\0\0\0" + good, "NUL"),
        "latin.txt": Bad(
            "Résumé: le café coûte 3 € à Besançon, près de l'hôtel.".encode("cp1252"), "not text in UTF-8"
        ),
        "mixed.txt": Bad(good * 3 + "海州".encode("gb18030") + b"\xff\xfe\xff" + good, "not text in UTF-8"),
        "half.txt": Bad(GOOD.encode("utf-16")[:-1], "byte order mark"),
        "lone.txt": Bad(good + b"\xed\xa0\x80", "not text in UTF-8"),
        "bom-lies.txt": Bad(b"\xef\xbb\xbf" + "海州有企业".encode("gb18030"), "byte order mark"),
        "one-line-too-long.txt": Bad("海州有企业39家，".encode() * (LONGEST // 4), "characters|of text"),
        "one-line.txt": Bad("海州有企业39家，".encode() * (LONGEST // 20)),
        "png.txt": Bad(b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        "rar.md": Bad(b"Rar!\x1a\x07\x00", "RAR"),
        "program.html": Bad(b"\x7fELF\x02\x01", "program"),
        # Pages
        "deep.html": Bad(b"<html><body>" + b"<div>" * 50_000 + good),
        "deep-table.html": Bad(b"<html><body>" + b"<table><tr><td>" * 5_000 + good),
        "open-tags.html": Bad(b"<html><body>" + good + b"<a " * 50_000),
        "comment.html": Bad(b"<html><body><!-- " + good, "no text"),
        "script.html": Bad(b"<html><script>var a = 1;</script></html>", "no text"),
        "entities.html": Bad(b"<html><body><p>&#x110000;&#0;&#xD800;" + good + b"&nosuch;</p>"),
        "cut.mhtml": Bad(web_archive(page(GOOD))[:350], "no page in it|no text"),
        # PDF and Word
        "cut.pdf": Bad(whole[: len(whole) // 3], "cut off or damaged"),
        "garbage.pdf": Bad(b"%PDF-1.7\n" + os.urandom(0) + b"\xff\x00" * 500, "cut off or damaged"),
        "locked.pdf": Bad(pdf([body], locked=True), "encrypted"),
        "scan.pdf": Bad(pdf([[], []], picture=True), "scan"),
        "nothing.pdf": Bad(pdf([[]]), "no text"),
        "words.pdf": Bad(good, "does not begin as a .pdf"),
        "page.pdf": Bad(page(GOOD.format("网页")).encode()),
        "cut.docx": Bad(docx[:-50], "cut off or damaged"),
        "bomb.docx": Bad(pack({"[Content_Types].xml": b"x", "word/document.xml": b" " * 20_000_000}), "ZIP bomb"),
        "old.docx": Bad(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted, or an old"),
        "other.docx": Bad(pack({"a.txt": good}), "no Word file"),
        "empty.docx": Bad(word(""), "no text"),
        "pdf.docx": Bad(pdf([[*body, (60.0, 680.0, 11.0, "这是一份文件。")]])),
        # Archives
        "cut.zip": Bad(pack({"a.txt": good})[:-30], "no whole ZIP"),
        "empty.zip": Bad(b"", "empty"),
        "no-members.zip": Bad(pack({}), "nothing in it"),
        "programs.zip": Bad(pack({"a.exe": b"MZ"}), "nothing in it"),
        "bomb.zip": Bad(pack({"zeros.txt": b"0" * 30_000_000}), "ZIP bomb", "zeros.txt"),
        "nested.zip": Bad(nested(8), "inside another", "n.zip!n.zip!n.zip"),
        "up.zip": Bad(pack({"../../up.txt": good}), "leads out", "../../up.txt"),
        "absolute.zip": Bad(pack({"/etc/up.txt": good}), "leads out", "/etc/up.txt"),
        "locked.zip": Bad(locked(pack({"l.txt": good})), "encrypted", "l.txt"),
        "spoilt.zip": Bad(spoilt(pack({"s.txt": good}, zipfile.ZIP_STORED), 50), "damaged inside", "s.txt"),
        "inner.zip": Bad(pack({"cut.pdf": whole[:200]}), "cut off or damaged", "cut.pdf"),
        "many.zip": Bad(pack({f"{n}.txt": b"x" for n in range(MEMBERS + 10)}), "60 files"),
        "text.zip": Bad(good, "no whole ZIP"),
        # Tables
        "word.json": Bad(b'"only a word"', "no list of objects"),
        "numbers.json": Bad(b"[1, 2, 3]", "can be read"),
        "cut.json": Bad(b'[{"text": "cut', "no JSON"),
        "deep.json": Bad(b"[" * 200_000, "nested too deeply|no JSON"),
        "huge-number.json": Bad(b'[{"text": ' + b"9" * 10_000 + b"}]", "no JSON"),
        "settings.json": Bad(b'{"tabs": 4}', "no column"),
        "lone.jsonl": Bad(b'{"id": "s", "text": "\\ud800"}', "half a character", "s"),
        "lines.jsonl": Bad(record + b"\nno json\n" + b"[1]\n", "no JSON", "2"),
        "many.jsonl": Bad(
            b"\n".join(b'{"text": "%d' % n + "篇，海州。".encode() + b'"}' for n in range(MEMBERS + 9)), "more than 50"
        ),
        "no-text.csv": Bad("企业,产值\n海州重工,3\n".encode(), "no column"),
        "header.csv": Bad(b"id,text\n", "no record"),
        "empty.csv": Bad(b"", "empty"),
        "binary.csv": Bad(b"\0\1\2" * 99, "NUL"),
        "mis-encoded.csv": Bad(b"id,text\n1,caf\xe9 \xff\xfe\xff\n", "not text in UTF-8"),
        "quotes.csv": Bad(b'id,text\n1,"' + "没有结尾的引号，海州有企业。".encode() + b"\n2,b\n"),
        "cut.parquet": Bad(table[:-20], "cut off or damaged"),
        "garbage.parquet": Bad(b"PAR1" + b"\xff" * 60 + b"PAR1", "cut off or damaged"),
        "no-rows.parquet": Bad(parquet(folder, "'x' AS text", 0), "no record"),
    }


def bad_places(folder: Path) -> dict[str, str]:
    """What a folder may hold besides files, made in `folder`: the reason's pattern by name."""
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as made:
        before = Path.cwd()
        os.chdir(folder)  # the path of a socket may not be long
        try:
            made.bind("socket.txt")
        finally:
            os.chdir(before)
    (folder / "nowhere.txt").symlink_to(folder / "nothing-here")
    (folder / "a-loop.txt").symlink_to(folder / "b-loop.txt")
    (folder / "b-loop.txt").symlink_to(folder / "a-loop.txt")
    (folder / "endless.txt").symlink_to("/dev/zero")
    (folder / "circle").mkdir()
    (folder / "circle" / "again").symlink_to(folder, target_is_directory=True)
    (folder / "called.txt").mkdir()
    (folder / "called.txt" / "inside.txt").write_text(GOOD.format("在文件夹里"), encoding="utf-8")
    return {
        "pipe.txt": "pipe",
        "socket.txt": "socket",
        "nowhere.txt": "No such file",
        "a-loop.txt": "symbolic links",
        "b-loop.txt": "symbolic links",
        "endless.txt": "device",
    }


def odd_names() -> list[bytes]:
    """Names that a file may have."""
    return [
        "换行\n的名字.txt".encode(),
        "工厂🏭👨‍👩‍👧.txt".encode(),
        b"x" * 240 + b".txt",
        b"not-utf8-\xff\xfe\xc0.txt",
        b"\x1b[31mred\x1b[0m\x07.txt",
        "从右\u202e到左.txt".encode(),
        b"'; DROP TABLE documents; --.txt",
        b"a[1]*?.txt",
        b"=cmd()!b.txt",
    ]
