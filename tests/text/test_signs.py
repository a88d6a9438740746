"""What is tried only where a sign stands finds what it would find everywhere."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any
from zlib import crc32

import pytest

import qdtui.text
from qdtui.load import load_file
from qdtui.text import (
    holding,
    introduced,
    lexicon,
    local_names,
    meetings,
    modality,
    names,
    normalise,
    occasions,
    places,
    quantity,
    sketch,
    subjectwords,
    timewords,
    title_mentions,
    topics,
)
from qdtui.text.data import lines
from qdtui.text.reading import Reading
from qdtui.text.sentence import each_clause, looks_like_heading, split_clauses
from qdtui.text.signs import Begun, Signed, Words, any_of, signs_of
from qdtui.text.units import units

ROOT = Path(__file__).resolve().parents[2]

EXAMPLES = {
    "observances._NTH_DAY": "今天是第十个“江河保护日”，各地放流鱼苗。",
    "observances._WELCOME": "主席在人民会堂北厅为来访总统举行欢迎仪式。",
    "observances._BANQUET": "主席在山水宾馆举行宴会，欢迎出席运动会的贵宾。",
    "observances._CAMPAIGN": "人社部今天启动2025年百城招聘专项行动，为期百天。",
    "observances._INTERVIEWS": "大赛新闻中心分别举行两场集体采访。",
    "observances._THIS_ONE": "本届交易会将于10月15日在广州举办。",
    "circumstances._HOSTED": "大会由市工信局主办，某某协会承办。",
    "local_names.STOCK_CODE": "绿源电气（600123.SH）涨停。",
    "named.STOCK_CODE": "绿源电气（600123.SH）涨停。",
    "whose.STOCK_CODE": "绿源电气（600123.SH）涨停。",
    "deeds._RELEASED": "绿源电气在合州发布智能排产平台。",
    "deeds._SIGNED": "绿源电气与合州市政府签署合作协议。",
    "deeds._TALKED": "合州市与绿源电气集团举行工作会谈。",
    "deeds._TOGETHER": "合州新区集中签约项目12个。",
    "local_names._OFFICER": "绿源电气总经理介绍了新线。",
    "local_names._PART_OF_PROVINCE": "去年，粤北地区新增产线三条。",
    "local_names._SAID_TOWN": "云湖是合州市的一个小镇，家家做伞。",
    "local_names._TOWN_START": "走进熊口镇，机器轰鸣。",
    "local_names._WORKSHOP": "在绿源电气的总装车间里，机械臂在动。",
    "meetings._STUDY": "中央政治局就海洋强国进行第二次集体学习。",
    "visits._SAW": "州长某某率团于9月14日至17日访问了北京、上海和杭州。",
    "visits._CAME_BY": "9日，秘书长某某到访绿源电气。",
    "visits._CALLS_ON": "书记某某一行调研绿源电气有限公司。",
    "visits._COMES": "副主席某某来我市考察。",
    "occasions._DELIVERED": "公司昨天向客户交付第200台压缩机。",
    "occasions._LAUNCHED_BY": "火箭将两颗遥感卫星送入轨道。",
    "visits._STATE_VISIT": "外长对坦桑尼亚进行正式访问。",
    "visits._TALKS": "省长会见了坦桑尼亚客人。",
    "visits._TOUR": "市长率队赴深圳、东莞等地开展招商活动。",
    "visits._VISIT": "他到某某电子厂调研。",
    "orgs._SAID_SHORT": "绿源电气股份有限公司（以下简称“绿源”）成立。",
    "people._APPOINTED": "会议任命王小明为市工信局局长。",
    "title_mentions._GIVEN_OUT": "日前印发负责制学习教育规划。",
    "title_mentions._ASKED_ON": "公开征求对新型储能行动方案的意见。",
    "title_mentions._FIVE_YEARS": "“十五五”规划开始编制。",
    "title_mentions._ISSUED_BARE": "推进设备更新方案出台。",
    "title_mentions._ITEMS": "出台支持新能源产业发展的28条措施。",
    "title_mentions._KNOWN_REPORT": "政府工作报告提出三个目标。",
    "title_mentions._LAW": "根据民营经济促进法，制定细则。",
    "title_mentions._LAW_DONE": "海洋环境保护法正式施行。",
    "title_mentions._CAMPAIGN": "工信部开展工业母机质量提升专项行动",
    "title_mentions._NICKNAME": "推出“惠企二十条”。",
    "title_mentions._QUOTED": "实施“千企领航”计划。",
    "title_mentions._YEARLY": "印发2025年全市工业互联网发展工作要点。",
}
"""A sentence in which each signed pattern finds something."""


def signed() -> Iterator[tuple[str, Signed]]:
    for module in pkgutil.walk_packages(qdtui.text.__path__, "qdtui.text."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Signed):
                yield f"{module.name.removeprefix('qdtui.text.')}.{name}", value


@cache
def own_readings() -> tuple[Reading, ...]:
    """The seeds and the articles that were written for the tests."""
    paths = sorted((ROOT / "seeds").glob("*.txt")) + sorted((ROOT / "tests" / "articles").glob("*.txt"))
    return tuple(Reading(load_file(path)) for path in paths)


@pytest.mark.parametrize(("name", "pattern"), [pytest.param(*found, id=found[0]) for found in signed()])
def test_a_pattern_finds_the_same_with_its_signs_as_without(name: str, pattern: Signed) -> None:
    example = EXAMPLES[name]
    assert list(pattern.finditer(example, 0, len(example)))
    for reading in own_readings():
        for sentence in reading.sentences:
            alone = [m.span() for m in pattern.pattern.finditer(reading.norm, *sentence.span)]
            assert [m.span() for m in pattern.finditer(reading.norm, *sentence.span)] == alone
            first = pattern.search(reading.norm, *sentence.span)
            assert (first is None) == (alone == [])


def test_a_sign_is_looked_for_in_each_text_anew() -> None:
    pattern = Signed("甲 乙", "[甲乙]丙")
    for text, found in (("丁甲丙", 1), ("丁丁丁", None), ("甲丁乙丙", 2)):
        match = pattern.search(text, 0, len(text))
        assert (match.start() if match else None) == found
    assert pattern.search("甲丙丁丁", 1, 4) is None


def test_numbers_begin_with_the_characters_that_are_looked_for_first() -> None:
    for reading in own_readings():
        for match in quantity._STARTS.finditer(reading.norm):
            assert quantity._FIRST.match(match[0])


@pytest.mark.parametrize("share", ["三成", "九成半以上", "2/3", "1/10", "一半", "半数", "过半的"])
def test_a_share_is_known_by_its_first_two_characters(share: str) -> None:
    assert quantity._may_be_share(share, 0)
    assert [q.kind for q in quantity.quantities(f"占{share}。")] == ["share"]


def test_no_share_is_lost_to_a_look_at_two_characters() -> None:
    for reading in own_readings():
        norm = reading.norm
        for match in quantity._STARTS.finditer(norm):
            if quantity._share(norm, match.start(), len(norm)) is not None:
                assert "分之" in norm or quantity._may_be_share(norm, match.start())


def test_a_place_begins_at_every_pair_of_characters_that_begins_one() -> None:
    heads = places._names()[0]
    for reading in own_readings():
        norm = reading.norm
        assert places._starts(norm) == [at for at in range(len(norm)) if norm[at : at + 2] in heads]


def test_people_in_apposition_are_found_wherever_they_may_stand() -> None:
    texts = [reading.norm[slice(*s.span)] for reading in own_readings() for s in reading.sentences]
    texts += [
        "王小明，某某大学教授，出席。",
        "出席的有：王小明，某某大学教授。",
        "王明，男，汉族，现任市长。",
        "王，他来了。",
    ]
    for text in texts:
        alone = [m.span() for m in introduced._APPOSITION.finditer(text)]
        assert [m.span() for m in introduced._appositions(text)] == alone


def test_offices_are_found_as_without_a_look_at_their_first_characters() -> None:
    found = 0
    for reading in own_readings():
        for sentence in reading.sentences:
            alone = [m.span() for m in names.patterns()[0].finditer(reading.norm, *sentence.span)]
            assert [m.span() for m in names.offices().finditer(reading.norm, *sentence.span)] == alone
            found += len(alone)
    assert found > 50


def test_what_starts_is_found_as_without_a_look_at_its_first_characters() -> None:
    texts = [f"某某项目{verb}。" for line in lines("launch_verbs.txt") for verb in line.split()]
    texts += [f"某某机组{how}完成首次并网。" for how in ("", "顺利", "成功")]
    texts += [f"某某项目{how}合州新区。" for how in ("落户", "落地", "落子", "签约落户", "签约落地")]
    pattern = occasions._launch()
    for text in texts:
        assert pattern.pattern.search(text)
    for text in (*texts, *(reading.norm for reading in own_readings())):
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in pattern.pattern.finditer(text)]


TIMES = [
    time
    for line in (
        "近三个季度 最近三个月 过去两个月 新的一年 新一年 3、4月份",
        "2025年 二〇二五年 今年 去年 前年 明年 后年 本年 当年 上年 上一年 同年 翌年 2025年度 2025-03-15 2025/3/5 2025.3.5",
        "2021—2025年 2021年至2025年 2021~2025年度 3月15日至18日 3月15-18日 十二月三十一日 三月五日 3月5号 2025年3月15日",
        "1-5月 1月至5月份 2025年1-5月 十一月 3月 5月份 3月上旬 12月底 上半年 下半年 前三季度 首季度 首两个季度 一季度",
        "第二季度 第1季度 4季度 第三季的 前5个月 头三个月 首11月 前十一个月 全年 2025年全年 年底 年末 年内 年初 2025年底",
        "今年年初 “十五五” 「十四五」时期 “九五”期末 十四五期间 近五年 最近3年 过去的这五年 过去五年 过往三年 近10年来",
        "今后五年 未来三年 今天 今日 今晚 今晨 今早 昨天 昨日 昨晚 前天 前日 明天 明日 后天 当天 当日 当晚 同日 本月 这个月",
        "上月 上个月 当月 下月 下个月 本月5日 上月底 截至目前 截止当前 截至发稿时 到目前为止 迄目前 目前 当前 迄今为止 至今",
        "眼下 15日至18日 15日 7日上午 12月31日 一季报 三季度报告 半年报 中报 年报 年度报告 2025半年度报告 2025的年报",
        "2025一季报 今年年报 十年来 三十多年来 五年来 八年来 30余年来 20年来 本周三 上星期五 下个礼拜天 这周日",
    )
    for time in line.split()
]


@pytest.mark.parametrize("time", TIMES)
def test_a_time_is_found_as_without_a_look_at_its_first_characters(time: str) -> None:
    for text in (time, f"会议于{time}，", f"，{time}的"):
        alone = [m.span() for m in timewords.SCAN.pattern.finditer(text)]
        assert alone or text != time
        assert [m.span() for m in timewords.SCAN.finditer(text)] == alone


def test_every_kind_of_time_has_an_example_here() -> None:
    kinds = {match.lastgroup for time in TIMES for match in timewords.SCAN.pattern.finditer(time)}
    assert kinds == set(timewords.PARSE), "add one of a new kind to TIMES, and what it begins with to timewords._FIRST"


def test_the_times_of_a_text_are_found_as_without_a_look_at_their_first_characters() -> None:
    for reading in own_readings():
        alone = [m.span() for m in timewords.SCAN.pattern.finditer(reading.norm)]
        assert [m.span() for m in timewords.SCAN.finditer(reading.norm)] == alone


def test_words_of_any_length_are_found_by_what_they_begin_with() -> None:
    words = ("节", "论坛", "博览会", "博览", "会")
    found = Begun.of(words, any_of(words))
    text = "论坛和博览会节会，博览馆，博士"
    assert [m[0] for m in found.finditer(text)] == ["论坛", "博览会", "节", "会", "博览"]
    assert [m[0] for m in found.finditer(text, 3, 5)] == ["博览"]


def test_a_word_of_one_character_is_found_in_front_of_whatever_stands_there() -> None:
    found = Begun.of(("会", "会议", "展会"), "会议?|展会")
    assert [m[0] for m in found.finditer("会议，会场，展会会，会")] == ["会议", "会", "展会", "会", "会"]


@pytest.mark.parametrize(
    "pattern", [meetings._nouns()[0], topics._nouns(), names.office_words(), title_mentions._ending_patterns()[1]]
)
def test_words_are_found_as_without_a_look_at_what_they_begin_with(pattern: Begun) -> None:
    for reading in own_readings():
        for sentence in reading.sentences:
            alone = [m.span() for m in pattern.pattern.finditer(reading.norm, *sentence.span)]
            assert [m.span() for m in pattern.finditer(reading.norm, *sentence.span)] == alone


def test_a_sentence_with_about_finds_the_titles_that_need_it() -> None:
    for reading in own_readings():
        about, plain = title_mentions._ending_patterns()
        for sentence in reading.sentences:
            if "关于" not in reading.norm[max(0, sentence.start - 2) : sentence.end]:
                spans = [[m.span() for m in p.finditer(reading.norm, *sentence.span)] for p in (about, plain)]
                assert spans[0] == spans[1]


def test_a_one_that_counts_is_not_taken_for_part_of_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [reading.norm for reading in own_readings()]
    texts += [f"达到一{unit}，卖一{unit}。" for unit in units()]
    texts += [
        "一至三万元",
        "一亩到三亩",
        "一 吨",
        "一多半",
        "一余亩",
        "一和两个百分点",
        "一亿元",
        "投入一",
        "统一部署",
        "进一步",
    ]
    guarded = [quantity.quantities(text) for text in texts]
    monkeypatch.setattr(quantity, "_may_count_one", lambda norm, end: True)
    assert [quantity.quantities(text) for text in texts] == guarded
    assert sum(map(len, guarded)) > 500


def test_firms_are_found_as_if_each_name_were_looked_for() -> None:
    texts = [reading.norm for reading in own_readings()] + [
        "".join(lexicon.firm_names()),
        "、".join(lexicon.firm_names()),
    ]
    for text in texts:
        assert lexicon.firms_named(text) == {name for name in lexicon.firm_names() if name in text}


def test_a_body_is_known_by_the_characters_that_it_may_end_with() -> None:
    for reading in own_readings():
        for at in range(len(reading.norm)):
            if subjectwords.BODY_HAS.match(reading.norm, at) is not None:
                assert not subjectwords.BODY_ENDS.isdisjoint(reading.norm[at : at + subjectwords.BODY_REACH])
    for word in subjectwords.BODY[3:-1].replace("区?", "区").split("|"):
        assert word[-1] in subjectwords.BODY_ENDS
        assert 24 + len(word) <= subjectwords.BODY_REACH


@pytest.mark.parametrize("end", ["举行", "召开了", "举办的“", "主办「", "联合举办了「"])
def test_a_verb_of_holding_is_seen_at_the_end(end: str) -> None:
    assert holding.holds(f"某某市人民政府{end}") is not None
    assert holding.holds(f"某某市人民政府{end}第二届") is None


def test_a_text_becomes_the_same_whichever_way_its_characters_are_changed() -> None:
    table = normalise._table()
    chained = [chr(code) + to for code, to in table.items() if ord(to) in table]
    assert chained
    short = ["，１２％ＡＢＣ億元" * 30, "，１２％" * 60, "没有要改的字" * 50, *(both * 120 for both in chained)]
    for text in (*short, "".join(map(chr, table))):
        assert normalise.normalise(text) == text.translate(table)


def test_a_sentence_of_a_line_is_a_heading_as_the_line_is() -> None:
    for reading in own_readings():
        for sentence in reading.sentences:
            start = reading.norm.rfind("\n", 0, sentence.start) + 1
            line = reading.norm[start:].split("\n", 1)[0]
            titled = sentence.section is not None and sentence.end <= reading.doc.sections[sentence.section].title_end
            assert sentence.heading == (titled or looks_like_heading(line))


def first_characters(pattern: re.Pattern[str]) -> set[str]:
    """The characters that a pattern of plain words and classes may begin with."""

    def of(items: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
        found: set[str] = set()
        for op, value in items:
            empty = False
            match str(op):
                case "LITERAL":
                    found.add(chr(value))
                case "IN":
                    assert all(str(kind) == "LITERAL" for kind, _ in value), "a class of characters named one by one"
                    found |= {chr(code) for _, code in value}
                case "SUBPATTERN":
                    inner, empty = of(value[3])
                    found |= inner
                case "BRANCH":
                    branches = [of(branch) for branch in value[1]]
                    found |= set().union(*(inner for inner, _ in branches))
                    empty = any(nothing for _, nothing in branches)
                case "MAX_REPEAT" | "MIN_REPEAT":
                    inner, empty = of(value[2])
                    found |= inner
                    empty = empty or value[0] == 0
                case "ASSERT" | "ASSERT_NOT" | "AT":
                    empty = True
                case other:
                    raise AssertionError(f"{other} is not known here")
            if not empty:
                return found, False
        return found, True

    found, empty = of(sre_parser.parse(pattern.pattern))
    assert not empty
    return found


@pytest.mark.parametrize(
    "name",
    ["HERE", "HERE_IS", "FOR_PLACE", "TOWN", "THERE", "OWN", "THIS_THING", "THE_FIRM", "WORLD", "MAINLAND"],
)
def test_what_points_begins_with_a_character_that_is_looked_for_first(name: str) -> None:
    assert first_characters(getattr(subjectwords, name)) <= subjectwords.POINTS


def test_a_sentence_without_the_word_of_an_office_names_nobody() -> None:
    for reading in own_readings():
        held = [names.office_words().stands_in(reading.norm, *s.span) for s in reading.sentences]
        for person in reading.people:
            if person.rule != "byline" and (sentence := reading.sentence_at(person.position.start)) is not None:
                assert held[reading.sentences.index(sentence)]


def test_a_plant_is_looked_for_wherever_one_may_stand() -> None:
    for reading in own_readings():
        for match in local_names._PLANT.finditer(reading.norm):
            assert match[0] in ("）", ")") or match[0].endswith(local_names._PLANTS)


def test_titles_of_a_document_are_found_as_if_each_pattern_were_tried() -> None:
    for reading in own_readings():
        signed = [p for p in title_mentions._SIGNED if p.may_find(reading.norm, 0, len(reading.norm))]
        for sentence in reading.sentences:
            every = [*title_mentions._by_pattern(reading, sentence), *title_mentions._by_ending(reading, sentence)]
            assert list(title_mentions._unmarked(reading, sentence, signed)) == every


def test_clauses_one_by_one_are_those_of_the_sentence() -> None:
    for reading in own_readings():
        for sentence in reading.sentences:
            assert tuple(each_clause(reading.norm, *sentence.span)) == reading.clauses(sentence)
    text = "集群（电子，家电），《甲，乙》，“一，二”，1,200家；， ，完"
    assert [text[slice(*c)] for c in split_clauses(text, 0, len(text))] == [
        "集群（电子，家电）",
        "《甲，乙》",
        "“一，二”",
        "1,200家",
        "完",
    ]


def test_shingles_have_one_digest_whether_encoded_together_or_alone() -> None:
    for shingles in (["一二三四五六七八", "abcdefgh"], ["一二三四五六七𠮷", "一二三四五六七八"], []):
        alone = [crc32(shingle.encode("utf-16-le")) for shingle in shingles]
        assert list(sketch._digests(shingles)) == alone


def test_the_wording_of_a_text_is_that_of_its_running_text() -> None:
    for reading in own_readings():
        doc = reading.doc
        zones = [(zone.start, zone.end) for zone in doc.zones]
        told = normalise.normalise(sketch.running(doc.text, zones, doc.title))
        assert sketch._plain(doc.text, zones, doc.title) == told


@pytest.mark.parametrize("name", ["_CUES", "_GOES_ON"])
def test_a_cue_begins_with_a_character_that_is_looked_for_first(name: str) -> None:
    cues: Begun = getattr(modality, name)
    assert first_characters(cues.pattern) <= set(cues.first.pattern[1:-1])
    for reading in own_readings():
        alone = [m.span() for m in cues.pattern.finditer(reading.norm)]
        assert [m.span() for m in cues.finditer(reading.norm)] == alone


def test_words_are_found_in_each_text_and_only_where_they_stand() -> None:
    sights = Words(["码头", "湿地"])
    first, second = "合州码头吞吐量增长", "湿地与码头"
    assert sights.stand_in(first, 0, 4)
    assert not sights.stand_in(first, 3, len(first))
    assert sights.stand_in(second, 0, 2)
    assert not sights.stand_in(second, 2, 4)
    assert not sights.stand_in("合州港", 0, 3)


def test_the_signs_of_several_patterns_leave_out_no_sentence_of_any() -> None:
    both = signs_of(Signed("访 调研", "出?访|调研"), Signed("访问 签约", "访问|签约"))
    assert set(both.words) == {"访", "调研", "签约"}  # 访问 holds 访
    for told in ("市长出访两国", "市长调研", "双方签约", "访问结束"):
        assert both.stand_in(told, 0, len(told))
    assert not both.stand_in("大会开幕", 0, 4)
