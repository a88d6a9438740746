"""The kit for tests of plugins: run an extractor on a text, hold it to its contract, compare it with gold.

Nothing here needs pytest: what does not hold is raised as CheckError, an AssertionError whose message names every
fault. `qdtui check-plugin FILE` makes the same checks without a test.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from qdtui.api import Document, Extractor, Row, Span
from qdtui.contract import contract_breach
from qdtui.extract import Extraction, describe, run_extractor
from qdtui.model import Table
from qdtui.offers import Offer
from qdtui.plugins import ExtractorInfo, Loaded, PluginSource, digest_of, load_plugins

SECONDS = 20.0
"""The time that one extractor may take for one document, unless the configuration says otherwise."""
LARGE = 1_000_000
"""Bytes of the large text."""

SAMPLE = """临江市制造业提质增效工作取得新进展

2025年3月12日 来源：临江日报

去年，临江市新增国家级制造业单项冠军企业3家，累计达12家，居全省第2位；规上工业增加值增长8.5%。海川新材料股份有限公司、远航重工集团入选。
一、重点任务
到2027年，力争培育千亿级产业集群2个，总投资超过1,200亿元。《临江市先进制造业集群培育行动方案（2025—2027年）》由市工信局印发。
“企业正在扩产。”海川新材料股份有限公司董事长周启明说。10月，远航重工临江智能工厂入选全球“灯塔工厂”。
第三届临江工业博览会将于今年9月举行，咨询电话：0532-85912345。
"""
"""A made-up article with something of most kinds, on which every extractor has to hold."""

Published = date | str | int | None
"""A day (a date, or `YYYY-MM-DD`), or a year alone."""


class CheckError(AssertionError):
    """What a check found; `faults` has every one of them."""

    def __init__(self, who: str, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{who}: {len(faults)} faults\n" + "\n".join(f"  {fault}" for fault in faults))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold."""

    check: str
    """Which promise is broken, e.g. `same rows twice`."""
    text: str
    """On which text; empty when it is not about one."""
    message: str

    def __str__(self) -> str:
        where = f" on {self.text}" if self.text else ""
        return f"{self.check}{where}: {self.message}"


@dataclass(slots=True)
class Checked:
    """What came of the checks of one extractor."""

    extractor: str
    faults: list[Fault] = field(default_factory=list)
    texts: int = 0
    rows: int = 0
    """Rows in the texts that were given (the sample article when none was)."""
    seconds_large: float = 0.0
    """Seconds for the text of 1 MB."""


def document(text: str, *, published: Published = None, title: str | None = None, name: str = "try.txt") -> Document:
    """A document with `text` as it stands: no lines are joined, nothing is inferred, no zones.

    `published` is a day or a year. Raises ValueError for a text that is no day.
    """
    day = date.fromisoformat(published) if isinstance(published, str) else published
    year = day if isinstance(day, int) else day.year if day else None
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    whole = None if isinstance(day, int) else day
    return Document(f"d{digest[:12]}", name, text, title, published=whole, published_year=year, sha256=digest)


def run(
    extractor: Extractor,
    text: str | Document,
    *,
    published: Published = None,
    title: str | None = None,
    needs: Sequence[Extractor] = (),
) -> list[Row]:
    """The rows that `extractor` finds in `text`, checked as an ingest checks them, each with its quote.

    `needs` are the extractors that run before it. Raises CheckError when the extractor fails, or yields a row that
    breaks the contract.
    """
    doc = text if isinstance(text, Document) else document(text, published=published, title=title)
    result = extract(extractor, doc, needs)
    if result.error:
        raise CheckError(extractor.name, [Fault("rows", "", result.error)])
    return [replace(row, quote=doc.text[row.start : row.end]) for row in result.rows]


def check_extractor(
    extractor: Extractor,
    *texts: str | Document,
    published: Published = None,
    needs: Sequence[Extractor] = (),
    seconds: float = SECONDS,
) -> None:
    """Hold `extractor` to all that qdtui asks of one; raises CheckError with every fault.

    `texts` are passages in which it should find rows; the checks then use them beside a sample article. What is
    checked: the declarations; the same rows twice, and in any order of documents; spans, quotes, tables, types; an
    empty text, one character, 1 MB, traditional characters, CRLF; `seconds` for each; that it opens no connection,
    starts no program and writes no file; that it can be pickled; that its rows, written twice, stand in a DuckDB file
    once.
    """
    docs = [_as_document(text, published, number) for number, text in enumerate(texts, 1)]
    checked = examine(extractor, docs, needs=needs, seconds=seconds)
    if checked.faults:
        raise CheckError(checked.extractor, checked.faults)


