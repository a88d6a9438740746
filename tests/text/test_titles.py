"""Titles: what names a policy, what does not, and which policy a short name or a sentence speaks for."""

from __future__ import annotations

import pytest

from qdtui.model import Document, Part
from qdtui.text.policy_kinds import is_short_name, kind_of
from qdtui.text.reading import Reading, read
from qdtui.text.titles import policies_named


def reading(text: str, **more: object) -> Reading:
    return read(Document("d", "d.txt", text, **more))  # type: ignore[arg-type]


def titles(text: str) -> list[str]:
    return [p.title for p in policies_named(reading(text))]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("合肥市推动制造业高质量发展实施方案（2024—2026年）", "实施方案"),
        ("先进制造业集群培育三年行动方案", "行动计划"),
        ("“十四五”智能制造发展规划", "规划"),
        ("质量强国建设纲要", "规划"),
        ("关于促进中小企业发展的若干意见", "意见"),
        ("制造业单项冠军企业认定管理办法（试行）", "办法"),
        ("苏州市优化营商环境条例", "条例"),
        ("中小企业促进法", "条例"),
        ("关于组织开展第八批单项冠军遴选的通知", "通知"),
        ("关于支持集成电路产业发展的若干政策", "政策"),
        ("政府工作报告", "报告"),
        ("关于支持先进制造业的若干措施", "其他"),
        ("中华人民共和国和甲国关于深化伙伴关系的联合声明", "其他"),
        ("江城宣言", "其他"),
        ("游乐设施安全技术规程", "其他"),
        ("修改第3号法律〈公共采购法〉", "条例"),
        ("中共中央关于制定国民经济和社会发展第十五个五年规划的建议", "规划"),
    ],
)
def test_kinds(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    "title",
    [
        "人民日报",
        "财富",
        "平凡的世界",
        "学习方法",
        "做强产业集群 培育更多冠军",
        "2024年度发展报告",
        "书法",
        "共产党宣言",
    ],
)
def test_what_is_no_policy(title: str) -> None:
    assert kind_of(title) is None


def test_works_and_talks_in_marks_are_left_out() -> None:
    assert titles("他在题为《下好先手棋的行动计划》的演讲中说。") == []
    assert titles("电影《火星计划》热映。《第二十条》同日上映。") == []
    assert titles("今晚播出第二集《科学指南》；出版社出版了《学习纲要》。") == []
    assert titles("以《打造冠军企业培育方案》为题作主旨演讲。") == []


def test_named_without_marks() -> None:
    assert titles("执法检查组关于检查湿地保护法实施情况的报告。") == ["湿地保护法"]
    assert titles("该岛出台了首张外商投资准入负面清单。") == ["外商投资准入负面清单"]
    assert titles("辽宁修订自然保护区条例、风景名胜区条例。") == ["自然保护区条例", "风景名胜区条例"]
    assert titles("会议研究落实建设全国统一大市场工作方案。") == ["建设全国统一大市场工作方案"]
    assert titles("该省出台支持低空经济发展政策措施。") == ["支持低空经济发展政策措施"]
    assert titles("该省推出20条促进经济恢复增长的政策措施。") == []
    assert titles("经批准，办公厅日前印发负责制学习教育规划。") == ["负责制学习教育规划"]
    assert titles("会议通过了全国政协专题研究工作办法（试行）。") == ["全国政协专题研究工作办法"]
    assert titles("“外资24条”印发实施半年多来，多项措施已经完成。") == ["外资24条"]
    assert titles("会议听取关于政府工作报告的意见建议、关于营商环境建设的意见建议。") == ["政府工作报告"]
    assert titles("各地印发相关规划，下发具体落实方案。") == []
    assert titles("与共建“一带一路”国家加强政策、项目对接，从“一纸规划”到“多点开花”。") == []
    assert titles("去年，无锡出台了促进生物医药产业高质量发展行动计划。") == ["促进生物医药产业高质量发展行动计划"]
    assert titles("该市深入推进“繁花计划”。") == ["繁花计划"]
    assert titles("实施“智汇江南”人才政策。") == ["“智汇江南”人才政策"]
    assert titles("牵头编制完成“三北”工程总体规划修编。") == ["“三北”工程总体规划"]
    assert titles("两国签署共建“一带一路”合作规划。") == ["共建“一带一路”合作规划"]
    assert titles("国务院印发关于推动县域经济发展的指导意见。") == ["关于推动县域经济发展的指导意见"]
    assert titles("要抓好“十五五”规划的编制。") == ["“十五五”规划"]
    assert titles("党的二十大报告指出。") == ["党的二十大报告"]
    assert titles("全国人大常委会修订中小企业促进法。") == ["中小企业促进法"]
    assert titles("黄河流域保护法于2022年10月通过。") == ["黄河流域保护法"]
    assert titles("两国服务贸易协定议定书正式签署。") == ["两国服务贸易协定议定书"]


