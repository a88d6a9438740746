"""Documents and tables for the tests of the store, with everything that is hard: emoji, quotes, other scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from qdtui.model import Column, Document, Join, Part, Row, Section, Span, Table, Value, Zone
from qdtui.store.records import Run
from qdtui.store.write import Snapshot
from qdtui.text.segment import term_counts

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)

INDICATORS = Table(
    "indicators",
    "Numbers.",
    (
        Column("subject", comment="Whom the number is about"),
        Column("indicator"),
        Column("value", "DOUBLE"),
        Column("unit"),
        Column("comparator"),
        Column("measure", allowed=("total", "new", "growth", "rank")),
        Column("kind", allowed=("actual", "target")),
        Column("period_end", "DATE"),
        Column("rank", "INTEGER"),
        Column("policy"),
    ),
    label="indicator",
)
POLICIES = Table(
    "policies",
    "Policies.",
    (Column("title"), Column("short_title"), Column("kind"), Column("issuer"), Column("period_end", "INTEGER")),
    key=("title",),
)
EVENTS = Table(
    "events", "Meetings.", (Column("name"), Column("hosts", "VARCHAR[]"), Column("open", "BOOLEAN")), label="hosts"
)
TABLES = (INDICATORS, POLICIES, EVENTS)
OWNERS = {"indicators": "numbers", "policies": "plans", "events": "meetings"}

HARBOUR = """🏭海州晚报：港城制造添新翼
首页 > 新闻
截至2023年底，海州拥有国家级制造业单项冠军企业12家，高端船舶等产业集群3个，全球“灯塔工厂”2座，海天重工榜上有名。
《海州市智造行动方案》提出，到2027年国家级制造业单项冠军达到20家，产业集群产值突破800亿元。
"""
MEETING = """云岭举办智能制造供需对接会
11月6日，云岭市工信局主办的对接会开幕，12０家企业参加，ＡＢ级绿色集群产业园亮相。会场的灯亮如塔，工厂开放日同步举行。
"""
TRADITIONAL = """臨江製造業新篇
臨江累計培育燈塔工廠1家，產業集群2個。
"""


def document(doc_id: str, text: str, day: date | None = None) -> Document:
    """A document at `docs/<doc_id>.txt` whose first line is its title."""
    return Document(doc_id, f"docs/{doc_id}.txt", text, text.partition("\n")[0], "海州晚报", published=day)


def documents() -> list[Document]:
    """Three documents, one with all kinds of structure."""
    harbour = Document(
        "harbour",
        "docs/harbour.txt",
        HARBOUR,
        "港城制造添新翼",
        "海州晚报",
        "林木",
        date(2024, 1, 2),
        2024,
        "text",
        "ab" * 32,
        "gb18030",
        (Section(0, 14, len(HARBOUR), 1, "港城制造添新翼"),),
        (Zone(15, 22, "menu"),),
        (Part(0, len(HARBOUR), "港城制造添新翼", None, None, date(2024, 1, 2), 2024),),
        (Join(30, "\n", ""),),
    )
    return [
        harbour,
        document("meeting", MEETING, date(2023, 11, 7)),
        document("traditional", TRADITIONAL),
    ]


def row(doc: Document, table: str, quote: str, cells: Iterable[str] = (), /, **values: Value) -> Row:
    """A row that stands where `quote` first stands; `cells` are columns whose value is in the text."""
    start = doc.text.index(quote)
    spans = {name: Span(at := doc.text.index(str(values[name])), at + len(str(values[name]))) for name in cells}
    return Row(table, values, start, start + len(quote), 0.9, "rule", None, spans)


def rows(doc: Document) -> dict[str, list[Row]]:
    """The rows of a document, by extractor."""
    found: dict[str, list[Row]] = {"numbers": [], "plans": [], "meetings": []}
    count: Mapping[str, Value] = {"subject": "海州", "comparator": "=", "measure": "total", "kind": "actual"}
    if doc.doc_id == "harbour":
        found["numbers"] = [
            row(doc, "indicators", "国家级制造业单项冠军企业12家", ("indicator",), **count,
                indicator="国家级制造业单项冠军企业", value=12, unit="家", period_end=date(2023, 12, 31)),
            row(doc, "indicators", "产业集群3个", (), **count, indicator="高端船舶等产业集群", value=3, unit="个"),
            row(doc, "indicators", "“灯塔工厂”2座", (), **count, indicator="全球“灯塔工厂”", value=2, unit="座"),
            row(doc, "indicators", "国家级制造业单项冠军达到20家", (), **{**count, "kind": "target"},
                indicator="国家级制造业单项冠军", value=20, unit="家", policy="海州市智造行动方案"),
            row(doc, "indicators", "产业集群产值突破800亿元", (), **count, indicator="产业集群产值", value=800, unit="亿元"),
        ]  # fmt: skip
        found["plans"] = [
            row(doc, "policies", "《海州市智造行动方案》", title="海州市智造行动方案", kind="行动计划", period_end=2027)
        ]
    if doc.doc_id == "meeting":
        found["meetings"] = [
            row(doc, "events", "云岭市工信局主办的对接会", name="对接会", hosts=["云岭市工信局", "a\"'b"], open=True)
        ]
    return found


def run(extractor: str, doc_id: str, version: str = "1", error: str | None = None) -> Run:
    """A run record."""
    return Run(extractor, version, "source", "settings", doc_id, 0, 1.5, error)


def fill(snapshot: Snapshot, docs: Sequence[Document]) -> None:
    """Give documents with their runs and rows to a snapshot."""
    for doc in docs:
        snapshot.document(doc, term_counts(doc.text, "jieba"))
        for extractor, found in rows(doc).items():
            snapshot.run(run(extractor, doc.doc_id), found)


def made(folder: Path, docs: Sequence[Document] | None = None) -> Path:
    """A whole file in `folder`."""
    path = folder / "made.duckdb"
    with Snapshot(path, TABLES, OWNERS, now=NOW) as snapshot:
        fill(snapshot, documents() if docs is None else docs)
        snapshot.finish()
    return path
