"""Searching finds what is there, in whatever script and width, and says where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from qdtui.model import Column, Document, Row, Table
from qdtui.store import search as search_module
from qdtui.store.connect import Reader
from qdtui.store.query import Facet, QueryError, facets_of, parse, with_facet
from qdtui.store.read import Database
from qdtui.store.records import Run
from qdtui.store.sizes import Vocabulary
from qdtui.store.write import Snapshot
from qdtui.text.segment import fold, term_counts
from tests.store.made import document

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "seeds.duckdb"
    with Snapshot(path, (), {}) as snapshot:
        for file in SEEDS:
            text = file.read_text(encoding="utf-8")
            doc = Document(file.stem[:3], file.name, text, text.partition("\n")[0])
            snapshot.document(doc, term_counts(text, "jieba"))
        snapshot.finish()
    return path


@pytest.fixture(autouse=True)
def one_segmenter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests hold with the segmenter that everybody has."""
    monkeypatch.setattr("qdtui.text.segment.find_spec", lambda name: None)


def found(path: Path, query: str) -> list[str]:
    result = Database(path).search(query)
    assert result.error is None
    return [hit.doc_id for hit in result.hits]


def naming(word: str) -> set[str]:
    return {file.stem[:3] for file in SEEDS if word in file.read_text(encoding="utf-8")}


@pytest.mark.parametrize(
    "word", ["产业集群", "海尔", "灯塔工厂", "单项冠军", "特锐德", "级制造", "尔", "十五五", "10+1"]
)
def test_a_word_finds_exactly_the_documents_that_have_it(seeds: Path, word: str) -> None:
    assert naming(word)
    assert set(found(seeds, word)) == naming(word)


def test_the_documents_of_the_seeds_that_everybody_looks_for(seeds: Path) -> None:
    assert len(found(seeds, "产业集群")) == 5
    assert set(found(seeds, "海尔")) == naming("海尔")


def test_boilerplate_is_searchable(seeds: Path) -> None:
    assert found(seeds, "原创话剧")  # stands in a list of links only


def test_several_words_must_all_match(seeds: Path) -> None:
    assert set(found(seeds, "灯塔工厂 海尔")) == naming("灯塔工厂") & naming("海尔")


def test_when_no_document_has_all_words_any_will_do(seeds: Path) -> None:
    assert set(found(seeds, "海尔 zzz没有这个词")) == naming("海尔")


def test_a_phrase_stands_as_written(seeds: Path) -> None:
    phrase = "国家级制造业单项冠军"
    for query in (f'"{phrase}"', f"“{phrase}”", f"「{phrase}」", f'"{phrase}'):
        assert set(found(seeds, query)) == naming(phrase)
    assert Database(seeds).search(f'"{phrase}"').how == "phrase"
    assert found(seeds, '"冠军单项"') == []


def test_a_minus_leaves_documents_out(seeds: Path) -> None:
    assert set(found(seeds, "产业集群 -灯塔工厂")) == naming("产业集群") - naming("灯塔工厂")
    assert set(found(seeds, '产业集群 -"灯塔工厂"')) == naming("产业集群") - naming("灯塔工厂")
    assert set(found(seeds, "“产业集群” -海尔")) == naming("产业集群") - naming("海尔")


def test_a_minus_inside_a_word_is_part_of_it() -> None:
    assert parse("a-b", "jieba").excluded == ()
    assert parse("a -b", "jieba").excluded == ("b",)


@pytest.mark.parametrize("query", ["", "  ", "-海尔", '""', '"', "-"])
def test_a_query_that_asks_for_nothing_is_told_so(database_file: Path, query: str) -> None:
    result = Database(database_file).search(query)
    assert result.hits == []
    if query.strip() == "-":
        assert result.error is None  # a dash alone is a character to look for
        return
    assert result.error
    with pytest.raises(QueryError):
        parse(query, "jieba")


@pytest.mark.parametrize("query", ["灯塔工厂", "燈塔工廠", "臨江", "临江"])
def test_traditional_and_simplified_find_each_other(database_file: Path, query: str) -> None:
    assert "traditional" in found(database_file, query)


