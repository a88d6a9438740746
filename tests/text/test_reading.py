"""A document read once: zones stay out, sections and articles are known, offsets are the stored text's."""

from __future__ import annotations

from datetime import date

from qdtui.model import Document, Part, Section, Span, Zone
from qdtui.text.quantity import quantities
from qdtui.text.reading import in_script, read

TEXT = "标题行\n(记者 王某)\n一、成绩\n全市增长5%。二季度回升。\n图为车间\n二、打算\n新建6個園區。"


def document() -> Document:
    def span(words: str) -> tuple[int, int]:
        start = TEXT.index(words)
        return start, start + len(words)

    one, two = span("一、成绩"), span("二、打算")
    return Document(
        "d",
        "d.txt",
        TEXT,
        published=date(2025, 1, 2),
        sections=(Section(*one, two[0], 1, "一、成绩"), Section(*two, len(TEXT), 1, "二、打算")),
        zones=(Zone(*span("(记者 王某)"), "byline"), Zone(*span("图为车间"), "caption")),
        parts=(Part(0, two[0], "标题行"), Part(two[0], len(TEXT), "二、打算")),
    )


def test_running_text_leaves_zones_out() -> None:
    reading = read(document())
    said = [TEXT[s.start : s.end] for s in reading.sentences]
    assert said == ["标题行", "一、成绩", "全市增长5%。", "二季度回升。", "二、打算", "新建6個園區。"]
    (byline,) = reading.zone_sentences("byline")
    assert TEXT[byline.start : byline.end] == "(记者 王某)"


def test_sentences_know_their_section_part_and_rank() -> None:
    reading = read(document())
    assert [(s.heading, s.section, s.part) for s in reading.sentences] == [
        (True, None, 0),
        (True, 0, 0),
        (False, 0, 0),
        (False, 0, 0),
        (True, 1, 1),
        (False, 1, 1),
    ]


def test_sentence_at_an_offset() -> None:
    reading = read(document())
    found = reading.sentence_at(TEXT.index("回升"))
    assert found is not None
    assert TEXT[found.start : found.end] == "二季度回升。"
    assert reading.sentence_at(TEXT.index("图为")) is None


def test_the_same_document_is_read_once_and_another_date_anew() -> None:
    first = read(document())
    assert read(document()) is first
    undated = Document("d", "d.txt", TEXT)
    assert read(undated) is not first


def test_words_go_back_into_the_script_of_the_text() -> None:
    reading = read(document())
    (count,) = quantities(reading.norm, TEXT.index("新建"))
    assert count.unit == "个"
    assert in_script(reading, count.unit, count.span) == "個"
    assert in_script(reading, "个", Span(0, 3)) == "个"


def test_words_in_the_script_of_the_text() -> None:
    from qdtui.text.reading import as_written

    assert as_written(read(Document("t", "t.txt", "鹽城與廈門")), "盐城") == "鹽城"
    assert as_written(read(Document("s", "s.txt", "盐城与厦门")), "盐城") == "盐城"
