"""The bundled extractor of indicators: whole rows, spans, facts told twice, and the bundled seeds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from plugins.indicators import TABLE, Indicators, qdtui_extractors
from qdtui.load import load_file
from qdtui.model import Document, Row

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = """常州：制造业再上台阶
截至目前，常州规上工业企业达到6100多家，居全省第三位。2024年，全市规上工业增加值同比增长7.9%，高于全省0.4个百分点。
常州拥有新能源、碳纤维2个国家级先进制造业集群，累计培育智能工厂31家、数字车间102个，数量均居全省首位。
日前，市政府印发《常州市工业倍增行动方案（2025—2027年）》。《行动方案》提出，到2027年，建成12家以上国家级智能工厂，技改投资年均增长10%左右。
"""


def rows(text: str, published: date | None = date(2025, 7, 2), found: Iterable[Row] = ()) -> list[Row]:
    doc = Document("d", "d.txt", text, title=text.split("\n")[0], published=published, found={"policies": tuple(found)})
    made = list(Indicators().extract(doc))
    for row in made:
        assert 0 <= row.start < row.end <= len(text)
        assert set(row.values) == {c.name for c in TABLE.columns}
        for span in row.cells.values():
            assert text[span.start : span.end]
    return made


def by_words(made: list[Row]) -> dict[str, Row]:
    return {str(r.values["indicator"]): r for r in made}


def test_an_article() -> None:
    made = by_words(rows(ARTICLE))
    assert list(made) == [
        "规上工业企业",
        "规上工业增加值",
        "规上工业增加值增长高于全省",
        "国家级先进制造业集群",
        "智能工厂",
        "数字车间",
        "国家级智能工厂",
        "技改投资",
    ]
    assert made["规上工业企业"].values == {
        "subject": "常州",
        "indicator": "规上工业企业",
        "value": 6100,
        "value_max": None,
        "unit": "家",
        "comparator": ">",
        "measure": "total",
        "kind": "actual",
        "period_start": None,
        "period_end": date(2025, 7, 2),
        "rank": 3,
        "rank_scope": "全省",
        "policy": None,
    }
    assert made["数字车间"].values["rank"] == made["智能工厂"].values["rank"] == 1
    assert made["技改投资"].values["measure"] == "growth"


@pytest.mark.parametrize(
    "title",
    [
        "海州市加快推进智能传感器产业发展行动方案（2024—2027年）",
        "海州市人民政府关于印发《海州市加快推进智能传感器产业发展行动方案（2024—2027年）》的通知",
    ],
)
def test_what_a_plan_aims_at_it_sets_itself(title: str) -> None:
    plan = "海州市加快推进智能传感器产业发展行动方案（2024—2027年）"
    text = f"{title}\n\n一、目标\n\n2023年，全市产值达到300亿元。\n\n到2027年，全市产值达到500亿元。"
    told = {r.values["value"]: r.values["policy"] for r in rows(text, found=[Row("policies", {"title": plan}, 0, 9)])}
    assert told == {300: None, 500: plan}


def test_a_report_on_a_plan_is_not_the_plan() -> None:
    plan = "海州市智能传感器产业发展行动方案"
    text = f"海州市印发《{plan}》\n\n近日，海州市印发《{plan}》。\n\n明年，全市将新建充电桩300个。"
    assert [r.values["policy"] for r in rows(text, found=[Row("policies", {"title": plan}, 0, 9)])] == [None]


def test_targets_name_the_policy_that_sets_them() -> None:
    title = "常州市工业倍增行动方案（2025—2027年）"
    policy = Row("policies", {"title": title, "short_title": "行动方案"}, 0, 1)
    made = by_words(rows(ARTICLE, found=[policy]))
    target = made["国家级智能工厂"].values
    assert (target["kind"], target["comparator"], target["period_end"]) == ("target", ">=", date(2027, 12, 31))
    assert target["policy"] == made["技改投资"].values["policy"] == title
    assert made["智能工厂"].values["policy"] is None


def test_the_quote_holds_the_words_and_the_number() -> None:
    row = by_words(rows(ARTICLE))["规上工业企业"]
    assert ARTICLE[row.start : row.end] == "常州规上工业企业达到6100多家，居全省第三位"
    value, words = row.cells["value"], row.cells["indicator"]
    assert ARTICLE[value.start : value.end] == "6100多家"
    assert ARTICLE[words.start : words.end] == "规上工业企业"


def test_a_fact_told_twice_is_one_row_and_another_number_is_another() -> None:
    text = "常州工业\n常州累计培育单项冠军企业39家。\n常州单项冠军企业39家，领跑全省。\n常州单项冠军企业41家。\n"
    assert [r.values["value"] for r in rows(text)] == [39, 41]


def test_the_same_number_of_two_years_is_two_facts() -> None:
    text = "2023年，常州工业增加值增长5%。2024年，常州工业增加值增长5%。常州工业增加值增长5%。"
    assert [str(r.values["period_end"])[:4] for r in rows(text)] == ["2023", "2024"]


def test_a_fall_is_negative_and_a_range_has_two_ends() -> None:
    fall, spread = rows("常州工业利润下降3.5%。光源节电40%~80%。")
    assert fall.values["value"] == -3.5
    assert (spread.values["value"], spread.values["value_max"]) == (40, 80)


def test_a_count_is_checked_against_the_names_listed() -> None:
    full, short = rows("常州拥有新能源、碳纤维2个产业集群，布局合成生物、氢能、储能等8个产业园区。")
    assert full.note is None
    assert short.note == "文中称8个，列出3个"


def test_a_number_without_a_subject_is_less_sure() -> None:
    (row,) = rows("累计培育企业39家。")
    assert row.values["subject"] is None
    assert row.confidence < 0.9


def test_a_traditional_text_keeps_its_script() -> None:
    (row,) = rows("香港將設立100億元產業基金。")
    assert (row.values["indicator"], row.values["unit"], row.values["kind"]) == ("產業基金", "億元", "target")


def test_an_undated_document_dates_nothing_by_itself() -> None:
    (row,) = rows("今年前5个月，常州工业增加值增长5%。", published=None)
    assert row.values["period_end"] is None


@pytest.mark.parametrize(
    ("number", "subject", "indicator", "value", "unit"),
    [
        ("000", "青岛", "国家级制造业单项冠军企业", 39, "家"),
        ("001", "泰安", "规模以上工业增加值", 11.3, "%"),
        ("002", "海尔智家", "归母净利润", 187.41, "亿元"),
        ("003", "青岛", "规上工业增加值增长高于全省平均增速", 1.1, "个百分点"),
        ("004", "轨道交通装备产业集聚区", "产业链上下游企业", 300, "家"),
    ],
)
def test_facts_of_the_seeds(number: str, subject: str, indicator: str, value: float, unit: str) -> None:
    doc = load_file(next(SEEDS.glob(f"{number}*.txt")))
    found = [tuple(r.values[k] for k in ("subject", "indicator", "value", "unit")) for r in Indicators().extract(doc)]
    assert (subject, indicator, value, unit) in found


def test_what_is_under_construction_elsewhere_makes_no_output_planned() -> None:
    text = "常州正在建设科学装置。在航空产业园，企业年产值超300亿元。\n常州在建项目很多。"
    assert [r.values["kind"] for r in Indicators().extract(Document("d", "d.txt", text))] == ["actual"]


def test_the_capacity_of_a_project_just_begun_is_a_target() -> None:
    (begun,) = rows("常州光伏产业园奠基，包括年产300吨单晶硅生产线。")
    assert (begun.values["kind"], begun.values["value"], begun.values["unit"]) == ("target", 300, "吨")
    (running,) = rows("常州光伏产业园投产，包括年产300吨单晶硅生产线。")
    assert running.values["kind"] == "actual"


def test_units_from_the_configuration() -> None:
    (extractor,) = qdtui_extractors({"indicators": {"units": ["畦"]}})
    (row,) = extractor.extract(Document("d", "d.txt", "寿光新建示范田300畦。"))
    assert (row.values["value"], row.values["unit"]) == (300, "畦")


def test_one_endless_sentence_is_read_in_linear_time() -> None:
    text = "常州培育企业39家，数量居全省第一、副省级城市第四，同比增长10.6%、" * 600
    assert len(list(Indicators().extract(Document("d", "d.txt", text)))) == 3


def test_one_rank_of_two_products_is_two_rows() -> None:
    found = [
        (row.values["indicator"], row.values["rank"]) for row in rows("常州汽车、新能源汽车产量历史性跃居全省首位。")
    ]
    assert found == [("汽车产量", 1), ("新能源汽车产量", 1)]


def test_money_said_to_be_renminbi_is_yuan() -> None:
    (row,) = rows("常州进出口总额598.9亿元人民币。")
    assert (row.values["value"], row.values["unit"]) == (598.9, "亿元")


def test_a_share_in_brackets_that_repeats_what_was_told_costs_no_other_row() -> None:
    text = "常州制造\n调查对4700名30岁以下青年进行后显示，超过八成（80.1%）的受访青年愿意进厂。常州拥有智能工厂31家。\n"
    made = rows(text)
    assert 31 in [r.values["value"] for r in made]
    (share,) = [r for r in made if r.values["value"] == 80.1]
    assert text[slice(*share.cells["indicator"])] == "30岁以下青年"
