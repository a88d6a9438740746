"""A small file without a file: documents and facts for tests of the explorer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from qdtui.model import Document, Section, Span, Value, Zone
from qdtui.offers import Offer
from qdtui.store.read import DocumentInfo, Fact, PluginInfo, Relation, Summary
from qdtui.store.records import Problem

HARBOUR = """海州：港城制造添新翼

海州日报记者 林一帆

分享到：微信 微博

集群加快成形

近年来，海州培育高端船舶、海洋装备2个国家级先进制造业集群，数量居全省第二。截至2023年底，全市规上工业企业达到1260家，研发投入增长12.5%（同口径），覆盖率超过80%。

海州市印发《海州市制造业强链行动计划（2024—2026年）》，提出到2026年单项冠军企业达到30家以上。“我们要让好企业留得住、长得大。”市工业和信息化局局长周明远说。

冠军企业领跑

海州瀚海泵业股份有限公司凭借船用离心泵入选第八批制造业单项冠军企业，其MES系统与IoT平台已接入3200台设备，不良率下降0.8个百分点。

相关阅读：海州港吞吐量创新高
"""

MEETING = """云岭举办智能制造供需对接会

11月6日，云岭市智能制造供需对接会在会展中心举行。会议由云岭市工业和信息化局主办，120家企业参加。

云岭启明轴承有限公司董事长何静在会上介绍，公司连续五年研发投入占比超过6%。
"""

NOTICE = """关于开展绿色工厂申报工作的通知

