"""The year of an announcement: said, counted from the publication, or not told."""

from __future__ import annotations

from datetime import date

import pytest

from qdtui.model import Document
from qdtui.text.announced import honour_level, is_notice, is_public, national_notice, told_year
from qdtui.text.reading import Reading


def reading(text: str, title: str = "") -> Reading:
    return Reading(Document("d", "d.txt", text, title=title, published=date(2024, 3, 5), published_year=2024))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("近日，省工信厅公布第三批名单", 2024),
        ("12月17日，工信部公布名单", 2023),
        ("3月1日，市里公示2023年度名单", 2023),
        ("去年10月，该公司入选", 2023),
        ("近日，记者走进一家入选企业", None),
        ("公司成立于1998年，入选名单", None),
        ("截至2022年底，共有3家企业入选", None),
        ("公司入选名单", None),
    ],
)
def test_told_year(text: str, year: int | None) -> None:
    assert told_year(reading(text), 0, len(text)) == year


def test_notices() -> None:
    assert is_notice(reading("现将名单予以公示。"))
    assert is_notice(reading("一、企业", title="关于第二批单项冠军企业名单的公示"))
    assert not is_notice(reading("公司位列名单。", title="记者走进工厂"))


def test_a_list_that_was_public_and_is_given_out_is_final() -> None:
    assert not is_public("经企业申报、专家论证和社会公示等程序，现将名单予以公布")
    assert is_public("现将拟认定名单予以公示")


@pytest.mark.parametrize(
    ("clause", "level"),
    [
        ("先后获得国家级“小巨人”企业、江西省制造业单项冠军", "省级"),
        ("重庆市制造业单项冠军", "省级"),
        ("获评国家制造业单项冠军", "国家级"),
    ],
)
def test_the_level_of_a_title_in_a_list_of_honours(clause: str, level: str) -> None:
    assert honour_level(clause, clause) == level


def test_a_ministry_signs_its_notice() -> None:
    assert national_notice(reading("现将名单予以公告。\n\n工业和信息化部\n", title="关于名单的公告"))
    assert not national_notice(reading("现将名单予以公告。\n\n某省工业和信息化厅\n", title="关于名单的公告"))
