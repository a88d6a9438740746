"""Encodings: what people save is read as they wrote it, and what is no text is refused with advice."""

from __future__ import annotations

import pytest

from qdtui.load import LoadError, load_bytes
from qdtui.load.decode import ordinary

SIMPLIFIED = (
    "滨海市新增三家单项冠军企业\n\n近年来，滨海市坚持工业立市，已培育国家级单项冠军企业21家，数量居全省第二位。\n"
)
TRADITIONAL = (
    "濱海市新增三家單項冠軍企業\n\n近年來，濱海市堅持工業立市，已培育國家級單項冠軍企業21家，數量居全省第二位。\n"
)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", SIMPLIFIED),
        ("utf-8-sig", SIMPLIFIED),
        ("gbk", SIMPLIFIED),
        ("gb18030", TRADITIONAL),
        ("big5", TRADITIONAL),
        ("utf-16", SIMPLIFIED),
        ("utf-16-le", SIMPLIFIED),
        ("utf-16-be", TRADITIONAL),
    ],
)
def test_chinese_is_read_in_the_encodings_people_use(encoding: str, text: str) -> None:
    document = load_bytes(text.encode(encoding), "a.txt")
    assert document.text == text
    assert document.title in ("滨海市新增三家单项冠军企业", "濱海市新增三家單項冠軍企業")


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le"])
def test_a_single_short_sentence_is_enough_to_tell_the_encoding(encoding: str) -> None:
    text = "全市工業經濟的發展。" if encoding == "big5" else "全市工业经济的发展。"
    assert load_bytes(text.encode(encoding), "a.txt").text == text


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    document = load_bytes("﻿正文从这里开始。".encode(), "a.txt")
    assert document.text.startswith("正")
    assert document.encoding == "utf-8"


def test_rare_characters_of_gb18030_survive() -> None:
    text = "企业负责人赵䶮介绍，公司产品的市场占有率居全国第一位，我们将继续发展。"
    assert load_bytes(text.encode("gb18030"), "a.txt").text == text


def test_the_charset_that_a_page_declares_is_used() -> None:
    page = '<html><head><meta charset="big5"></head><body><p>濱海</p></body></html>'
    document = load_bytes(page.encode("big5"), "a.html")
    assert (document.text, document.encoding) == ("濱海", "big5hkscs")


def test_a_page_that_declares_the_wrong_charset_is_read_all_the_same() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body><p>{SIMPLIFIED}</p></body></html>'
    assert "数量居全省第二位" in load_bytes(page.encode(), "a.html").text


def test_one_damaged_byte_is_reported_and_nothing_is_made_up() -> None:
    data = SIMPLIFIED.encode()
    damaged = data[:60] + b"\xff" + data[61:]
    with pytest.raises(LoadError, match=r"line 3 is wrong.*save it again as UTF-8"):
        load_bytes(damaged, "a.txt")


def test_western_text_in_an_old_encoding_is_not_taken_for_chinese() -> None:
    with pytest.raises(LoadError, match="not text in UTF-8"):
        load_bytes("Résumé: le café coûte 3 € à Besançon, près de l'hôtel.".encode("cp1252"), "a.txt")


def test_a_truncated_utf_16_file_says_that_it_is_cut_off() -> None:
    with pytest.raises(LoadError, match="cut off"):
        load_bytes(SIMPLIFIED.encode("utf-16")[:-1], "a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"Rar!\x1a\x07xx", "a RAR archive"),
        (b"PK\x03\x04\x14\x00", "Office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"\x00\x01\x02\x03 random \x00\xff", "binary data"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(LoadError, match=what):
        load_bytes(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b"   \n\r\n\t ", b"\xef\xbb\xbf", "　　\n".encode()])
def test_an_empty_file_says_that_it_is_empty(data: bytes) -> None:
    with pytest.raises(LoadError, match=r"empty|no text"):
        load_bytes(data, "a.txt")


def test_a_wrong_decoding_does_not_look_like_chinese() -> None:
    assert ordinary(SIMPLIFIED) > 0.8
    assert ordinary(SIMPLIFIED.encode().decode("gb18030", "ignore")) < 0.5
    assert ordinary(TRADITIONAL.encode("big5").decode("gb18030", "ignore")) < 0.5
