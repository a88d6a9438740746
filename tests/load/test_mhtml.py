"""Pages that a browser saved in one file."""

from __future__ import annotations

from datetime import date

import pytest

from qdtui.load import LoadError, load_bytes
from tests.load.made import page, web_archive

TEXT = "海州新增三家\n海州市2024年新增单项冠军企业3家，居全省首位。\n会议部署了明年的工作。"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_the_page_is_read_as_the_page_itself(charset: str) -> None:
    html = page(TEXT, "海州新增三家_海州网").replace('<meta charset="utf-8">', "")
    document = load_bytes(web_archive(html, charset), "a.mhtml")
    alone = load_bytes(html.encode(), "a.html")
    assert (document.text, document.title, document.zones) == (alone.text, alone.title, alone.zones)
    assert "居全省首位" in document.text


def test_the_address_tells_the_day() -> None:
    data = web_archive(page(TEXT), address="https://news.example.com/2024-05/06/content_1.htm")
    assert load_bytes(data, "a.mht").published == date(2024, 5, 6)


def test_a_saved_page_under_another_name_is_read() -> None:
    assert "居全省首位" in load_bytes(web_archive(page(TEXT)), "a.html").text


@pytest.mark.parametrize("data", [b"only words", web_archive(page(TEXT))[:300], b"MIME-Version: 1.0\n\n"])
def test_what_holds_no_page_says_so(data: bytes) -> None:
    with pytest.raises(LoadError, match=r"no page in it|no text in it"):
        load_bytes(data, "a.mhtml")
