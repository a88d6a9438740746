"""What the program says of a refusal or a mistake is said in the language of the interface."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from qdtui.store.closed import CLOSED, READ_ONLY, SETTINGS
from qdtui.store.connect import StoreError
from qdtui.store.read import Database
from qdtui.store.sql import Session, SqlError
from qdtui.tui.i18n import set_language
from qdtui.tui.reasons import in_words, told
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, type_text, write_file
from tests.tui.snapshots import shown


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_file(tmp_path_factory.mktemp("made") / "facts.duckdb")


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


def test_every_reason_why_sql_is_refused_has_its_words() -> None:
    for said in (CLOSED, READ_ONLY, SETTINGS):
        assert not re.search("[a-z]{4,}", in_words(said))


def test_an_error_of_somebody_else_keeps_its_words_and_its_kind() -> None:
    assert told(KeyError("year")) == "KeyError: 'year'"
    assert told(SqlError("There is no statement to run.")) == "没有可运行的语句。"


async def test_sql_that_reaches_out_is_refused_in_chinese_and_in_english(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(110, 30)) as pilot:
        await go(app, pilot, "sql")
        await pilot.press("f2")
        await type_text(pilot, "DELETE FROM documents")
        await pilot.press("f5")
        for _ in range(100):
            await settle(pilot)
            if "出错" in shown(app):
                break
        assert "文件以只读方式打开，这里不能改动其中的任何内容。" in shown(app)
        app.action_language()
        await settle(pilot)
        assert "The file is open read-only, so nothing in it can be changed from here." in shown(app)
