"""Holders of titles: the firm before the verb, behind the title, in lists and tables."""

from __future__ import annotations

import pytest

from qdtui.model import Document
from qdtui.text.holders import subjects
from qdtui.text.named_firms import all_behind, behind, firms_behind, listed_after, names_behind
from qdtui.text.reading import Reading, read
from qdtui.text.seats import seat


def reading(text: str) -> Reading:
    return read(Document(f"d{hash(text)}", "d.txt", text))


def before(text: str, verb: str, *, loose: bool = False) -> list[str]:
    r = reading(text)
    sentence = r.sentence_at(text.index(verb))
    assert sentence is not None
    return [h.name for h in subjects(r, sentence, sentence.start, text.index(verb), loose=loose)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲山轴承有限公司、乙水电机股份有限公司2家企业入选名单。", ["甲山轴承有限公司", "乙水电机股份有限公司"]),
        ("安平县河北金盾丝网有限公司2021年入选名单。", ["河北金盾丝网有限公司"]),
        ("广州恒佳机械有限公司的陶瓷压机入选名单。", ["广州恒佳机械有限公司"]),
        ("全市12家企业入选名单。", []),
        ("上午入选名单。", []),
    ],
)
def test_firms_before_the_verb(text: str, expected: list[str]) -> None:
    assert before(text, "入选") == expected


def test_a_clause_without_a_subject_goes_on_about_the_firm_before() -> None:
    assert before("温州澜宇阀门有限公司成立于1998年。2018年，公司入选名单。", "入选") == ["温州澜宇阀门有限公司"]
    assert before("温州澜宇阀门有限公司历史悠久，两次入选名单。", "两次入选") == ["温州澜宇阀门有限公司"]


def test_we_are_the_firm_whose_officer_speaks() -> None:
    text = "“去年我们入选名单。”武汉启光装备有限公司董事长黎静说。"
    assert before(text, "入选") == ["武汉启光装备有限公司"]


def test_short_names_only_when_asked_for() -> None:
    assert before("云尔、云啤入选名单。", "入选", loose=True) == ["云尔", "云啤"]
    assert before("云尔、云啤入选名单。", "入选") == []


def test_a_plant_of_a_group() -> None:
    r = reading("华泽集团旗下的芜湖工厂入选名单。")
    (holder,), _ = subjects(r, r.sentences[0], 0, r.norm.index("入选"), loose=False)
    assert holder.name == "芜湖工厂"
    assert holder.owner is not None
    assert r.norm[slice(*holder.owner)] == "华泽集团"


def test_behind_a_title() -> None:
    text = "单项冠军企业、专精特新“小巨人”企业——青岛征和传动股份有限公司介绍"
    r = reading(text)
    span = behind(r, text.index("、"), len(text))
    assert span is not None
    assert text[slice(*span)] == "青岛征和传动股份有限公司"


def test_lists_behind_a_colon() -> None:
    text = "新入选企业：济南泉阳机床有限公司、潍坊鼎力机械有限公司。"
    assert [text[slice(*s)] for s in listed_after(reading(text), 0, len(text))] == [
        "济南泉阳机床有限公司",
        "潍坊鼎力机械有限公司",
    ]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("端到端灯塔——海远（胶州）空调", "海远（胶州）空调", "胶州"),
        ("青岛市单项冠军企业永锐电气有限公司", "永锐电气有限公司", "青岛"),
        ("济南泉阳机床有限公司", "济南泉阳机床有限公司", "济南"),
        ("永锐电气有限公司", "永锐电气有限公司", None),
    ],
)
def test_seat(text: str, name: str, expected: str | None) -> None:
    from qdtui.model import Span

    r = reading(text)
    at = text.index(name)
    assert seat(r, r.sentences[0], Span(at, at + len(name))) == expected


def test_a_list_before_a_comma_is_the_subject_behind_it() -> None:
    text = "甲山轴承有限公司、乙水电机股份有限公司等企业，先后被评定为冠军。"
    assert before(text, "被评定为") == ["甲山轴承有限公司", "乙水电机股份有限公司"]


def test_a_subsidiary_is_named_behind_what_it_is() -> None:
    assert before("全资子公司嘉北恒川铸造有限公司入选名单。", "入选") == ["嘉北恒川铸造有限公司"]


def test_among_those_counted() -> None:
    text = "全市拥有单项冠军企业3家，其中云环精锻、海尔炊具分别为2018年、2021年认定。"
    r = reading(text)
    found = names_behind(r, text.index("3家"), r.sentences[0])
    assert [h.name for h in found] == ["云环精锻", "海尔炊具"]


def test_firms_and_products_behind_a_colon() -> None:
    text = "冠军产品：烟北德邦胶业有限公司的封装胶、淄北节能材料股份有限公司（陶瓷毯）；其他"
    found = firms_behind(reading(text), text.index("："), len(text))
    assert [(h.name, text[slice(*h.product)]) for h in found if h.product] == [
        ("烟北德邦胶业有限公司", "封装胶"),
        ("淄北节能材料股份有限公司", "陶瓷毯"),
    ]


def test_a_list_behind_a_title() -> None:
    text = "对省级单项冠军企业鲁北制药装备有限公司、淄北真空泵厂有限公司，各奖励50万元。"
    found = all_behind(reading(text), text.index("鲁北"), len(text))
    assert [text[slice(*s)] for s in found] == ["鲁北制药装备有限公司", "淄北真空泵厂有限公司"]


def test_a_listed_company_names_itself() -> None:
    text = "公司代码：688000 公司简称：锐北精密\n公司是龙头。公司入选名单。"
    assert before(text, "入选") == ["锐北精密"]
