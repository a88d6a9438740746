"""A real file with a few documents and facts, written by the store, for the places that read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from textual.keys import _character_to_key
from textual.pilot import Pilot

from qdtui.config import Config
from qdtui.model import Column, Document, Row, Span, Table
from qdtui.store.read import Database
from qdtui.store.records import Run
from qdtui.store.write import Snapshot
from qdtui.text.segment import term_counts
from qdtui.tui.app import Explorer
from qdtui.tui.place import Context
from qdtui.tui.search import QueryInput, Search
from tests.tui.conftest import settle

CLUSTERS = Table(
    "clusters",
    "Industrial clusters, by name.",
    (
        Column("name", comment="The industry"),
        Column("category"),
        Column("level"),
        Column("region"),
        Column("status"),
        Column("year", "INTEGER"),
    ),
    key=("name",),
)
INDICATORS = Table(
    "indicators",
    "Every number that says something about a subject.",
    (
        Column("subject"),
        Column("indicator"),
        Column("value", "DOUBLE"),
        Column("unit"),
        Column("measure"),
        Column("kind"),
        Column("period_end", "DATE"),
        Column("hosts", "VARCHAR[]"),
    ),
)
CHAMPIONS = Table("champions", "Holders of a title.", (Column("company"), Column("product")))
TABLES = (CLUSTERS, INDICATORS, CHAMPIONS)

HARBOUR = """海州：港城制造添新翼

近年来，海州培育高端船舶、海洋装备2个国家级先进制造业集群，数量居全省第二。截至2023年底，全市规上工业企业达到1260家，研发投入增长12.5%，覆盖率超过80%。今后三年再添3个省级集群。

“我们要让好企业留得住、长得大。”市工业和信息化局局长周明远说。全市推动智能装备、绿色化工两个省级集群扩容，MES系统与IoT平台已接入3200台设备，不良率下降0.8个百分点。
"""
MEETING = """云岭举办智能制造供需对接会

11月6日，云岭市智能制造供需对接会在会展中心举行，120家企业参加。会上签约项目18个，总投资56.3亿元，其中先进制造业集群项目5个。
"""


def document(doc_id: str, text: str, source: str, published: date | None) -> Document:
    return Document(doc_id, f"docs/{doc_id}.txt", text, text.partition("\n")[0], source, published=published)


def row(doc: Document, table: str, quote: str, **values: object) -> Row:
    """A row at the first place of `quote`, its confidence by the length of the quote."""
    start = doc.text.index(quote)
    named = next((str(value) for value in values.values() if value and str(value) in quote), None)
    at = start + quote.index(named) if named else start
    cells = {next(iter(values)): Span(at, at + len(named))} if named else {}
    return Row(table, values, start, start + len(quote), 0.9, "list", cells=cells)  # type: ignore[arg-type]


def documents() -> tuple[Document, Document]:
    return (
        document("harbour", HARBOUR, "海州日报", date(2024, 7, 3)),
        document("meeting", MEETING, "云岭新闻网", None),
    )


def rows() -> list[tuple[Document, Row]]:
    harbour, meeting = documents()
    two = "海州培育高端船舶、海洋装备2个国家级先进制造业集群"
    more = "智能装备、绿色化工两个省级集群"
    cluster = {"category": "先进制造业集群", "region": "海州", "status": "入选", "year": None}
    found = [
        (harbour, row(harbour, "clusters", two, name="高端船舶", level="国家级", **cluster)),
        (harbour, row(harbour, "clusters", two, name="海洋装备", level="国家级", **cluster)),
        (harbour, row(harbour, "clusters", more, name="智能装备", level="省级", **cluster)),
        (harbour, row(harbour, "clusters", more, name="绿色化工", level="省级", **cluster)),
    ]
    numbers: Iterable[tuple[Document, str, str, float, str, str]] = (
        (harbour, "全市规上工业企业达到1260家", "规上工业企业", 1260, "家", "total"),
        (harbour, "研发投入增长12.5%", "研发投入", 12.5, "%", "growth"),
        (harbour, "覆盖率超过80%", "覆盖率", 80, "%", "share"),
        (harbour, "已接入3200台设备", "设备", 3200, "台", "total"),
        (harbour, "不良率下降0.8个百分点", "不良率", -0.8, "个百分点", "change"),
        (meeting, "120家企业参加", "企业", 120, "家", "total"),
        (meeting, "签约项目18个", "签约项目", 18, "个", "total"),
        (meeting, "总投资56.3亿元", "总投资", 56.3, "亿元", "total"),
        (meeting, "先进制造业集群项目5个", "先进制造业集群项目", 5, "个", "total"),
        (harbour, "2个国家级先进制造业集群", "国家级先进制造业集群", 2, "个", "total"),
    )
    for doc, quote, indicator, value, unit, measure in numbers:
        subject = "海州" if doc is harbour else "云岭"
        values = {"indicator": indicator, "subject": subject, "value": float(value), "unit": unit, "measure": measure}
        end = date(2023, 12, 31) if doc is harbour else None
        found.append(
            (doc, row(doc, "indicators", quote, **values, kind="actual", period_end=end, hosts=[subject, "省"]))
        )
    return found


def write_file(path: Path, *, empty: bool = False) -> Path:
    """Write the file at `path`; `empty` leaves the fact tables without rows."""
    made = [] if empty else rows()
    with Snapshot(
        path, TABLES, {table.name: table.name for table in TABLES}, now=datetime(2024, 8, 1, tzinfo=UTC)
    ) as file:
        for doc in documents():
            file.document(doc, term_counts(doc.text))
            for table in TABLES:
                mine = [found for owner, found in made if owner.doc_id == doc.doc_id and found.table == table.name]
                file.run(Run(table.name, "1", "s", "s", doc.doc_id, len(mine), 1.0), mine)
        file.finish()
    return path


def explorer_on(path: Path, **settings: object) -> Explorer:
    """The explorer on the file at `path`, which nothing updates."""
    config = Config(documents=(Path("/home/a/docs"),), database=path, **settings)  # type: ignore[arg-type]
    return Explorer(Context(config, lambda: Database(path)))


async def go(app: Explorer, pilot: Pilot[int], place: str) -> None:
    """Open a place the way a person does, once the first one is there."""
    await settle(pilot)
    await pilot.press({"tables": "2", "search": "3", "sql": "4"}[place])
    await settle(pilot)


async def search(app: Explorer, pilot: Pilot[int], query: str) -> None:
    """Type a query and wait for what is found."""
    app.query_one(QueryInput).value = query
    place = app.query_one(Search)
    for _ in range(100):
        await pilot.pause(0.02)
        if place.answered == query.strip():
            break
    await settle(pilot)


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Press the keys of `text`, whatever signs it holds."""
    await pilot.press(*(_character_to_key(character) for character in text))
    await settle(pilot)
