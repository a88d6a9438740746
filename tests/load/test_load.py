"""Files and documents: what is found, what cannot be read, and what stays the same."""

from __future__ import annotations

import ast
import hashlib
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qdtui.load import SUFFIXES, LoadError, find_files, load_bytes, load_file
from qdtui.load.files import suffix_of

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "滨海市新增三家单项冠军企业。\n"


def make(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_are_found_in_folders_in_a_stable_order(tmp_path: Path) -> None:
    names = ["b.txt", "a.md", "年/二.html", "年/一.HTM", "x/y/z.txt"]
    made = [make(tmp_path / name) for name in names]
    make(tmp_path / "picture.png")
    assert find_files([tmp_path]).files == sorted(made)
    assert find_files([tmp_path, tmp_path / "b.txt", tmp_path]).files == sorted(made)


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    make(tmp_path / ".git" / "a.txt")
    make(tmp_path / ".a.txt")
    assert find_files([tmp_path]).files == []


def test_links_in_circles_end(tmp_path: Path) -> None:
    file = make(tmp_path / "a" / "b" / "c.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    assert find_files([tmp_path]).files == [file]


def test_a_linked_folder_is_entered(tmp_path: Path) -> None:
    make(tmp_path / "real" / "c.txt")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert find_files([docs]).files == [docs / "link" / "c.txt"]


def test_a_file_that_is_named_is_tried_whatever_it_is(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    odd = make(tmp_path / "report.doc")
    assert find_files([missing, odd]).files == [missing, odd]
    with pytest.raises(LoadError, match=r"not there"):
        load_file(missing)
    with pytest.raises(LoadError, match=r"unknown kind of file.*\.txt"):
        load_file(odd)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    dangling = tmp_path / "dangling.txt"
    dangling.symlink_to(tmp_path / "nowhere")
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path, reason in ((folder, "a folder"), (dangling, "leads nowhere"), (pipe, "a pipe")):
        with pytest.raises(LoadError, match=reason):
            load_file(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = make(tmp_path / "a.txt")
    path.chmod(0)
    with pytest.raises(LoadError, match="permission"):
        load_file(path)


def test_the_error_survives_the_way_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(LoadError("a.txt", "the file is empty")))
    assert (error.path, error.reason, str(error)) == ("a.txt", "the file is empty", "a.txt: the file is empty")


def test_odd_names_are_names(tmp_path: Path) -> None:
    path = make(tmp_path / "名\n字 🙂 [b].txt")
    assert find_files([tmp_path]).files == [path]
    assert load_file(path).path == str(path)


def test_a_document_is_known_by_its_bytes() -> None:
    document = load_bytes(TEXT.encode(), "a.txt")
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.doc_id == document.sha256[:16]
    assert load_bytes(TEXT.encode(), "a.txt") == document
    assert load_bytes(TEXT.encode() + b"\n", "a.txt").doc_id != document.doc_id


def test_a_document_survives_the_way_to_another_process() -> None:
    document = load_bytes(TEXT.encode(), "2024-05-06.md")
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_every_span_of_the_seeds_lies_in_the_text_and_says_what_it_is(path: Path) -> None:
    document = load_file(path)
    source = path.read_text(encoding="utf-8")
    for section in document.sections:
        assert 0 <= section.start < section.title_end <= section.end <= document.n_chars
        heading = document.text[section.start : section.title_end]
        assert heading.replace("*", "").split()[0] in section.title
    for zone in document.zones:
        assert document.text[zone.start : zone.end].strip()
    for offset in range(0, document.n_chars, 37):
        assert source[document.source_offset(offset)] == document.text[offset]


@pytest.mark.parametrize(
    ("number", "title", "day", "year", "how", "parts"),
    [
        ("000", "青岛工业“C位”出道!制造业交流会开锣,硬核企业“各显神通”", "2025-11-26", 2025, "inferred", 0),
        (
            "001",
            "构建全链条培育体系 推动产业链高质量发展——2023中国工业经济联合会制造业单项冠军企业现场会暨第三期培训班在泰安成功举办",
            "2023-10-25",
            2023,
            "text",
            0,
        ),
        ("002", "升级传统制造业 发展新质生产力", "None", 2025, "inferred", 2),
        ("003", "青岛：工业体系更强健，“强市之基”活力足", "2024-07-02", 2024, "inferred", 0),
        ("004", "青岛:叫响“工赋青岛·智造强市”城市品牌", "2022-04-18", 2022, "text", 0),
    ],
)
def test_the_seeds_have_their_titles_dates_and_articles(
    number: str, title: str, day: str, year: int, how: str, parts: int
) -> None:
    document = load_file(next(SEEDS.glob(f"{number}-*.txt")))
    assert document.title == title
    assert (str(document.published), document.published_year, document.published_how) == (day, year, how)
    assert len(document.parts) == parts


@pytest.mark.parametrize(
    "text",
    [
        "青岛。" * 300_000,
        "记者 张三" * 200_000,
        "2024年，" * 100_000,
        "《" * 500_000,
        "- \n" * 100_000,
        "记者、" * 30 + "\n记者",
        "图" * 190 + "摄",
        ":202411120241:202412024记者20241记者\n" * 3,
        ("首" + " " * 10 + ">") * 15 + "。\n",
        "阅读1" * 14 + "x\n",
        "2024年5月6日" + "来源 1次" * 20 + "。\n",
    ],
    ids=[
        "stops",
        "bylines",
        "years",
        "brackets",
        "bullets",
        "callings",
        "captions",
        "shares",
        "trails",
        "readers",
        "datelines",
    ],
)
def test_no_text_makes_the_loader_slow(text: str) -> None:
    started = time.process_time()
    load_bytes(text.encode(), "a.txt")
    assert time.process_time() - started < 8


def test_looking_for_files_does_not_wait_for_the_reading_of_them() -> None:
    code = (
        "import sys, qdtui.load as l; l.find_files([]); print([m for m in sys.modules if m.startswith('qdtui.load.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert sorted(ast.literal_eval(done.stdout)) == ["qdtui.load.files", "qdtui.load.formats", "qdtui.load.source"]


def test_the_suffixes_are_the_promised_ones() -> None:
    assert {".txt", ".md", ".html", ".htm"} <= SUFFIXES


@pytest.mark.parametrize("name", ["a.txt", "b.TXT", "c.", "d", "e.tar.gz", "..x", "f.x.", "目录.html", "g .md"])
def test_the_suffix_of_a_name_is_that_of_its_path(name: str) -> None:
    assert suffix_of(name) == suffix_of(str(Path("x.y") / name)) == Path(name).suffix.lower()


def test_files_of_other_kinds_are_counted(tmp_path: Path) -> None:
    for name in ("a.txt", "b.PPT", "c.ppt", "d.pptx", "Makefile", ".hidden.ppt"):
        (tmp_path / name).write_text("x")
    found = find_files([tmp_path])
    assert found.files == [tmp_path / "a.txt"]
    assert found.others == {".ppt": 2, ".pptx": 1, "Makefile": 1}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_cannot_be_entered_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        assert [path for path, _ in find_files([tmp_path]).unreadable] == [closed]
    finally:
        closed.chmod(0o700)