def check_gold(
    extractors: Extractor | Sequence[Extractor], gold: Path, *, needs: Sequence[Extractor] = ()
) -> list[Row]:
    """Compare what `extractors` find with a file of cases, and return the rows found; raises CheckError.

    A line of `gold` is a JSON object: `text`, perhaps `published` and `title`, and `rows`, a list of objects with
    `table`, `values` and perhaps `quote`. A row is found when its table and quote are those, and all `values` given
    agree (a column left out may hold anything). A row that no line asks for is a fault.
    """
    every = [extractors] if isinstance(extractors, Extractor) else list(extractors)
    faults: list[Fault] = []
    found: list[Row] = []
    for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"line {number} of {gold.name}"
        try:
            case = json.loads(line)
            doc = document(case["text"], published=case.get("published"), title=case.get("title"))
            wanted = list(case["rows"])
        except (ValueError, KeyError, TypeError) as error:
            faults.append(Fault("gold", where, f"it is no case: {describe(error)}"))
            continue
        rows = [row for one in every for row in run(one, doc, needs=needs)]
        found += rows
        left = list(rows)
        for want in wanted:
            hit = next((row for row in left if _agrees(row, want)), None)
            if hit is None:
                faults.append(Fault("missed", where, json.dumps(want, ensure_ascii=False)))
            else:
                left.remove(hit)
        faults += [Fault("too much", where, _shown(row, doc)) for row in left]
    if faults:
        raise CheckError(", ".join(one.name for one in every), faults)
    return found


def extractors_in(path: Path | str, settings: Mapping[str, Mapping[str, Any]] | None = None) -> list[Extractor]:
    """The extractors of the plugin in the file at `path`, in the order in which they run.

    The file is imported into this process. `settings` are the `[extractor.NAME]` sections. Raises CheckError when the
    plugin cannot be used.
    """
    return load(path, settings).extractors


@dataclass(frozen=True, slots=True)
class PluginFile:
    """A plugin's file, imported."""

    extractors: list[Extractor]
    """Its own, in the order in which they run."""
    needs: dict[str, list[Extractor]]
    """The extractors that each of them needs, in their order, by its name."""
    others: bool
    """Whether it offers something that is not extracted."""
    offers: list[tuple[Offer, Any]]
    """Its commands, exporters, places and facets, with their declarations."""


def load(path: Path | str, settings: Mapping[str, Mapping[str, Any]] | None = None) -> PluginFile:
    """As `extractors_in`, with what they need; that may be the bundled plugins'."""
    from qdtui.config import bundled
    from qdtui.plugins import find_sources

    path = Path(path).absolute()
    if not path.is_file():
        raise CheckError(path.name, [Fault("import", "", f"{path} is no file")])
    source = PluginSource(path.stem, "folder", str(path), digest_of(path.read_bytes()))
    loaded = load_plugins([source], settings or {})
    if any(" needs " in fault.reason for fault in loaded.catalogue.faults):
        others = [one for one in find_sources(bundled() / "plugins", [])[0] if one.kind == "bundled"]
        loaded = load_plugins([*(one for one in others if one.name != source.name), source], settings or {})
    faults = [fault for fault in loaded.catalogue.faults if fault.plugin == source.name]
    if faults:
        raise CheckError(path.name, [Fault("import", "", fault.reason) for fault in faults])
    own = [info for info in loaded.catalogue.extractors if info.plugin == source.name]
    extractors = [loaded.extractors[info.name] for info in own]
    return PluginFile(
        extractors,
        {info.name: _needed(info, loaded) for info in own},
        bool(loaded.loaders or loaded.catalogue.words or loaded.offers),
        [
            (offer, loaded.offers[offer.kind, offer.name])
            for offer in loaded.catalogue.offers
            if offer.plugin == source.name
        ],
    )


def _needed(extractor: ExtractorInfo, loaded: Loaded) -> list[Extractor]:
    """What has to run before `extractor`, in its order."""
    wanted = set(extractor.needs)
    before = []
    for info in reversed(loaded.catalogue.extractors):
        if info.name in wanted:
            wanted.update(info.needs)
            before.append(loaded.extractors[info.name])
    return before[::-1]


