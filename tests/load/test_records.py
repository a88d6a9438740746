"""Tables of documents: .json, .jsonl, .csv and .parquet, one document for each record."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from qdtui.load import LoadError
from qdtui.load.opener import MemberInfo, Opener
from qdtui.model import Document, LoadSettings

FIRST = "海州市2024年新增单项冠军企业3家。\n\n全市工业增长5%,增速居全省首位。"
SECOND = "海州市召开工业大会，部署明年工作。"
ROWS = [
    {"编号": "a-1", "标题": "海州新增三家", "发布时间": "2024-05-06 08:00", "正文": FIRST, "来源": "海州日报"},
    {"编号": "a-2", "标题": "海州开会", "发布时间": "20240507", "正文": SECOND, "来源": ""},
]


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    if path.suffix == ".json":
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    else:
        with duckdb.connect() as connection:
            names = list(rows[0])
            columns = ", ".join(f'"{name}" VARCHAR' for name in names)
            connection.execute(f"CREATE TABLE t ({columns})")
            for row in rows:
                connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", [row[n] for n in names])
            options = "HEADER, DELIMITER '\t'" if path.suffix == ".tsv" else "HEADER"
            connection.execute(f"COPY t TO '{path}' ({'FORMAT PARQUET' if path.suffix == '.parquet' else options})")
    return path


def listed(path: Path, **settings: object) -> list[MemberInfo]:
    return list(Opener(LoadSettings(**settings)).members(path))  # type: ignore[arg-type]


def all_of(path: Path, **settings: object) -> list[Document]:
    opener = Opener(LoadSettings(**settings))  # type: ignore[arg-type]
    return [opener.load(path, place=member.place) for member in opener.members(path) if member.error is None]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".tsv", ".parquet"])
def test_each_record_is_a_document_with_its_columns(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"news{suffix}", ROWS)
    assert [(member.name, member.error) for member in listed(path)] == [("a-1", None), ("a-2", None)]
    first, second = all_of(path)
    assert first.text == FIRST
    assert (first.title, first.source, first.published) == ("海州新增三家", "海州日报", date(2024, 5, 6))
    assert (second.title, second.source, second.published) == ("海州开会", None, date(2024, 5, 7))
    assert second.published_how == "metadata"


def test_the_same_record_is_the_same_document_in_every_format(tmp_path: Path) -> None:
    ids = {
        tuple(member.sha256 for member in listed(write(tmp_path / f"news{suffix}", ROWS)))
        for suffix in (".json", ".jsonl", ".csv", ".parquet")
    }
    assert len(ids) == 1


def test_documents_can_be_read_in_any_order(tmp_path: Path) -> None:
    path = write(tmp_path / "news.jsonl", [{"text": f"第{n}篇文章，说的是海州。"} for n in range(200)])
    opener = Opener()
    for place in (7, 8, 150, 3, 199):
        assert opener.load(path, place=place).text == f"第{place}篇文章，说的是海州。"


def test_columns_named_in_the_configuration_beat_known_names(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [{"text": "摘要而已。", "body2": FIRST, "h": "题目"}])
    found = all_of(path, columns={"text": ("nope", "body2"), "title": ("h",)})
    assert [(doc.text, doc.title) for doc in found] == [(FIRST, "题目")]


def test_a_table_without_a_column_of_text_says_what_it_has(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [{"企业": "海州重工", "产值": "3"}])
    with pytest.raises(LoadError, match=r"no column holds the text.*\[records\].*企业, 产值"):
        listed(path)


def test_a_column_of_running_text_is_found_without_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [{"n": "1", "xyz": FIRST * 3}])
    assert all_of(path)[0].text == FIRST * 3


def test_a_wrong_line_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"id": 1, "text": SECOND}, ensure_ascii=False).encode()
    bad = [
        b'{"id": 2, "text": "cut',
        b"[1, 2]",
        b'{"id": 4, "text": ""}',
        b"\xfa\xfb\xff",
        b'{"id":6,"text":"x\\ud800"}',
    ]
    path.write_bytes(b"\n".join([good, *bad, good.replace(b"1", b"7")]))
    found = listed(path)
    assert [member.name for member in found if member.error is None] == ["1", "6", "7"]
    reasons = [member.error or "" for member in found]
    assert "no JSON" in reasons[1]
    assert "no object" in reasons[2]
    assert "is empty" in reasons[3]
    assert "UTF-8" in reasons[4]
    opener = Opener()
    with pytest.raises(LoadError, match="half a character"):
        opener.load(path, place=5)
    assert opener.load(path, place=6).text == SECOND


def test_two_records_with_one_id_have_two_names(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [{"id": "x", "text": f"第{n}篇，海州。"} for n in range(3)])
    assert [member.name for member in listed(path)] == ["x", "x~2", "x~3"]


def test_of_very_many_bad_records_a_hundred_are_named_and_the_others_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": SECOND}) + "\n" + "no json\n" * 250, encoding="utf-8")
    found = listed(path)
    assert len([member for member in found if member.name]) == 101
    assert found[-1].error == "150 more of its documents cannot be read"


def test_more_records_than_the_limit_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [{"text": f"第{n}篇，海州。"} for n in range(30)])
    found = listed(path, members=10)
    assert len([member for member in found if member.name]) == 10
    assert "more than 10 documents" in (found[-1].error or "")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_tables_in_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'标题,正文\n海州新增三家,"{FIRST}"\n', encoding=encoding)
    assert [(doc.title, doc.text) for doc in all_of(path)] == [("海州新增三家", FIRST)]
    lines = tmp_path / "a.jsonl"
    lines.write_text(json.dumps({"正文": FIRST}, ensure_ascii=False) + "\n", encoding=encoding)
    assert [doc.text for doc in all_of(lines)] == [FIRST]


def test_a_name_with_the_signs_of_a_pattern_is_a_name(tmp_path: Path) -> None:
    write(tmp_path / "a1.csv", [{"正文": "别的文章，不是这篇。" * 9}])
    path = write(tmp_path / "x.csv", ROWS).rename(tmp_path / "a[1]*'?.csv")
    assert [doc.text for doc in all_of(path)] == [FIRST, SECOND]


def test_html_in_a_column_is_read_as_html(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [{"text": "<p>海州市召开大会。</p><script>x()</script><p>会议部署工作。</p>"}])
    assert all_of(path)[0].text == "海州市召开大会。\n会议部署工作。"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", b"[1, 2, 3]", "none of its records|no object"),
        ("a.json", b'"just a text"', "no list of objects"),
        ("a.json", b'[{"text": "cut', "no JSON"),
        ("a.json", b"[" * 100_000, "nested too deeply|no JSON"),
        ("a.json", b"[]", "no record"),
        ("a.jsonl", b"\n\n", "no record"),
        ("a.csv", b"\x00\x01\x02" * 99, "NUL bytes"),
        ("a.csv", b"PK\x03\x04xxxx", "ZIP"),
        ("a.parquet", b"PAR1" + b"x" * 50, "cannot be read as a table"),
        ("a.parquet", b"no parquet at all", "cannot be read as a table"),
    ],
)
def test_what_is_no_table_of_documents_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(LoadError, match=reason):
        listed(path)


def test_a_parquet_file_that_is_cut_off_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", ROWS)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(LoadError, match="cut off or damaged"):
        listed(path)


def test_the_address_of_a_record_tells_the_day_when_nothing_else_does(tmp_path: Path) -> None:
    url = "https://news.example.com/2024-05/06/content_1.htm"
    path = write(
        tmp_path / "a.jsonl", [{"text": FIRST, "url": url}, {"text": SECOND, "url": url, "date": "2023-01-02"}]
    )
    assert [doc.published for doc in all_of(path)] == [date(2024, 5, 6), date(2023, 1, 2)]


def test_an_export_of_a_search_engine_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {"_id": "k1", "_source": {"title": "海州新增三家", "content": FIRST}}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert [member.name for member in listed(path)] == ["k1"]
    assert [(doc.title, doc.text) for doc in all_of(path)] == [("海州新增三家", FIRST)]
