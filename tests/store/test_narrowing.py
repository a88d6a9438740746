"""Which documents can hold a piece of text: never too few, and few where the index says much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from qdtui.store import search as search_module
from qdtui.store.connect import Reader
from qdtui.store.narrowing import holders
from qdtui.store.read import Database
from qdtui.store.sizes import Size, Sizes, Vocabulary
from qdtui.store.write import Snapshot
from qdtui.text.segment import fold, term_counts
from tests.store.made import document

TEXTS = [
    "海州市推动先进制造业集群发展，时代人民出版社落户。",
    "两个时代，人民的城市人民建。",
    "代人排队要收费；研究生命科学。",
    "研究生活补贴提高，命题公布。",
    "燈塔工廠在海州市開工，ＡＩ平臺上線。",
    "结婚的和尚未结婚的都在名单上。",
    *(f"这是第{number}篇别的文字，说的是天气。" for number in range(20)),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("narrow") / "facts.duckdb"
    with Snapshot(path, (), {}) as snapshot:
        for number, text in enumerate(TEXTS):
            snapshot.document(document(f"{number:02}", text), term_counts(text, "jieba"))
        snapshot.finish()
    return path


@pytest.fixture(scope="module")
def opened(file: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Size]]:
    reader = Reader(file, linger=60)
    sizes = Sizes(reader.snapshot_of)
    with reader.open() as connection:
        sizes.learn(connection)
        yield connection, sizes.of(connection)
    reader.close()


def every_piece() -> list[str]:
    """All stretches of up to five characters of the texts that are not alike."""
    texts = [fold(text) for text in TEXTS[:7]]
    return sorted({text[at : at + n] for text in texts for n in range(1, 6) for at in range(len(text) - n + 1)})


def test_no_document_that_holds_a_piece_is_ever_left_out(opened: tuple[duckdb.DuckDBPyConnection, Size]) -> None:
    connection, size = opened
    texts = dict(connection.execute("SELECT doc_no, text FROM documents").fetchall())
    narrowed = 0
    for piece in every_piece():
        found = holders(connection, size, [piece])
        if found is not None:
            narrowed += 1
            assert {number for number, text in texts.items() if piece in fold(text)} <= found, piece
    assert narrowed > 100


def test_two_pieces_that_never_stand_together_leave_nothing(opened: tuple[duckdb.DuckDBPyConnection, Size]) -> None:
    connection, size = opened
    assert holders(connection, size, ["尚未", "排队"]) == set()
    assert holders(connection, size, ["鲸鱼"]) == set()


def test_the_index_says_nothing_of_what_it_does_not_cut(opened: tuple[duckdb.DuckDBPyConnection, Size]) -> None:
    connection, size = opened
    assert holders(connection, size, ["，", "ai", "1。"]) is None
    assert holders(connection, size, ["天气"]) is None, "most documents have it"


def test_the_ends_of_terms_are_those_of_whole_terms() -> None:
    terms = Vocabulary(["集群", "产业集群", "群", "港口"], [7, 8, 9, 10], [1, 2, 3, 4])
    assert terms.ending("群") == (6, [7, 8, 9])
    assert terms.beginning("群") == (3, [9])
    assert terms.beginning("集") == (1, [7])
    assert terms.ending("港") == (0, [])
    assert terms.holding("集群") == (3, [7, 8])


@pytest.mark.parametrize(
    "query", ['"代人"', "代人", "生命", "的和", "人民的城", "尚未 排队", "海州市 工厂", "塔工", "尚未 -排队"]
)
def test_a_big_file_whose_terms_were_read_gives_what_reading_all_texts_gives(
    file: Path, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    def found(*, narrow: bool) -> list[tuple[str, float]]:
        monkeypatch.setattr(search_module, "_SMALL", 0)
        monkeypatch.setattr(search_module, "_DENSE", 0)
        database = Database(file, Reader(file, linger=60))
        if narrow:
            database.prepare_search()
        result = database.search(query)
        database.close()
        return sorted((hit.doc_id, round(hit.score, 6)) for hit in result.hits)

    assert found(narrow=True) == found(narrow=False)