@pytest.mark.parametrize(
    "text",
    [
        "近期将制定工作方案。",
        "出台29项促消费政策。",
        "出台首发经济、健康消费等方面一系列支持政策。",
        "提供整体解决方案。",
        "制定个性化训练计划。",
        "研究完善具体实施方案。",
        "按计划推进建设。",
        "用科学的方法抓落实。",
    ],
)
def test_common_words_name_no_policy(text: str) -> None:
    assert titles(text) == []


def test_short_name_belongs_to_the_policy_before_it() -> None:
    text = "日前，南通印发《南通市船舶海工产业集群建设实施方案》（以下简称《方案》）。《方案》提出，建设三大基地。"
    (policy,) = policies_named(reading(text))
    assert policy.title == "南通市船舶海工产业集群建设实施方案"
    assert policy.short_title == "方案"
    assert len(policy.short_spans) == 2 or len(policy.short_spans) == 1
    assert text[slice(*policy.short_spans[-1])] == "方案"


def test_short_name_of_another_article_is_not_taken() -> None:
    first, second = "印发《纺织产业实施方案》。\n", "《实施方案》提出，建设园区。"
    parts = (Part(0, len(first)), Part(len(first), len(first) + len(second)))
    (policy,) = policies_named(reading(first + second, parts=parts))
    assert policy.short_spans == []


def test_two_mentions_are_one_policy_and_two_plans_are_two() -> None:
    assert titles("《条例》施行前，《绍兴市工业遗产保护条例》征求意见。《绍兴市工业遗产保护条例》共六章。") == [
        "绍兴市工业遗产保护条例"
    ]
    assert titles("对照“十四五”规划，衔接“十五五”规划，学习“十五五”规划建议。") == [
        "“十四五”规划",
        "“十五五”规划",
        "“十五五”规划建议",
    ]


def test_short_names() -> None:
    assert is_short_name("三年行动计划")
    assert is_short_name("若干措施")
    assert not is_short_name("政府工作报告")
    assert not is_short_name("氢能产业行动计划")


def test_a_law_is_named_without_who_attends() -> None:
    assert titles("赵某17日出席北河保护法实施座谈会，修订北河保护法。") == ["北河保护法"]


def test_a_law_is_named_without_the_verb_before_it() -> None:
    assert titles("报告介绍了海洋保护法实施情况。") == ["海洋保护法"]
    assert titles("会议通过关于终止审议水务管理法修正草案的报告。") == ["水务管理法"]


def test_a_new_round_is_no_part_of_a_plans_name() -> None:
    assert titles("示范区发布新一轮重大建设项目三年行动计划。") == ["重大建设项目三年行动计划"]


def test_how_much_of_a_policy_was_done_is_no_part_of_its_name() -> None:
    assert titles("我市推出“惠企30条”六成以上政策。") == ["惠企30条"]


def test_a_headline_that_counts_the_measures_of_a_paper_names_no_second_one() -> None:
    text = "某局发布促进外贸发展22条举措\n某局近日发布《商务部门促进外贸发展的若干举措》，提出22条。"
    assert titles(text) == ["商务部门促进外贸发展的若干举措"]


def test_a_treaty_by_its_last_word_is_the_one_before() -> None:
    (treaty,) = policies_named(reading("俄方暂停履行《削减武器条约》。此后，美方说《条约》有效。"))
    assert (treaty.title, treaty.short_title) == ("削减武器条约", "条约")


def test_a_short_name_that_is_declared_is_no_paper_of_its_own() -> None:
    text = "落实《国务院关于印发〈中国制造2025〉的通知》（以下简称《中国制造2025》）。深入落实《中国制造2025》。"
    (notice,) = policies_named(reading(text))
    assert (notice.title, notice.short_title) == ("国务院关于印发〈中国制造2025〉的通知", "中国制造2025")


def test_two_plans_behind_one_verb_of_which_the_second_begins_with_a_quotation() -> None:
    assert titles("该市实施智能工厂领航计划和“工赋东海”行动计划。") == ["智能工厂领航计划", "“工赋东海”行动计划"]


def test_a_headline_on_a_plan_of_two_states_names_no_second_one() -> None:
    text = (
        "中国与某国签署共建“一带一路”合作规划\n"
        "两国签署《中国政府与某国政府关于共同推进“一带一路”建设的合作规划》，深化合作。"
    )
    assert titles(text) == ["中国政府与某国政府关于共同推进“一带一路”建设的合作规划"]