@pytest.mark.parametrize("query", ["ab级", "ＡＢ级", "120家", "12０家", '"AB级绿色"'])
def test_full_and_half_width_find_each_other(database_file: Path, query: str) -> None:
    assert found(database_file, query) == ["meeting"]


def test_a_short_word_is_meant_as_written_when_any_document_has_it(database_file: Path) -> None:
    assert "meeting" not in found(database_file, "灯塔工厂")  # it has 灯, 塔 and 工厂 apart


def test_marks_and_snippets_lead_to_the_text(database_file: Path) -> None:
    database = Database(database_file)
    for query in ("单项冠军 集群", '"灯塔工厂"', "海州", "🏭"):
        for hit in database.search(query).hits:
            doc = database.document(hit.doc_id)
            assert doc
            assert hit.count > 0
            for snippet in hit.snippets:
                at = snippet.offset_in_document
                assert doc.text[at : at + len(snippet.text)] == snippet.text
                assert "\n" not in snippet.text
                assert snippet.marks
                for start, end in snippet.marks:
                    assert fold(snippet.text[start:end]) in fold(query)


def test_the_count_is_how_often_the_word_stands_in_the_document(database_file: Path) -> None:
    (hit, *_) = Database(database_file).search("单项冠军").hits
    assert (hit.doc_id, hit.count) == ("harbour", 2)


def test_documents_that_have_the_word_oftener_come_first(tmp_path: Path) -> None:
    path = tmp_path / "rank.duckdb"
    texts = {"once": "集群" + "别的文字" * 20, "often": "集群" * 5 + "别的文字" * 18, "never": "别的文字" * 20}
    with Snapshot(path, (), {}) as snapshot:
        for doc_id, text in texts.items():
            snapshot.document(document(doc_id, text), term_counts(text, "jieba"))
        snapshot.finish()
    assert found(path, "集群") == ["often", "once"]


def test_the_limit_bounds_the_hits_and_not_the_total(seeds: Path) -> None:
    result = Database(seeds).search("产业集群", limit=2)
    assert len(result.hits) == 2
    assert result.total_documents == 5


@pytest.mark.parametrize(
    "query", ["海尔", "灯塔工厂", "级制造", "尔", '"单项冠军" -海尔', "海尔 zzz没有", "海州市 集群"]
)
@pytest.mark.parametrize("dense", [0, 10**9], ids=["by the index", "by reading where that is quicker"])
def test_big_files_give_the_same_documents_as_small_ones(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, query: str, dense: int
) -> None:
    small = found(seeds, query)
    monkeypatch.setattr(search_module, "_SMALL", 0)
    monkeypatch.setattr(search_module, "_DENSE", dense)
    assert set(found(seeds, query)) == set(small)


@pytest.mark.parametrize("small", [0, 10**9], ids=["big file", "small file"])
def test_of_several_words_the_documents_with_all_of_them_count_and_only_without_any_of_those_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    path = tmp_path / "words.duckdb"
    rest = "别的文字" * 20
    texts = {
        "both": f"集群在港口。{rest}",
        "twice": f"集群，港口，集群，港口。{rest}",
        "one": f"集群，集群。{rest}",
        "other": f"港口。{rest}",
        "third": f"机器人。{rest}",
    }
    with Snapshot(path, (), {}) as snapshot:
        for doc_id, text in texts.items():
            snapshot.document(document(doc_id, text), term_counts(text, "jieba"))
        snapshot.finish()
    monkeypatch.setattr(search_module, "_SMALL", small)
    monkeypatch.setattr(search_module, "_DENSE", 0)
    database = Database(path)
    all_words = database.search("集群 港口")
    assert [hit.doc_id for hit in all_words.hits] == ["twice", "both"]
    assert (all_words.total_documents, all_words.how) == (2, "terms")
    any_word = database.search("集群 机器人", limit=2)
    assert [hit.doc_id for hit in any_word.hits] == ["third", "one"]
    assert (any_word.total_documents, any_word.how) == (4, "terms")