def examine(
    extractor: Extractor,
    docs: Sequence[Document] = (),
    *,
    needs: Sequence[Extractor] = (),
    seconds: float = SECONDS,
    announce: Callable[[str], None] = lambda step: None,
) -> Checked:
    """Make all checks of `check_extractor` and return what came of them; `announce` hears each step before it."""
    name = getattr(extractor, "name", type(extractor).__name__)
    checked = Checked(str(name))
    announce("its declarations")
    if breach := contract_breach(extractor):
        checked.faults.append(Fault("declarations", "", breach))
        return checked
    texts = _texts(docs)
    checked.texts = len(texts)
    first: dict[str, Extraction] = {}
    for doc in texts:
        announce(doc.path)
        checked.faults += _once(extractor, doc, needs, seconds, first)
    checked.faults += _in_another_order(extractor, texts, needs, first)
    checked.rows = sum(len(first[doc.path].rows) for doc in docs or texts[:1])
    checked.seconds_large = first[texts[-1].path].milliseconds / 1000
    if docs and not checked.rows:
        checked.faults.append(Fault("rows", "", "it finds nothing in the texts that were given"))
    announce("pickling it")
    checked.faults += _pickled(extractor)
    announce("writing its rows")
    checked.faults += _written(extractor, texts[: max(1, len(docs))], first)
    return checked


def _texts(docs: Sequence[Document]) -> list[Document]:
    """What the checks run on: the given documents, then one of each kind that goes wrong easily; the largest last."""
    base = "\n".join(doc.text for doc in docs) or SAMPLE
    when = next((doc.published for doc in docs if doc.published), date(2025, 3, 12))
    given = list(docs) or [document(SAMPLE, published=when, name="the sample article")]
    copies = LARGE // max(1, len((base + "\n").encode("utf-8", "replace"))) + 1
    made = {
        "an empty text": "",
        "one character": "市",
        "traditional characters": _traditional(base),
        "lines that end in CRLF": "\r\n".join([*base.splitlines(), *base.splitlines(), ""]),
        "characters beyond the first plane": "😀𠀀" + base.replace("，", "，😀"),
        "a text of 1 MB": (base + "\n") * copies,
    }
    if docs:
        made = {"the sample article": SAMPLE, **made}
    return given + [document(text, published=when, name=name) for name, text in made.items()]


def _once(
    extractor: Extractor, doc: Document, needs: Sequence[Extractor], seconds: float, first: dict[str, Extraction]
) -> Iterator[Fault]:
    """Run on one text, twice where it is not the large one, and say what does not hold."""
    started = time.perf_counter()
    with _watched() as deeds:
        result = first[doc.path] = extract(extractor, doc, needs)
    took = time.perf_counter() - started
    if result.error:
        yield Fault("rows", doc.path, result.error)
    if took > seconds:
        yield Fault("time", doc.path, f"it took {took:.1f} s; {seconds:g} s are allowed")
    for deed in dict.fromkeys(deeds):
        yield Fault("pure", doc.path, f"it {deed}; an extractor reads its document and nothing else")
    seen: set[str] = set()
    for row in result.rows:
        if (shown := repr((row.table, dict(row.values), row.start, row.end))) in seen:
            yield Fault("rows", doc.path, f"the same row twice: {_shown(row, doc)}; give the table a key")
            break
        seen.add(shown)
    if len(doc.text.encode("utf-8", "replace")) < LARGE:
        again = extract(extractor, replace(doc, doc_id=doc.doc_id + "x"), needs)
        yield from _differences("same rows twice", doc, result, again)


def _in_another_order(
    extractor: Extractor, texts: Sequence[Document], needs: Sequence[Extractor], first: Mapping[str, Extraction]
) -> Iterator[Fault]:
    for doc in reversed(texts[:-1]):
        again = extract(extractor, replace(doc, doc_id=doc.doc_id + "y"), needs)
        yield from _differences("no state between documents", doc, first[doc.path], again)


def _differences(check: str, doc: Document, before: Extraction, after: Extraction) -> Iterator[Fault]:
    """What is in one of two runs and not in the other, the first of it."""
    if before.rows == after.rows and before.error == after.error:
        return
    for row in before.rows:
        if row not in after.rows:
            yield Fault(check, doc.path, f"a row was there once and then not: {_shown(row, doc)}")
            return
    for row in after.rows:
        if row not in before.rows:
            yield Fault(check, doc.path, f"a row came that was not there before: {_shown(row, doc)}")
            return
    yield Fault(check, doc.path, after.error or "the rows come in another order")


def _pickled(extractor: Extractor) -> Iterator[Fault]:
    try:
        copy = pickle.loads(pickle.dumps(extractor))
    except Exception as failure:
        yield Fault("picklable", "", f"it cannot be sent to another process: {describe(failure)}")
        return
    if contract_breach(copy) or copy.tables != extractor.tables:
        yield Fault("picklable", "", "its copy in another process would declare something else")


