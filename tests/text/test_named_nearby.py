"""Whose a number is where a team, a river or a works is named that nothing but its name tells from others."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdtui.model import Document
from qdtui.text.data import fields
from qdtui.text.measure import measures, nearby
from qdtui.text.reading import read


def subjects(text: str) -> list[tuple[str | None, str]]:
    title = text.split("\n")[0]
    reading = read(Document("d", "d.txt", text, title=title))
    return [(m.subject.name if m.subject else None, reading.norm[m.at : m.end]) for m in measures(reading)]


NAMED = {
    "a team whose name begins with the country": (
        "跳水世界杯落幕\n全国观众关注。其中，中国跳水队获得了8个项目的金牌。",
        ("中国跳水队", "8个"),
    ),
    "a rocket that the clause before sends up": (
        "国内快讯\n我国航天再传捷报。今天，云雀二号遥五运载火箭在我国某发射中心升空，将搭载的5颗遥感卫星送入轨道。",
        ("云雀二号遥五运载火箭", "5颗"),
    ),
    "a works behind words that rank it": (
        "国内快讯\n我国水利建设提速。国家重点水利工程、甘肃白水引水工程“三通一平”基础工程开工建设，建成后每年将提供1.42亿立方米用水。",
        ("甘肃白水引水工程“三通一平”基础工程", "1.42亿立方米"),
    ),
    "a works in quotation marks": (
        "国内快讯\n我国重大工程推进。“引岚济沂”工程加快建设，2000多名建设者奋战在一线。",
        ("“引岚济沂”工程", "2000多名"),
    ),
    "a works that a bare noun takes up": (
        "国内快讯\n我国电网建设提速。闽粤电力联网工程日前正式投运，工程在福建新建1座换流站。",
        ("闽粤电力联网工程", "1座"),
    ),
    "a lake that begins with the name of its province": (
        "青海：守护碧水\n青海生态持续向好。今年，青海湖水体面积达到4500平方公里。",
        ("青海湖", "4500平方公里"),
    ),
    "a body elsewhere that acts in the place": (
        "福建：两岸融合\n福建持续发力。近日，市场监管总局出台支持福建建设标准共通服务平台等7条措施。",
        ("市场监管总局", "7条"),
    ),
    "rescuers in the place": (
        "甘肃全力救灾\n甘肃临夏发生地震。国家综合性消防救援队伍共出动2042人、41只搜救犬参与救援。",
        ("国家综合性消防救援队伍", "41只"),
    ),
    "a book": (
        "新书发行\n我国出版界迎来新书。《山海文论摘编》分7个专题，共计300段论述。",
        ("《山海文论摘编》", "7个"),
    ),
    "a firm of the clause before that is not its first": (
        "浙江民营经济壮大\n浙江民营企业加快转型。为此，传海集团加大了研发力度，今年多投入52%的资金。传海集团还将扩产，传海集团的新品已上市。",
        ("传海集团", "52%"),
    ),
}


@pytest.mark.parametrize("name", NAMED)
def test_a_number_is_of_the_one_named_nearby(name: str) -> None:
    text, told = NAMED[name]
    assert told in subjects(text)


OF_THE_PLACE = {
    "a session at which things of others are passed": (
        "全国立法进展\n我国法治建设推进。主任会议听取汇报。主任会议审议通过了5个议案。",
        ("全国", "5个"),
    ),
    "books that are counted themselves": (
        "图书出海\n我国图书走向海外。《山海文论》等四部图书今天发布。",
        ("全国", "四部"),
    ),
    "what a report lists behind a works": (
        "内蒙古政府工作报告\n过去一年，内蒙古经济稳中有进。引岚济沂工程实现全线通水，5G基站达到9.5万座。",
        ("内蒙古", "9.5万座"),
    ),
    "what a body says": (
        "全国外贸向好\n我国外贸稳定增长。国家外汇管理局有关负责人今天表示，共有企业2000家。",
        ("全国", "2000家"),
    ),
    "what a policy lays down": (
        "全国农机发展\n我国农机化水平提高。《“十四五”全国农机发展规划》明确提出，到2025年，丘陵山区县机械化率达到55%。",
        ("全国", "55%"),
    ),
    "works that are counted themselves": (
        "辽宁投资向好\n辽宁投资增长。辽宁央地合作重点项目156个、总投资1.3万亿元。",
        ("辽宁", "156个"),
    ),
    "what a sentence behind a firm tells of the place": (
        "云南工业回升\n云南工业向好。云岭白药推出新品。新型储能装机超630万千瓦。",
        ("云南", "超630万千瓦"),
    ),
}


@pytest.mark.parametrize("name", OF_THE_PLACE)
def test_a_number_stays_with_the_place(name: str) -> None:
    text, told = OF_THE_PLACE[name]
    assert told in subjects(text)


def test_the_name_is_no_part_of_the_words_behind_it() -> None:
    """青海湖水体面积 is the 水体面积 of 青海湖, though the place 青海 stands before it."""
    text = "青海：守护碧水\n青海生态持续向好。今年，青海湖水体面积达到4500平方公里。"
    found = list(measures(read(Document("d", "d.txt", text, title=text[:7]))))
    assert [(m.subject.name, m.indicator) for m in found if m.subject] == [("青海湖", "水体面积")]


def test_the_points_of_each_sign_are_asked_for() -> None:
    """A sign that no code gives would count for nothing, whatever its points."""
    source = Path(nearby.__file__).read_text(encoding="utf-8")
    kinds = {kind for kind, _ in fields("holder_nouns.tsv")}
    for sign, _ in fields("holder_points.tsv"):
        stem, _, kind = sign.partition(":")
        assert f'"{sign}"' in source or f'"{stem}:' in source, sign
        if kind and stem in ("kind", "away", "in"):
            assert kind in kinds | {"firm", "works", "work"}, sign  # of other tables, and what stands in 《》