@pytest.mark.parametrize("small", [0, 10**9], ids=["big file", "small file"])
def test_a_copy_that_has_all_words_is_found_though_an_earlier_copy_has_only_one_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    path = tmp_path / "copies.duckdb"
    with Snapshot(path, (), {}) as snapshot:
        for doc_id, text in {"a": "集群新闻。", "b": "集群新闻，港口。"}.items():
            snapshot.document(document(doc_id, text), term_counts(text, "jieba"))
        snapshot.finish()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE works SET work_id = 'a', copies = 2, place = (doc_id = 'b')::INTEGER + 1")
    monkeypatch.setattr(search_module, "_SMALL", small)
    monkeypatch.setattr(search_module, "_DENSE", 0)
    assert found(path, "集群 港口") == ["b"]
    assert found(path, "集群 新闻") == ["a"]
    assert found(path, "集群 灯塔") == ["a"]


@pytest.mark.parametrize("query", ["海尔", "级制造", "尔", "10+1", "海州市 集群", "灯塔工厂 -海尔", "zzz没有", "ＡＩ"])
def test_terms_read_in_advance_change_nothing_that_is_found(seeds: Path, query: str) -> None:
    prepared = Database(seeds, Reader(seeds, linger=60))
    prepared.prepare_search()
    plain, quick = Database(seeds).search(query), prepared.search(query)
    assert [(hit.doc_id, round(hit.score, 6)) for hit in quick.hits] == [
        (hit.doc_id, round(hit.score, 6)) for hit in plain.hits
    ]
    assert (quick.total_documents, quick.how) == (plain.total_documents, plain.how)
    prepared.close()


def test_a_term_read_in_advance_is_found_by_each_of_its_parts_and_no_part_reaches_into_the_next_term() -> None:
    terms = Vocabulary(["集群", "产业集群", "港", "港口"], [7, 8, 9, 10], [1, 2, 3, 4])
    assert terms.find(["港"], []) == {"港": (9, 3)}
    assert terms.find([], ["集群"]) == {"集群": (7, 1), "产业集群": (8, 2)}
    assert terms.find([], ["口", "港"]) == {"港": (9, 3), "港口": (10, 4)}
    assert terms.find(["群\n港", ""], ["群\n港", "没有"]) == {}


def test_what_is_remembered_of_a_file_for_its_searches_is_forgotten_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "changing.duckdb"
    database = Database(path)
    scores = []
    for others in (1, 50, 1):
        with Snapshot(path, (), {}) as snapshot:
            for number in range(others):
                snapshot.document(document(f"{number:02}", "别的文字"), term_counts("别的文字", "jieba"))
            snapshot.document(document("it", "集群"), term_counts("集群", "jieba"))
            snapshot.finish()
        scores.append(database.search("集群").hits[0].score)
        database.prepare_search()
    assert scores[0] == scores[2] < scores[1]


@pytest.mark.parametrize("query", ["'", "a' OR 1=1 --", "\0", "%", "_", "\\", "$p0", "?", "(", "[red]", "🏭" * 100])
def test_any_text_is_a_query(database_file: Path, query: str) -> None:
    result = Database(database_file).search(query)
    assert result.total_documents <= 3


def macro(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = duckdb.connect(str(path), read_only=True)
    rows = connection.execute("SELECT doc_id, score, snippet, how FROM search(?)", [query]).fetchall()
    connection.close()
    return rows


@pytest.mark.parametrize("word", ["产业集群", "海尔", "灯塔工厂", "燈塔工廠", "级制造", "尔", "海尔 灯塔工厂", "ＡＩ"])
def test_the_macro_of_the_file_finds_what_the_program_finds(seeds: Path, word: str) -> None:
    assert {row[0] for row in macro(seeds, word)} == set(found(seeds, word))


def test_the_macro_shows_the_word_in_its_snippet_and_how_it_was_found(seeds: Path) -> None:
    rows = macro(seeds, "灯塔工厂")
    assert all("灯塔工厂" in str(row[2]) and row[3] == "terms" for row in rows)
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), key=lambda score: -float(str(score)))
    assert {row[3] for row in macro(seeds, "zq")} <= {"substring"}


@pytest.mark.parametrize("query", ["", "  ", "'", "%", '"', "x" * 500, "🏭", "没有这样的词语组合"])
def test_the_macro_takes_any_text(database_file: Path, query: str) -> None:
    assert len(macro(database_file, query)) <= 3


