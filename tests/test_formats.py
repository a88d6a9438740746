"""Every format carries the same document through to the same rows."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.load.made import page, printed, web_archive, word
from tests.project import BUNDLED, SEEDS, Project, make

FORMATS = ("pdf", "docx", "mhtml", "html", "md", "json", "jsonl", "csv", "parquet", "zip")
OWN = ("fact_id", "doc_id", "start", "end")
"""Columns that tell where a row is; all others tell what it says."""


def fill(folder: Path, texts: dict[str, str]) -> None:
    """The texts in every format. Those of tables end in blank lines of their own, so that none is another's copy."""
    for number, (stem, text) in enumerate(texts.items()):
        for suffix, data in (
            ("pdf", printed(text)),
            ("docx", word(text)),
            ("mhtml", web_archive(page(text))),
            ("html", page(text).encode()),
            ("md", (text + "\n\n").encode()),
        ):
            (folder / f"{stem}.{suffix}").write_bytes(data)
        with zipfile.ZipFile(folder / "all.zip", "a") as archive:
            archive.writestr(f"{stem}.txt", text + "\n\n\n")
        assert number < 10
    for n, suffix in enumerate(("json", "jsonl", "csv", "parquet")):
        rows = [{"id": stem, "text": text + "\n" * (n + 4)} for stem, text in texts.items()]
        path = folder / f"all.{suffix}"
        if suffix == "json":
            path.write_text(json.dumps({"data": rows}, ensure_ascii=False), encoding="utf-8")
        elif suffix == "jsonl":
            path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        else:
            with duckdb.connect() as connection:
                connection.execute("CREATE TABLE t (id VARCHAR, text VARCHAR)")
                connection.executemany("INSERT INTO t VALUES (?, ?)", [list(row.values()) for row in rows])
                connection.execute(f"COPY t TO '{path}' ({'HEADER' if suffix == 'csv' else 'FORMAT PARQUET'})")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The seeds in every format, ingested with all bundled extractors."""
    folder = tmp_path_factory.mktemp("formats")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QDTUI_STATE_DIR", str(folder / "state"))
        project = make(folder / "project", disabled=())
        fill(project.documents, {path.stem[:3]: path.read_text(encoding="utf-8") for path in sorted(SEEDS.iterdir())})
        report = project.ingest(jobs=2)
        assert report.problems == []
        assert (report.documents, report.copies) == (50, 0)
        yield project


def rows(project: Project, table: str) -> dict[tuple[str, str], list[tuple[object, ...]]]:
    """What the rows of a table say, by format and seed."""
    columns = [
        str(name)
        for (name,) in project.query(f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{table}'")
        if name not in OWN
    ]
    listed = ", ".join(f'f."{name}"' for name in columns)
    found: dict[tuple[str, str], list[tuple[object, ...]]] = {}
    for path, *row in project.query(f'SELECT d.path, {listed} FROM "{table}" f JOIN documents d USING (doc_id)'):
        name = str(path).rpartition("/")[2]
        suffix = name.partition("!")[0].rpartition(".")[2]
        stem = name.rpartition("!")[2][:3]
        found.setdefault((suffix, stem), []).append(tuple(row))
    return {key: sorted(values, key=repr) for key, values in found.items()}


@pytest.mark.parametrize("table", BUNDLED)
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_seed_gives_the_same_rows_as_its_text(project: Project, seeds: Project, suffix: str, table: str) -> None:
    expected = {stem: found for (_, stem), found in rows(seeds, table).items()}
    assert expected
    assert {stem: found for (kind, stem), found in rows(project, table).items() if kind == suffix} == expected


def test_a_fact_in_a_pdf_leads_to_its_page(project: Project) -> None:
    found = project.query(
        "SELECT count(*), count(p.page) FROM indicators e JOIN documents d USING (doc_id) LEFT JOIN pages p"
        " ON p.doc_id = e.doc_id AND e.start >= p.start AND e.start < p.\"end\" WHERE d.path LIKE '%.pdf'"
    )
    assert found[0][0] == found[0][1] != 0


async def test_the_explorer_says_the_page_of_a_quote(project: Project) -> None:
    from textual.app import App

    from qdtui.store.connect import Reader
    from qdtui.store.grid_queries import Quotes
    from qdtui.tui.sentence import Sentence

    [(doc_id, start, end, page)] = project.query(
        'SELECT e.doc_id, e.start, e."end", p.page FROM indicators e JOIN documents d USING (doc_id) JOIN pages p'
        " ON p.doc_id = e.doc_id AND e.start >= p.start AND e.start < p.\"end\" WHERE d.path LIKE '%.pdf'"
        " ORDER BY p.page DESC, e.start LIMIT 1"
    )
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert page != 1
    context = Quotes(Reader(project.database)).around(str(doc_id), start, end)
    assert context is not None
    assert context.page == page
    app: App[None] = App()
    async with app.run_test():
        sentence = Sentence()
        await app.mount(sentence)
        sentence.show(context)
        assert str(sentence.border_title).endswith(f"第{page}页")
