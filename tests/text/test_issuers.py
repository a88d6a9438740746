"""Issuers: who printed, published or passed a document."""

from __future__ import annotations

import pytest

from qdtui.model import Document
from qdtui.text.issuers import issuer_of
from qdtui.text.reading import read
from qdtui.text.titles import policies_named


def issuer(text: str) -> str | None:
    reading = read(Document("d", "d.txt", text))
    mention = policies_named(reading)[0].mentions[0]
    found = issuer_of(reading, mention.sentence, mention.span)
    if found and not text[slice(*found.span)].startswith(("我", "该", "县里")):
        assert text[slice(*found.span)] == found.name
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("近日，工业和信息化部等八部门联合印发《机器人应用行动方案》。", "工业和信息化部等八部门"),
        ("国务院办公厅今天（5月6日）发布《关于发展银发经济的意见》。", "国务院办公厅"),
        ("据介绍，根据财政部印发的《专项资金管理办法》，可获补助。", "财政部"),
        ("《专利转化行动方案》日前由国家知识产权局印发。", "国家知识产权局"),
        ("今年5月，成都又发布了低空经济场景开放任务清单。", "成都"),
        ("武汉聚焦主导产业，出台《光电子产业发展规划》。", "武汉"),
        ("日前，由市工信局牵头起草的《集群梯度培育办法》正式出台。", "市工信局"),
        ("《集群梯度培育办法》由市工信局牵头起草。", "市工信局"),
        ("市政府常务会议审议通过《低空经济三年行动方案》。", "市政府"),
        ("某厅日前转发国家知识产权局《专利转化行动方案》。", "国家知识产权局"),
        ("自治区党委、政府出台《关于支持企业发展的若干措施》。", "自治区党委、政府"),
        ("新余聚焦主业，兑现奖励，同步推出支持锂电产业若干措施。", "新余"),
        ("目前，自然资源部、国家林草局重点起草了《关于加强荒漠治理的意见》。", "自然资源部、国家林草局"),
        ("由商务部、财政部等五部门联合编制的《种业基地建设规划》在三亚发布。", "商务部、财政部等五部门"),
        ("商务部和湖南省人民政府共同编制的《经贸先行区总体方案》近期发布。", "商务部和湖南省人民政府"),
        ("根据证监会、人民银行最新修订形成的《资本管理办法（征求意见稿）》，分三档。", "证监会、人民银行"),
        ("为完善规则，证监会会同人民银行起草了《资本管理办法》。", "证监会"),
        ("澳门特区立法会全体大会18日讨论及表决通过《修改第3号法律〈公共采购法〉》法案。", "澳门特区立法会"),
        ("根据国务院联防联控机制综合组印发的《学校操作指南》的要求。", "国务院联防联控机制综合组"),
        ("黑龙江推出20条促进经济恢复增长若干措施。", "黑龙江"),
        ("日前，中央军委主席李某签署命令，发布新修订的《立法工作条例》。", "中央军委"),
        ("经批准，上交所、深交所发布通知，修订《融资交易实施细则》，降低比例。", "上交所、深交所"),
        ("经济和信息化厅印发《智能工厂管理办法》。", "经济和信息化厅"),
        ("合作计划同非盟《2063年议程》对接。", "非盟"),
        ("党的二十届三中全会通过了《关于进一步全面深化改革的决定》。", "党的二十届三中全会"),
    ],
)
def test_issuer(text: str, name: str) -> None:
    assert issuer(text) == name


def test_titles_in_a_row_share_their_issuer() -> None:
    reading = read(Document("d", "d.txt", "株洲先后出台《轨道交通促进条例》《制造名城规划》和《集群培育办法》等。"))
    mentions = [m for p in policies_named(reading) for m in p.mentions]
    found = [issuer_of(reading, m.sentence, m.span) for m in mentions]
    assert [i.name for i in found if i] == ["株洲"] * 3


def test_our_city_is_resolved() -> None:
    assert issuer("温州市工业大会召开。日前，我市出台《智能制造行动计划》。") == "温州市"
    assert issuer("在宁晋县，企业扎堆。县里拿出《电缆产业提升实施方案》。") == "宁晋县"
    assert issuer("记者从德州市获悉，该市出台《智能制造行动计划》。") == "德州市"
    assert issuer("宁波市经信局局长介绍，该局制定了《智能制造行动计划》。") == "宁波市经信局"


@pytest.mark.parametrize(
    "text",
    [
        "记者了解到，《氢能产业发展规划》印发。",
        "要深入实施国家重点研发计划。",
        "会议解读了《管理办法细则》以外的《企业认定管理办法》。",
        "会议表决通过了全国人大常委会关于批准《甲国和乙国引渡条约》的决定。",
        "国家出台《质量强国建设纲要》。",
    ],
)
def test_no_issuer_where_none_is_said(text: str) -> None:
    assert issuer(text) is None