def test_the_macro_works_in_a_file_attached_under_another_name(seeds: Path) -> None:
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{seeds}' AS articles (READ_ONLY)")
    connection.execute("USE articles")
    assert len(connection.execute("FROM search('产业集群')").fetchall()) == 5
    connection.close()


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four documents of two outlets and years; one of them has facts."""
    path = tmp_path_factory.mktemp("facets") / "facts.duckdb"
    table = Table("things", "Things.", (Column("name"),), label="name")
    with Snapshot(path, (table,), {"things": "maker"}) as snapshot:
        for key, outlet, day in (
            ("a", "海州日报", date(2023, 5, 1)),
            ("b", "海州日报", date(2024, 5, 1)),
            ("c", "O'Neil's \"Daily\"", date(2024, 6, 1)),
            ("d", None, None),
        ):
            text = f"集群 {key}"
            snapshot.document(Document(key, f"{key}.txt", text, key, source=outlet, published=day), term_counts(text))
            rows = [Row("things", {"name": "集群"}, 0, 2, 0.9, "r")] if key == "b" else []
            snapshot.run(Run("maker", "1", "s", "s", key, len(rows), 1.0), rows)
        snapshot.finish()
    return path


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("集群 year:2024", "bc"),
        ("集群 年份：2023-2024", "abc"),
        ("集群 年:2023 year:2024", "abc"),
        ("集群 -year:2024", "ad"),
        ("year:none", "d"),
        ("集群 outlet:海州日报", "ab"),
        ("集群 来源:无", "d"),
        ("outlet:海州日报 year:2024", "b"),
        ("集群 has:things", "b"),
        ("集群 -含:things", "acd"),
        ("集群 outlet:\"O'Neil's \"", ""),
        ("集群 year:2024 -b", "c"),
    ],
)
def test_facets_in_the_query_choose_among_the_documents(dated: Path, query: str, documents: str) -> None:
    assert set(found(dated, query)) == set(documents)


@pytest.mark.parametrize(
    "query", ["集群 has:nothing", '集群 has:"x"; DROP TABLE things--', "集群 year:next", "year:20245"]
)
def test_a_facet_that_cannot_be_meant_says_what_can(dated: Path, query: str) -> None:
    error = Database(dated).search(query).error
    assert error is not None
    assert "things" in error or "year:2024" in error
    assert Database(dated).search_facets(query) == []
    assert Database(dated).search_lines(query).lines == []


def test_a_word_with_a_colon_is_no_facet(dated: Path) -> None:
    assert parse("http://a.b 12:30").facets == ()
    assert parse("myyear:2024").facets == ()


def test_the_counts_of_a_facet_tell_what_choosing_it_would_give(dated: Path) -> None:
    def counts(query: str) -> dict[str, int]:
        return {str(each.facet): each.documents for each in Database(dated).search_facets(query)}

    everything = counts("集群")
    assert everything["year:2024"] == 2
    assert everything["outlet:none"] == 1
    assert everything["has:things"] == 1
    narrowed = counts("集群 year:2023")
    assert narrowed["year:2024"] == 2, "another year can be added"
    assert narrowed["outlet:海州日报"] == 1
    assert "has:things" not in narrowed
    for query, most in (("集群", everything), ("集群 year:2023", narrowed)):
        for facet in facets_of(query):
            assert len(found(dated, f"集群 {facet}")) == most[str(facet)]


def test_a_facet_is_added_to_the_query_and_taken_out_of_it() -> None:
    facet = Facet("outlet", "海州 日报")
    assert with_facet("集群", facet) == '集群 outlet:"海州 日报"'
    assert with_facet('集群 来源:"海州 日报" -培育', facet) == "集群 -培育"
    assert with_facet("", Facet("year", "2024")) == "year:2024"
    assert with_facet('"a  b" year:x', Facet("year", "2024")) == '"a  b" year:x year:2024'


def test_every_hit_is_a_line_with_what_stands_around_it(seeds: Path) -> None:
    made = Database(seeds).search_lines("灯塔工厂")
    texts = {file.stem[:3]: file.read_text(encoding="utf-8") for file in SEEDS}
    assert made.total == len(made.lines) == sum(text.count("灯塔工厂") for text in texts.values())
    for line in made.lines:
        text = texts[line.doc_id]
        assert text[line.start - len(line.before) : line.end + len(line.after)] == line.before + line.hit + line.after
        assert "\n" not in line.before + line.after
