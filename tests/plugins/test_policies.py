"""The bundled extractor of policies: rows with kind, issuer, years and spans."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.policies import Policies
from qdtui.model import Document, Row

ARTICLE = (
    "常州出台三年行动方案\n"
    "今天（6月18日），常州市工业和信息化局发布《常州市新能源产业集群培育三年行动方案（2025—2027年）》（以下简称《行动方案》）。\n"
    "《行动方案》提出，到2027年，产值突破万亿元。该方案与《江苏省“十四五”制造业高质量发展规划》衔接。\n"
    "此前，《常州日报》以《培育集群》为题作了报道，专题片《光的计划》同日上线。"
)


def rows(text: str, published: date | None = date(2025, 6, 18)) -> list[Row]:
    return list(Policies().extract(Document("d", "d.txt", text, published=published)))


def titles(text: str) -> list[object]:
    return [r.values["title"] for r in rows(text)]


def test_rows_of_an_article() -> None:
    found = {str(r.values["title"]): r for r in rows(ARTICLE)}
    assert set(found) == {"常州市新能源产业集群培育三年行动方案（2025—2027年）", "江苏省“十四五”制造业高质量发展规划"}
    plan = found["常州市新能源产业集群培育三年行动方案（2025—2027年）"]
    assert plan.values == {
        "title": "常州市新能源产业集群培育三年行动方案（2025—2027年）",
        "short_title": "行动方案",
        "kind": "行动计划",
        "issuer": "常州市工业和信息化局",
        "region": "常州",
        "period_start": 2025,
        "period_end": 2027,
        "issued": date(2025, 6, 18),
    }
    outline = found["江苏省“十四五”制造业高质量发展规划"].values
    assert (outline["kind"], outline["region"], outline["period_start"], outline["issuer"]) == (
        "规划",
        "江苏",
        2021,
        None,
    )


def test_spans_hold_what_they_claim() -> None:
    for row in rows(ARTICLE):
        quote = ARTICLE[row.start : row.end]
        assert str(row.values["title"]) in quote
        for column, span in row.cells.items():
            assert ARTICLE[slice(*span)] == row.values[column]


def test_unmarked_names_are_less_sure_than_marked_ones() -> None:
    marked, quoted = rows("印发《氢能产业发展规划》。实施“繁花计划”。")
    assert marked.confidence > quoted.confidence


def test_a_report_and_a_regulation_of_another_level() -> None:
    found = rows("今年省政府工作报告提出，贯彻《优化营商环境条例》。")
    assert [(r.values["title"], r.values["kind"]) for r in found] == [
        ("政府工作报告", "报告"),
        ("优化营商环境条例", "条例"),
    ]


def test_text_without_policies_has_no_rows() -> None:
    assert rows("公司计划明年投产，按规划建设二期。") == []


def test_a_title_names_its_issuer_when_nothing_else_does() -> None:
    (row,) = rows("根据《国务院关于推动制造业升级的意见》，制定本方案。")
    assert (row.values["issuer"], row.values["region"]) == ("国务院", "全国")


@pytest.mark.parametrize(
    ("text", "title", "kind", "issuer"),
    [
        ("株洲出台了进一步支持企业融资的若干意见。", "进一步支持企业融资的若干意见", "意见", "株洲"),
        ("宝鸡市印发促进钛产业集群发展的实施意见。", "促进钛产业集群发展的实施意见", "意见", "宝鸡市"),
        ("宜宾以创新为先，出台动力电池产业提质12条支持政策。", "动力电池产业提质12条支持政策", "政策", "宜宾"),
        ("九江发布支持航运业发展的28条措施。", "支持航运业发展的28条措施", "其他", "九江"),
        ("襄阳公布最新修订的装备产业三年行动计划。", "装备产业三年行动计划", "行动计划", "襄阳"),
        ("太原推出“实体经济30条”，稳定预期。", "实体经济30条", "政策", "太原"),
        (
            "保山市印发《保山市硅产业三年行动（2025—2027年）》。",
            "保山市硅产业三年行动（2025—2027年）",
            "行动计划",
            "保山市",
        ),
        ("某国国会通过《清洁制造法案》。", "清洁制造法案", "条例", "某国国会"),
    ],
)
def test_policies_without_marks_and_acts(text: str, title: str, kind: str, issuer: str) -> None:
    (row,) = rows(text)
    assert (row.values["title"], row.values["kind"], row.values["issuer"]) == (title, kind, issuer)


@pytest.mark.parametrize(
    "text",
    [
        "今年以来，县里先后出台多项惠企政策。",
        "出台20条措施，优化营商环境。",
        "全市共有10条政策、5条措施。",
        "公司制定了详细的实施方案。",
    ],
)
def test_unnamed_policies_are_none(text: str) -> None:
    assert rows(text) == []


def test_a_national_plan_without_marks_is_the_subject_of_coming_out() -> None:
    assert titles("2023年，国家储能产业发展规划出台，各地加快布局。") == ["国家储能产业发展规划"]


def test_what_many_offices_are_told_to_make_for_their_own_area_is_no_policy() -> None:
    assert titles("各级主管部门要制定和实施本地区集群发展规划和专项扶持政策。") == []


def test_the_measures_of_a_province_beside_the_national_ones_are_another_policy() -> None:
    text = "根据《促进中小企业数字转型暂行办法》（工信部企业〔2022〕8号）和《云南省促进中小企业数字转型暂行办法》，组织认定。"
    assert titles(text) == ["促进中小企业数字转型暂行办法", "云南省促进中小企业数字转型暂行办法"]


def test_measures_by_their_nickname_behind_what_they_support() -> None:
    (row,) = rows("昆山发布专项支持光学产业发展的“聚光15条”政策。")
    assert (row.values["title"], row.values["issuer"]) == ("聚光15条", "昆山")


def test_the_issuer_stands_before_the_work_that_its_paper_is_called() -> None:
    (row,) = rows("昆山市工业和信息化局发布产业改革路线——《昆山市光学产业发展实施意见》。")
    assert row.values["issuer"] == "昆山市工业和信息化局"


NOTICE = """关于印发优质企业培育方案的通知
各县（市、区）工信局：
根据《云州市制造强市办法》和《关于组织推荐优质企业的通知》要求，经研究，现将《云州市优质企业培育实施方案》印发给你们，请认真贯彻执行。