各县（市、区）工业和信息化主管部门，请于月底前报送材料。
"""

_CHAMPION: dict[str, Value] = {
    "company": "海州瀚海泵业股份有限公司",
    "product": "船用离心泵",
    "title": "单项冠军企业",
    "level": "国家级",
    "batch": 8,
    "year": None,
}


@dataclass
class FakeDatabase:
    """Answers like `Database`, from memory; `failure` is raised by every call when it is set."""

    texts: list[Document]
    found: dict[str, list[Fact]]
    faults: list[Problem] = field(default_factory=list)
    known_plugins: list[PluginInfo] = field(default_factory=list)
    failure: Exception | None = None
    path: Path = Path("facts.duckdb")

    def _check(self) -> None:
        if self.failure is not None:
            raise self.failure

    def summary(self) -> Summary:
        self._check()
        return Summary(self.path, len(self.texts), sum(map(len, self.found.values())), len(self.faults), None)

    def documents(self) -> list[DocumentInfo]:
        self._check()
        return [
            DocumentInfo(
                doc.doc_id,
                doc.path,
                doc.title,
                doc.source,
                doc.author,
                doc.published,
                doc.published_year,
                doc.published_how,
                doc.n_chars,
                Counter(fact.table for fact in self.found.get(doc.doc_id, [])),
            )
            for doc in self.texts
        ]

    def document(self, doc_id: str) -> Document | None:
        self._check()
        return next((doc for doc in self.texts if doc.doc_id == doc_id), None)

    def facts(self, doc_id: str) -> list[Fact]:
        self._check()
        return sorted(self.found.get(doc_id, []), key=lambda fact: (fact.start, fact.end, fact.table))

    def fact(self, fact_id: str) -> Fact | None:
        return next((fact for facts in self.found.values() for fact in facts if fact.fact_id == fact_id), None)

    def documents_with(self, words: Iterable[str]) -> dict[str, frozenset[str]]:
        return {word: frozenset(doc.doc_id for doc in self.texts if word.lower() in doc.text.lower()) for word in words}

    def regions(self) -> dict[str, tuple[str, ...]]:
        named = {
            doc_id: [str(fact.values.get("region") or "") for fact in facts] for doc_id, facts in self.found.items()
        }
        return {doc_id: tuple(filter(None, dict.fromkeys(regions))) for doc_id, regions in named.items()}

    def reprints(self) -> int:
        return 0

    def relations(self) -> list[Relation]:
        return []

    def offers(self) -> list[Offer]:
        return []

    def problems(self) -> list[Problem]:
        return self.faults

    def plugins(self) -> list[PluginInfo]:
        return self.known_plugins


def fact(doc: Document, table: str, quote: str, values: Mapping[str, Value], named: str | None = None) -> Fact:
    """A fact at the first place of `quote`; its label is the first value."""
    start = doc.text.index(quote)
    label = str(next(iter(values.values())))
    cells = {}
    if named and named in quote:
        at = start + quote.index(named)
        cells = {next(iter(values)): Span(at, at + len(named))}
    fact_id = f"{doc.doc_id}-{table}-{start}-{label}"
    return Fact(
        table, fact_id, doc.doc_id, start, start + len(quote), quote, label, table, 0.9, "list", None, values, cells
    )


def harbour() -> Document:
    text = HARBOUR
    headings = ["海州：港城制造添新翼", "集群加快成形", "冠军企业领跑"]
    places = [text.index(heading) for heading in headings]
    sections = tuple(
        Section(at, at + len(title), end, 1 if at == 0 else 2, title)
        for at, title, end in zip(places, headings, [*places[1:], len(text)], strict=True)
    )
    zones = (
        Zone(text.index("海州日报记者"), text.index("\n\n分享"), "byline"),
        Zone(text.index("分享到"), text.index("\n\n集群"), "share"),
        Zone(text.index("相关阅读"), len(text), "links"),
    )
    return Document(
        "d1",
        "docs/harbour.txt",
        text,
        title=headings[0],
        source="海州日报",
        author="林一帆",
        published=date(2024, 3, 18),
        published_year=2024,
        published_how="text",
        sha256="a" * 64,
        sections=sections,
        zones=zones,
    )


def sample(many: int = 0) -> FakeDatabase:
    """Three documents, one of them without a date and facts; `many` more copies of the second."""
    first = harbour()
    second = Document(
        "d2",
        "docs/meeting.txt",
        MEETING,
        title="云岭举办智能制造供需对接会",
        published_year=2023,
        published_how="inferred",
    )
    third = Document("d3", "docs/notice.txt", NOTICE, title=None)
    cluster = "海州培育高端船舶、海洋装备2个国家级先进制造业集群"
    facts = {
        "d1": [
            fact(
                first,
                "clusters",
                cluster,
                {"name": "高端船舶", "category": "先进制造业集群", "level": "国家级"},
                "高端船舶",
            ),
            fact(
                first,
                "clusters",
                cluster,
                {"name": "海洋装备", "category": "先进制造业集群", "level": "国家级"},
                "海洋装备",
            ),
            fact(
                first,
                "indicators",
                "海洋装备2个国家级先进制造业集群",
                {"indicator": "国家级先进制造业集群", "value": 2.0, "unit": "个"},
            ),
            fact(
                first,
                "indicators",
                "规上工业企业达到1260家",
                {"indicator": "规上工业企业", "value": 1260.0, "unit": "家"},
            ),
            fact(first, "indicators", "研发投入增长12.5%", {"indicator": "研发投入", "value": 12.5, "unit": "%"}),
            fact(
                first,
                "policies",
                "《海州市制造业强链行动计划（2024—2026年）》",
                {"title": "海州市制造业强链行动计划（2024—2026年）", "kind": "行动计划"},
            ),
            fact(
                first,
                "people",
                "市工业和信息化局局长周明远",
                {"name": "周明远", "position": "市工业和信息化局局长"},
                "周明远",
            ),
            fact(
                first,
                "champions",
                "海州瀚海泵业股份有限公司凭借船用离心泵入选第八批制造业单项冠军企业",
                _CHAMPION,
                "船用离心泵",
            ),
        ],
        "d2": [
            fact(
                second, "events", "云岭市智能制造供需对接会", {"name": "云岭市智能制造供需对接会", "place": "会展中心"}
            ),
            fact(
                second,
                "people",
                "云岭启明轴承有限公司董事长何静",
                {"name": "何静", "position": "云岭启明轴承有限公司董事长"},
                "何静",
            ),
        ],
    }
    more = [replace(second, doc_id=f"m{n}", title=f"云岭简报第{n}期", published=date(2022, 1, 1)) for n in range(many)]
    return FakeDatabase([first, second, third, *more], facts)
