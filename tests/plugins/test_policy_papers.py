"""Papers that stand beside others, campaigns, standards and plans for emergencies, in sentences made up for it."""

from __future__ import annotations

import pytest

from plugins.policies import Policies
from qdtui.model import Document


def told(text: str, *columns: str) -> list[tuple[object, ...]]:
    rows = sorted(Policies().extract(Document("d", "d.txt", text)), key=lambda row: row.start)
    return [tuple(row.values[c] for c in columns) for row in rows]


def test_an_appeal_of_a_forum_in_marks_is_a_paper_by_its_title() -> None:
    assert told("会上发布了《江海制造业绿色发展倡议》。", "title", "kind") == [("江海制造业绿色发展倡议", "其他")]


def test_a_standard_of_the_state_that_binds_is_a_policy_and_one_of_technique_is_none() -> None:
    assert told("国家标准《旧厂房保护利用项目规范》正式发布。", "title", "kind") == [("旧厂房保护利用项目规范", "其他")]
    assert told("《电动叉车安全要求》强制性国家标准今天实施。", "title") == [("电动叉车安全要求",)]
    assert told("国家标准《叉车术语》《叉车通用技术条件》发布。", "title") == []


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("2019年起，国家工信部开始实施工业母机质量提升专项行动，培育一批企业。", "国家工信部"),
        ("工业和信息化部从2019年开始实施“工业母机质量提升专项行动”，遴选一批企业。", "工业和信息化部"),
    ],
)
def test_a_campaign_that_a_ministry_carries_out_is_a_plan_by_name(text: str, issuer: str) -> None:
    assert told(text, "title", "kind", "issuer", "region") == [("工业母机质量提升专项行动", "行动计划", issuer, "全国")]


@pytest.mark.parametrize(
    "text",
    ["全市开展工业母机质量提升专项行动。", "公安部部署开展一系列专项行动。", "县工信局开展工业企业安全生产专项行动。"],
)
def test_a_campaign_of_a_place_or_of_no_name_is_none(text: str) -> None:
    assert told(text, "title") == []


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("大会批准了《关于2021年江海市预算执行情况的报告》。", "关于2021年江海市预算执行情况的报告", "报告"),
        ("根据《江海市突发环境事件应急预案》，制定本办法。", "江海市突发环境事件应急预案", "其他"),
        ("该省高标准制定绿色制造实施方案和支持政策。", "绿色制造实施方案", "实施方案"),
        ("部门研究编制旱地综合利用总体规划和专项实施方案。", "旱地综合利用总体规划", "规划"),
        ("双方签署关于互设学校的协定、关于鲜果检疫要求议定书。", "关于鲜果检疫要求议定书", "其他"),
        (
            "要制定实施“十四五”推动高质量发展的计量体系建设规划。",
            "“十四五”推动高质量发展的计量体系建设规划",
            "规划",
        ),
        ("多部门联合举办海洋教育法实施座谈会，学习《海洋教育法》。", "海洋教育法", "条例"),
    ],
)
def test_papers_told_beside_others_are_named_apart(text: str, title: str, kind: str) -> None:
    assert told(text, "title", "kind") == [(title, kind)]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("今年，国家林草局编制实施《荒山绿化三年行动计划》。", "国家林草局"),
        ("江海市发展改革委规范港口项目投资管理江海市发展改革委近日印发《港口项目投资管理办法》。", "江海市发展改革委"),
        ("商丘传来消息，我市将把产业集群作为重要抓手，牵头制订《产业集群培育工程行动计划》。", "商丘市"),
    ],
)
def test_who_issues_a_paper_is_read_through_the_words_around_it(text: str, issuer: str) -> None:
    assert told(text, "issuer") == [(issuer,)]