云州市工业和信息化局

2022年5月9日

第一章　总则
"""


def test_the_foot_of_a_notice_says_who_signs_it_and_when() -> None:
    values = [r.values for r in rows(NOTICE)]
    by_title = {str(v["title"]): (v["issuer"], v["issued"]) for v in values}
    assert by_title == {
        "关于印发优质企业培育方案的通知": ("云州市工业和信息化局", date(2022, 5, 9)),
        "云州市制造强市办法": (None, None),
        "关于组织推荐优质企业的通知": (None, None),
        "云州市优质企业培育实施方案": ("云州市工业和信息化局", date(2022, 5, 9)),
    }


def test_what_the_premier_takes_up_holds_for_the_whole_country() -> None:
    (row,) = rows("国务院总理在政府工作会议上强调，要落实好《节约用水条例》。隆山市随后召开会议。")
    assert row.values["region"] == "全国"


def test_the_text_names_in_full_who_its_headline_shortens() -> None:
    text = "十八部委联合印发《公共服务标准工作方案》\n国家标准委、国家发展改革委等18个部委今天发布《公共服务标准工作方案》。"
    (row,) = rows(text)
    assert row.values["issuer"] == "国家标准委、国家发展改革委等18个部委"


def test_a_plan_for_a_national_park_holds_where_the_park_is_told_of() -> None:
    (row,) = rows("青海省稳步推进建设。今年，青海省编制完成国家公园建设三年行动计划。")
    assert (row.values["title"], row.values["region"]) == ("国家公园建设三年行动计划", "青海")


def test_what_states_agree_on_is_of_no_one_place() -> None:
    (row,) = rows("湖城大会通过了《武汉宣言》。")
    assert (row.values["title"], row.values["kind"], row.values["region"]) == ("武汉宣言", "其他", None)


def test_the_congress_that_passes_the_government_s_report_does_not_issue_it() -> None:
    (row,) = rows("十四届全国人大二次会议审议通过的《政府工作报告》，明确了目标。")
    assert row.values["issuer"] is None


def test_the_day_of_a_press_conference_is_not_that_of_the_paper() -> None:
    (row,) = rows("6月15日，市政府举行发布会介绍《东海市制造业三年行动计划》有关情况。")
    assert row.values["issued"] is None
