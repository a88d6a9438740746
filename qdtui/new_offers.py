"""The beginnings of plugins that add a command, an exporter, a place or a facet, each with its test."""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["command", "exporter", "place", "facet"]

_COMMAND = '''"""NAME: the longest documents. Say here what yours does."""

from qdtui.api import Command, hookimpl


def run(context):
    """The documents with the most characters; Enter opens one."""
    return context.table("SELECT title, n_chars, doc_id FROM documents ORDER BY n_chars DESC LIMIT 20", title="NAME")


@hookimpl
def qdtui_commands(config):
    """The command of this file: `qdtui run NAME`, and in the explorer's palette."""
    return [Command("NAME", "TITLE", run, help="The longest documents.", on="file")]
'''

_COMMAND_TEST = '''"""The plugin NAME: what it answers, on tables made for the test."""

from pathlib import Path

import duckdb

from qdtui.api import CommandContext
from qdtui.testing import load

((OFFER, COMMAND),) = load(Path(__file__).parent.parent / "NAME.py").offers


def test_the_longest_document_comes_first():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE documents AS SELECT * FROM (VALUES ('a', 'A', 5), ('b', 'B', 9)) d(doc_id, title, n_chars)")
    answer = COMMAND.run(CommandContext(connection, Path("facts.duckdb")))
    assert [row[0] for row in answer.rows] == ["B", "A"]


def test_it_is_offered_under_its_name():
    assert (OFFER.kind, OFFER.name) == ("command", "NAME")
'''

_EXPORTER = '''"""NAME: rows as a Markdown table. Say here what yours writes."""

from qdtui.api import Exporter, hookimpl


def line(values):
    """A line of the table; what a document says cannot end a cell."""
    cells = ("" if value is None else str(value).replace("|", "\\\\|").replace("\\n", " ") for value in values)
    return "| " + " | ".join(cells) + " |\\n"


def write(columns, batches, path):
    """The names of the columns, then every row."""
    with path.open("w", encoding="utf-8") as file:
        file.write(line(columns))
        file.write(line("---" for _ in columns))
        for batch in batches:
            file.writelines(map(line, batch))


@hookimpl
def qdtui_exporters(config):
    """The form of this file: `qdtui sql … --format NAME -o FILE.md`, and `E` in the explorer's tables."""
    return [Exporter("NAME", ".md", "TITLE", write, help="A Markdown table.")]
'''

_EXPORTER_TEST = '''"""The plugin NAME: what it writes."""

from pathlib import Path

from qdtui.testing import load

((OFFER, EXPORTER),) = load(Path(__file__).parent.parent / "NAME.py").offers


def test_every_row_is_written_and_no_value_ends_a_cell(tmp_path):
    path = tmp_path / "rows.md"
    EXPORTER.write(("name", "n"), [[("a|b", 1)], [(None, 2)]], path)
    assert path.read_text(encoding="utf-8") == "| name | n |\\n| --- | --- |\\n| a\\\\|b | 1 |\\n|  | 2 |\\n"


def test_it_is_offered_under_its_name():
    assert (OFFER.kind, OFFER.name) == ("exporter", "NAME")
'''

_PLACE = '''"""NAME: documents by outlet. Say here what yours lists."""

from qdtui.api import Place, PlaceDetail, PlaceView, hookimpl

OUTLETS = "SELECT source AS outlet, count(*) AS documents FROM documents GROUP BY source ORDER BY documents DESC, outlet"
ITS_DOCUMENTS = "SELECT title, published, doc_id FROM documents WHERE source IS NOT DISTINCT FROM $outlet ORDER BY published"


@hookimpl
def qdtui_places(config):
    """The place of this file; `5` goes there in the explorer."""
    return [Place("NAME", "TITLE", [PlaceView("by outlet", OUTLETS, [PlaceDetail("documents", ITS_DOCUMENTS)])])]
'''

_PLACE_TEST = '''"""The plugin NAME: what its queries give, on tables made for the test."""

from pathlib import Path

import duckdb

from qdtui.testing import load

((OFFER, PLACE),) = load(Path(__file__).parent.parent / "NAME.py").offers
ROWS = "('a', 'A', 'News', NULL), ('b', 'B', 'News', NULL), ('c', 'C', NULL, NULL)"


def test_an_outlet_leads_to_its_documents():
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE documents AS SELECT * FROM (VALUES {ROWS}) d(doc_id, title, source, published)")
    (view,) = PLACE.views
    assert connection.execute(view.sql).fetchall() == [("News", 2), (None, 1)]
    found = connection.execute(view.details[0].sql, {"outlet": "News"}).fetchall()
    assert sorted(row[0] for row in found) == ["A", "B"]


def test_it_is_offered_under_its_name():
    assert (OFFER.kind, OFFER.name) == ("place", "NAME")
'''

_FACET = '''"""NAME: how long documents are. Say here what yours tells apart."""

from qdtui.api import Facet, hookimpl

VALUES = """
SELECT doc_id, CASE WHEN n_chars < 500 THEN 'short' WHEN n_chars < 5000 THEN 'middling' ELSE 'long' END AS value
FROM documents
"""


@hookimpl
def qdtui_facets(config):
    """The facet of this file: `qdtui search "NAME:short"`, and in the explorer's list of facets (F2)."""
    return [Facet("NAME", "TITLE", VALUES, help="short, middling or long")]
'''

_FACET_TEST = '''"""The plugin NAME: the values of documents, on tables made for the test."""

from pathlib import Path

import duckdb

from qdtui.testing import load

((OFFER, FACET),) = load(Path(__file__).parent.parent / "NAME.py").offers


def test_every_document_has_its_value():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE documents AS SELECT * FROM (VALUES ('a', 10), ('b', 900)) d(doc_id, n_chars)")
    assert sorted(connection.execute(FACET.sql).fetchall()) == [("a", "short"), ("b", "middling")]


def test_it_is_offered_under_its_name():
    assert (OFFER.kind, OFFER.name) == ("facet", "NAME")
'''

BEGINNINGS: Final[dict[Kind, tuple[str, str]]] = {
    "command": (_COMMAND, _COMMAND_TEST),
    "exporter": (_EXPORTER, _EXPORTER_TEST),
    "place": (_PLACE, _PLACE_TEST),
    "facet": (_FACET, _FACET_TEST),
}
"""The plugin and its test, by kind; NAME and TITLE are filled in."""