def _written(extractor: Extractor, docs: Sequence[Document], first: Mapping[str, Extraction]) -> Iterator[Fault]:
    """Write the rows into a DuckDB file, then once more in their place, as a second ingest does."""
    from qdtui.store.records import Run
    from qdtui.store.rows import RowError, distinct
    from qdtui.store.verify import verify
    from qdtui.store.write import Snapshot

    tables: list[Table] = list(extractor.tables)
    if not tables:
        return
    docs = list({doc.doc_id: doc for doc in docs}.values())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "check.duckdb"
        for fresh in (True, False):
            with Snapshot(file, tables, {table.name: extractor.name for table in tables}) as snapshot:
                if not fresh:
                    snapshot.keep([doc.doc_id for doc in docs])
                for doc in docs:
                    if fresh:
                        snapshot.document(doc, {})
                    rows = first[doc.path].rows
                    ran = Run(extractor.name, extractor.version, "", "", doc.doc_id, len(rows), 0.0)
                    try:
                        snapshot.run(ran, rows)
                    except RowError as error:
                        yield Fault("written", doc.path, str(error))
                        return
                snapshot.finish()
        for fault in verify(file):
            yield Fault("written", "", f"{fault.table}: {fault.what}")
        import duckdb

        with duckdb.connect(str(file), read_only=True) as connection:
            for table in tables:
                every = [[row for row in first[doc.path].rows if row.table == table.name] for doc in docs]
                wanted = sum(len(distinct(table, rows)) for rows in every)
                count = connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchall()[0][0]
                if count != wanted:
                    yield Fault("written", "", f"{table.name} holds {count} rows after a second writing, not {wanted}")


def extract(extractor: Extractor, doc: Document, needs: Sequence[Extractor]) -> Extraction:
    """What `extractor` makes of `doc` after those that it needs; never raises for what they do."""
    found: dict[str, tuple[Row, ...]] = {}
    for one in needs:
        rows = run_extractor(one, doc, found).rows
        found |= {table.name: tuple(row for row in rows if row.table == table.name) for table in one.tables}
    return run_extractor(extractor, doc, found)


def _as_document(text: str | Document, published: Published, number: int) -> Document:
    if isinstance(text, Document):
        return text
    return document(text, published=published, name=f"text {number}")


def _traditional(text: str) -> str:
    """`text` in traditional characters, one for each simplified one that has some."""
    from qdtui.text.data import fields

    table: dict[int, str] = {}
    for traditional, simplified in fields("traditional.tsv"):
        table.setdefault(ord(simplified), traditional)
    return text.translate(table)


def _agrees(row: Row, want: Mapping[str, Any]) -> bool:
    if row.table != want.get("table", row.table) or want.get("quote", row.quote) != row.quote:
        return False
    values = want.get("values", {})
    return all(_plain(row.values.get(name)) == value for name, value in values.items())


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _shown(row: Row, doc: Document) -> str:
    values = ", ".join(f"{name}={value!r}" for name, value in row.values.items() if value is not None)
    return f"{row.table}({values}) at {Span(row.start, row.end)[0]}–{row.end} “{doc.text[row.start : row.end][:60]}”"


_deeds: list[str] | None = None
_hooked = False


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Collect what the code inside does to the world outside of its process."""
    global _deeds, _hooked
    if not _hooked:
        sys.addaudithook(_note)
        _hooked = True
    deeds: list[str] = []
    _deeds = deeds
    try:
        yield deeds
    finally:
        _deeds = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _deeds is None:
        return
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        _deeds.append("uses the network")
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn"):
        _deeds.append("starts a program")
    elif event == "open":
        path, mode, flags = arguments
        writes = any(c in mode for c in "wax+") if isinstance(mode, str) else (flags or 0) & (os.O_WRONLY | os.O_RDWR)
        # Python keeps what it compiled of a module that is imported now.
        if writes and not str(path).endswith((".pyc", os.devnull)) and "__pycache__" not in str(path):
            _deeds.append(f"writes to {Path(os.fsdecode(path)).name if isinstance(path, str | bytes) else 'a file'}")


def cases(rows: Iterable[Row], text: str, published: Published = None) -> str:
    """A line for a file of gold: `text` with `rows` as what should be found in it."""
    wanted = [
        {
            "table": row.table,
            "values": {name: _plain(value) for name, value in row.values.items()},
            "quote": text[row.start : row.end],
        }
        for row in rows
    ]
    when = {} if published is None else {"published": _plain(published)}
    return json.dumps({"text": text, **when, "rows": wanted}, ensure_ascii=False)
