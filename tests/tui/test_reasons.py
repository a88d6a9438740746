"""What the program says of a refusal or a mistake is said in the language of the interface."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from qdtui import load
from qdtui.plugins import PluginSource
from qdtui.store.connect import StoreError
from qdtui.store.read import Database
from qdtui.store.schema import CORE, SHARED, fact_columns
from qdtui.store.sql import Session, SqlError
from qdtui.store.views import VIEWS
from qdtui.trust import Standing, _reason
from qdtui.tui.column_words import column_in_words
from qdtui.tui.i18n import set_language
from qdtui.tui.load_reasons import reason_in_words
from qdtui.tui.reasons import in_words
from qdtui.tui.table_words import comment_in_words
from tests.store.test_database_docs import bundled_tables


def refused(path: Path, sql: str) -> str:
    session = Session(path, timeout=0.2)
    try:
        with pytest.raises(SqlError) as caught:
            session.run(sql, parameters={})
    finally:
        session.close()
    return str(caught.value)


SAID: dict[str, Callable[[Path], str]] = {
    "files": lambda made: refused(made, "SELECT * FROM read_text('/etc/hostname')"),
    "writes": lambda made: refused(made, "DELETE FROM documents"),
    "copies": lambda made: refused(made, "COPY documents TO 'x.csv'"),
    "settings": lambda made: refused(made, "SET memory_limit = '9GB'"),
    "nothing": lambda made: refused(made, "-- nothing"),
    "long": lambda made: refused(made, "SELECT count(*) FROM range(100_000_000_000) a, range(100_000) b"),
    "value": lambda made: refused(made, "SELECT $year"),
    "minus": lambda made: Database(made).search("-云岭").error or "",
    "empty": lambda made: Database(made).search('""').error or "",
    "year": lambda made: Database(made).search("年份:去年").error or "",
    "table": lambda made: Database(made).search("has:nothing").error or "",
    "copies of": lambda made: Database(made).search("copies:some").error or "",
    "file": lambda made: str(_fault(lambda: Database(made.with_name("gone.duckdb")).summary())),
}  # fmt: skip


def _fault(work: Callable[[], object]) -> Exception:
    with pytest.raises(StoreError) as caught:
        work()
    return caught.value


@pytest.mark.parametrize("name", SAID)
def test_what_the_program_says_of_a_mistake_is_chinese_in_a_chinese_interface(made: Path, name: str) -> None:
    said = SAID[name](made)
    first = in_words(said).splitlines()[0]
    assert re.search("[\u4e00-\u9fff]", first)
    words = set(re.findall("[a-z]{2,}", first.lower()))
    assert not words & {"the", "be", "is", "wants", "there", "not", "here"}
    set_language("en")
    assert in_words(said) == said


LOADERS = sorted(path for path in Path(load.__file__).parent.glob("*.py") if path.name != "foreign.py")


def filled(part: ast.expr) -> str:
    """A part of a sentence, with something in place of what is filled in."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    told = ast.unparse(part)
    return "7 MB" if "megabytes" in told else "a folder" if "kind" in told else "7"


def reasons_in(path: Path) -> list[str]:
    """What the loaders of a module say of a file."""
    said = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            text = node.args[-1]
            if node.func.id in ("ReadError", "LoadError", "UndecodableError"):
                if isinstance(text, ast.JoinedStr):
                    said.append("".join(map(filled, text.values)))
                elif isinstance(text, ast.Constant):
                    said.append(str(text.value))
    return [text.replace("7 7, but", "its byte order mark says UTF-8, but") for text in said]


@pytest.mark.parametrize("path", LOADERS, ids=lambda path: path.stem)
def test_every_reason_why_a_file_is_not_read_is_told_in_chinese(path: Path) -> None:
    set_language("zh")
    untold = [text for text in reasons_in(path) if not re.search(r"[一-鿿]", reason_in_words(text))]
    assert not untold
    set_language("en")
    assert reason_in_words("the file is empty") == "the file is empty"


def test_a_plugin_that_was_not_run_is_told_in_chinese_and_its_command_stays() -> None:
    set_language("zh")
    standings: tuple[Standing, ...] = ("new", "changed", "refused")
    for standing in standings:
        told = reason_in_words(_reason(PluginSource("own", "folder", "/x/own.py", ""), standing))
        assert "未运行" in told
        assert told.endswith('qdtui plugins --trust "/x/own.py"')


def test_what_a_plugin_says_stays_as_it_is() -> None:
    set_language("zh")
    assert reason_in_words("ValueError: the file is empty of luck") == "ValueError: the file is empty of luck"


def test_every_table_and_view_says_in_chinese_what_it_is_for() -> None:
    set_language("zh")
    plugins = Path(__file__).parents[2] / "plugins"
    own = {table.comment for table in CORE} | {view.comment for view in VIEWS}
    own |= {
        str(constant.value)
        for path in plugins.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Table"
        for constant in node.args[1:2]
        if isinstance(constant, ast.Constant)
    }
    untold = sorted(comment for comment in own if comment_in_words(comment) == comment)
    assert not untold
    assert comment_in_words("Telephone numbers.") == "Telephone numbers."


def test_every_column_says_in_chinese_what_it_is_for() -> None:
    set_language("zh")
    columns = [*SHARED, *(column for described in (*CORE, *VIEWS) for column in described.columns)]
    columns += [column for table, _ in bundled_tables() for column in fact_columns(table)]
    assert not sorted({column.comment for column in columns if column_in_words(column.comment) == column.comment})
    set_language("en")
    assert not [column for column in columns if column_in_words(column.comment) != column.comment]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("Name of the plugin (in 家)", "插件的名称（单位：家）"),
        ("What the number counts in. One of 家, 个", "数字的单位。取值：家、个"),
        ("Telephone number (in digits). One of 1, 2", "Telephone number (in digits). One of 1, 2"),
    ],
)
def test_the_chinese_of_a_column_keeps_its_unit_and_its_values(comment: str, said: str) -> None:
    set_language("zh")
    assert column_in_words(comment) == said