def test_a_plan_among_several_works_of_a_place_is_not_told_to_be_issued_by_it() -> None:
    assert told("江海瞄准船舶等重点领域，编制实施船舶产业链三年行动计划。", "title", "issuer") == [
        ("船舶产业链三年行动计划", None)
    ]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("银保监会日前制定并发布《保险机构消费者权益保护管理办法》。", "银保监会"),
        ("退役军人事务部今天（9月26日）表示，启用统一标识，并同步印发《纪念设施标志使用办法》。", "退役军人事务部"),
    ],
)
def test_a_body_gives_out_what_it_has_made_or_speaks_of(text: str, issuer: str) -> None:
    assert told(text, "issuer") == [(issuer,)]


def test_a_plan_that_is_offered_to_firms_is_no_policy() -> None:
    assert told("政府还将为1.8万家企业提供免费的“一企一策”转型方案。", "title") == []


@pytest.mark.parametrize(
    "text",
    [
        "社区通过制定“一人一策”援助计划，帮扶就业困难人员。",
        "他说，“真诚友好”对外政策理念引领合作。",
    ],
)
def test_ways_and_ideas_are_no_papers(text: str) -> None:
    assert told(text, "title") == []


def test_a_plan_behind_its_amount_is_named_without_it() -> None:
    assert told("无锡市今年出台了总投资110亿元的水质改善三年行动方案。", "title") == [("水质改善三年行动方案",)]


def test_who_has_not_signed_a_treaty_does_not_issue_it() -> None:
    assert told("某国迄今未批准联合国《儿童权利公约》。", "title", "issuer") == [("儿童权利公约", None)]


def test_a_notice_that_hands_out_a_plan_told_below_in_more_words_is_none_beside_it() -> None:
    text = (
        "江海市人民政府办公厅印发关于促进我市开发区创新发展实施方案的通知\n各区：\n"
        "现将《关于促进我市开发区创新发展的实施方案》印发给你们，请照此执行。\n江海市人民政府办公厅\n2017年10月9日\n"
    )
    assert told(text, "title", "issuer") == [("关于促进我市开发区创新发展的实施方案", "江海市人民政府办公厅")]


def test_a_way_of_planning_is_no_plan_and_a_report_with_its_congress_is_one_report() -> None:
    assert told("淮河流域坚持“统一规划”“统一治理”。", "title") == []
    assert told("学习党的二十大报告。他说，二十大报告指明了方向。", "title") == [("党的二十大报告",)]


@pytest.mark.parametrize(
    ("text", "title", "issuer"),
    [
        (
            "今天，工业和信息化部、国家发展改革委等七部门，联合发布了我国首个《关于推动港口绿色化发展指导意见》。",
            "关于推动港口绿色化发展指导意见",
            "工业和信息化部、国家发展改革委等七部门",
        ),
        (
            "浙江省人民政府贯彻国务院关于推进港口开放指导意见的实施意见\n\n各市、县人民政府：\n提出以下实施意见。\n",
            "浙江省人民政府贯彻国务院关于推进港口开放指导意见的实施意见",
            "浙江省人民政府",
        ),
        (
            "《江海与海岛关于建立更紧密经贸关系的安排》签署20年来，贸易增长。",
            "江海与海岛关于建立更紧密经贸关系的安排",
            None,
        ),
    ],
)
def test_bodies_before_a_comma_and_in_a_title_issue_it(text: str, title: str, issuer: str | None) -> None:
    assert told(text, "title", "issuer") == [(title, issuer)]


@pytest.mark.parametrize(
    "title",
    [
        "海州市加快推进智能传感器产业发展行动方案",
        "海州市促进先进制造业高质量发展三年行动计划（2024—2026年）",
        "河湾县进一步优化营商环境实施方案",
    ],
)
def test_a_plan_is_named_by_its_own_heading_whole(title: str) -> None:
    assert told(f"{title}\n\n一、总体目标\n\n到2027年，全市产值达到500亿元。", "title") == [(title,)]


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("海州市加快落实氢能产业行动方案", "氢能产业行动方案"),
        ("海州市印发氢能产业行动方案", "氢能产业行动方案"),
    ],
)
def test_a_headline_that_tells_of_a_plan_is_not_its_name(headline: str, title: str) -> None:
    assert told(f"{headline}\n\n近日，方案公布。", "title") == [(title,)]
