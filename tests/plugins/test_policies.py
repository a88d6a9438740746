"""The bundled extractor of policies: rows with kind, issuer, years and spans."""

from __future__ import annotations

from datetime import date

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
