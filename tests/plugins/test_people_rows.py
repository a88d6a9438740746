"""The bundled extractor of people: rows with full organisations, cells and roles."""

from __future__ import annotations

import pytest

from plugins.people import People
from qdtui.model import Document

TEXT = (
    "广新材料有限公司总经理孟文表示，山东广新材料有限公司订单饱满。\n"
    "图为广新材料有限公司总经理孟文发言。\n"
    "（某市日报记者 李平）"
)


def test_rows() -> None:
    speaker, author = People().extract(Document("d", "d.txt", TEXT))
    assert (speaker.values["name"], speaker.values["role"]) == ("孟文", "speaker")
    assert speaker.values["position"] == "广新材料有限公司总经理"
    assert speaker.values["organization"] == "山东广新材料有限公司"
    assert speaker.values["statement"] == "山东广新材料有限公司订单饱满"
    assert TEXT[speaker.start : speaker.end] == "广新材料有限公司总经理孟文"
    assert (author.values["name"], author.values["position"], author.values["organization"]) == (
        "李平",
        "记者",
        "某市日报",
    )
    for row in (speaker, author):
        for column in ("name", "position"):
            assert TEXT[slice(*row.cells[column])] == row.values[column]


def test_traditional_script_stays_as_written() -> None:
    (row,) = People().extract(Document("d", "d.txt", "工信部副部長張雲明表示，新形勢帶來新挑戰。"))
    assert (row.values["name"], row.values["position"]) == ("張雲明", "工信部副部長")


def said(text: str) -> dict[object, tuple[object, object]]:
    rows = People().extract(Document("d", "d.txt", text))
    return {row.values["name"]: (row.values["role"], row.values.get("statement")) for row in rows}


@pytest.mark.parametrize(
    "text",
    [
        "11月7日，市长王建国到经开区调研。他强调，要抓好项目建设。",
        "11月7日，市长王建国到经开区调研。园区领导陪同。王建国强调，要抓好项目建设。",
        "市长王建国出席会议。与会人员发言。王建国在讲话中要求，要抓好项目建设。",
        "会上，市长王建国作了部署。会见客商时王建国表示，要抓好项目建设。",
        "市长王建国、副市长李常出席会议。王建国主持会议并强调，要抓好项目建设。",
        "市长王建国到会。王建国对来宾表示热烈欢迎。他说，要抓好项目建设。",
        "市长王建国致辞，副市长李常主持。王建国市长指出，要抓好项目建设。",
    ],
)
def test_who_is_named_with_an_office_first_and_speaks_further_on_by_name_alone(text: str) -> None:
    assert said(text)["王建国"] == ("speaker", "要抓好项目建设")


def test_he_is_nobody_of_several() -> None:
    text = "市长王建国、区委书记龚芳出席会议。他强调，要抓好项目建设。"
    assert {statement for _, statement in said(text).values()} == {None}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("副省长李常就产业发展回答了论坛主席施瓦布的提问，强调坚持固本培元。", "施瓦布"),
        ("多年来，国家主席王远在论坛上宣布的八项行动符合各方利益。", "王远"),
        ("区委书记蔡军宣布项目开工，区长党锋参加活动。", "蔡军"),
        ("要贯彻落实习近平总书记重要讲话精神，抓好工作。", "习近平"),
        ("公司副总经理龚雷等参与会见交流。", "龚雷"),
        ("总经理曹江在致辞中代表宋平董事长表示热烈祝贺。", "宋平"),
    ],
)
def test_who_is_only_told_of_says_nothing(text: str, name: str) -> None:
    assert said(text)[name] == ("mentioned", None)


def test_those_who_spoke_together_are_all_speakers() -> None:
    found = said("副市长赵友、鼓楼区委书记龚芳致辞，区长罗德清主持。")
    assert [role for role, _ in found.values()] == ["speaker", "speaker", "host"]


def test_the_body_before_a_name_is_that_of_the_office_behind_it() -> None:
    (row,) = People().extract(Document("d", "d.txt", "中国机械工业联合会王瑞会长出席会议。"))
    assert (row.values["position"], row.values["organization"]) == ("会长", "中国机械工业联合会")


def test_a_group_is_not_one_of_the_firms_that_carry_its_name() -> None:
    text = "江海电气集团副总裁吕成、江海电气临港机械装备有限公司总经理郑锦出席。"
    found = {row.values["name"]: row.values["organization"] for row in People().extract(Document("d", "d.txt", text))}
    assert found == {"吕成": "江海电气集团", "郑锦": "江海电气临港机械装备有限公司"}


def test_words_before_several_offices_are_the_statement_of_each() -> None:
    text = "“要持续加大要素投入力度。”某某工业联合会党委书记、中国某某委员会委员熊梦在会上表示。"
    assert {row.values.get("statement") for row in People().extract(Document("d", "d.txt", text))} == {
        "要持续加大要素投入力度"
    }


@pytest.mark.parametrize(
    "text",
    [
        "经理韩辉对项目情况进行了介绍，参建单位代表、工程公司总经理王辉作表态发言。",
        "董事长韩辉在致辞中向来宾表示热烈欢迎与感谢。",
    ],
)
def test_how_somebody_greeted_is_no_statement(text: str) -> None:
    assert said(text)["韩辉"] == ("speaker", None)


def test_the_first_verb_of_saying_is_the_one() -> None:
    assert said("副市长董庭要求各地全面分析存在问题，树立信心。")["董庭"] == (
        "speaker",
        "各地全面分析存在问题，树立信心",
    )


def test_what_somebody_said_he_said_in_all_his_offices() -> None:
    text = "园区党工委书记、花溪区委书记许俊，经理马进出席。许俊表示，园区将做好服务。"
    rows = [r.values for r in People().extract(Document("d", "d.txt", text)) if r.values["name"] == "许俊"]
    assert {(r["role"], r["statement"]) for r in rows} == {("speaker", "园区将做好服务")}
    assert len(rows) == 2


def test_of_two_offices_joined_the_first_names_the_employer() -> None:
    (row,) = People().extract(Document("d", "d.txt", "海江交投集团副总经理兼海江丝路公司副董事长张智出席。"))
    assert row.values["organization"] == "海江交投集团"
