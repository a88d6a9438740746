"""Write the beginning of a plugin: its file, a test and, for extractors, a case of gold, which pass as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from qdtui.new_offers import BEGINNINGS

KINDS: Final = ("extractor", "patterns", *BEGINNINGS)
"""What a plugin may begin as."""


CODE = '''"""NAME: exhibitions that a document names, with their ordinal number. Say here what yours finds."""

import re

from qdtui.api import Column, Row, Span, Table, hookimpl
from qdtui.text import parse_number, read

PATTERN = re.compile(r"第(?P<number>[一二三四五六七八九十百\\d]+)届(?P<name>[^,，。；\\s]{2,20}?(?:博览会|交易会|展览会))")


class CLASS:
    """Looks for 第 N 届 … 博览会 in every sentence."""

    name = "NAME"
    version = "1"  # another one whenever the rows may change
    tables = (
        Table(
            "NAME",
            "Exhibitions by name.",
            (
                Column("name", comment="As the text words it."),
                Column("number", "INTEGER", "N of 第 N 届."),
            ),
            key=("name", "number"),
        ),
    )

    def extract(self, doc):
        """Yield one row for each exhibition."""
        reading = read(doc)
        for sentence in reading.sentences:
            for match in PATTERN.finditer(reading.norm, sentence.start, sentence.end):
                start, end = match.span("name")
                values = {"name": doc.text[start:end], "number": int(parse_number(match["number"]) or 0)}
                yield Row("NAME", values, *match.span(), confidence=0.9, rule="ordinal", cells={"name": Span(start, end)})


@hookimpl
def qdtui_extractors(config):
    """The extractor of this file; `config["NAME"]` is the section [extractor.NAME] of config.toml."""
    return [CLASS()]
'''

PATTERNS = """# NAME: exhibitions that a document names, with their ordinal number. Say here what yours finds.

comment = "Exhibitions by name."
key = ["name", "number"]
words = ["博览会", "交易会", "展览会"]   # documents without one of these are passed over

[columns]
name = "As the text words it."
number = { type = "INTEGER", comment = "N of 第 N 届." }

[parts]
kinds = "博览会|交易会|展览会"

# 第二十一届海州工业博览会
[pattern.ordinal]
match = "第{number:number}届(?P<name>[^,，。；\\\\s]{2,20}?(?:{kinds}))"
confidence = 0.9
"""

TEST = '''"""The plugin NAME: what it finds, and that it holds to what qdtui asks of an extractor."""

from pathlib import Path

from qdtui.testing import check_extractor, check_gold, extractors_in, run

HERE = Path(__file__).parent
(EXTRACTOR,) = extractors_in(HERE.parent / "NAME.SUFFIX")
TEXT = "第二十一届海州工业博览会日前举行。"


def test_an_exhibition_is_found_with_its_number():
    (row,) = run(EXTRACTOR, TEXT, published="2026-03-01")
    assert row.values == {"name": "海州工业博览会", "number": 21}
    assert row.quote == "第二十一届海州工业博览会"


def test_an_exhibition_without_a_number_is_none():
    assert run(EXTRACTOR, "海州工业博览会日前举行。") == []


def test_the_cases_of_gold():
    check_gold(EXTRACTOR, HERE / "NAME.jsonl")


def test_it_holds_to_the_contract():
    check_extractor(EXTRACTOR, TEXT)
'''

GOLD = {
    "text": "第3届茶叶交易会举行，第二届临江展览会同期开幕。",
    "published": "2026-03-01",
    "rows": [
        {"table": "NAME", "values": {"name": "茶叶交易会", "number": 3}, "quote": "第3届茶叶交易会"},
        {"table": "NAME", "values": {"name": "临江展览会", "number": 2}, "quote": "第二届临江展览会"},
    ],
}


class NewPluginError(ValueError):
    """The plugin cannot be written; the message says why."""


def write_plugin(name: str, folder: Path, *, kind: str = "extractor") -> list[Path]:
    """Write the beginning of a plugin and its test into `folder` and `folder/tests`; returns the paths, its own first.

    `kind` is one of KINDS: an `extractor` or `patterns` (a TOML file, which needs no Python) with a case of gold, or a
    plugin that adds a command, an exporter, a place or a facet. Raises NewPluginError for a name that it may not have,
    and when one of the files is there: nothing is overwritten.
    """
    _refuse_name(name, kind)
    suffix = "toml" if kind == "patterns" else "py"
    test = folder / "tests" / f"test_{name}.py"
    if kind in BEGINNINGS:
        code, tested = BEGINNINGS[kind]
        files = {folder / f"{name}.py": code, test: tested}
    else:
        gold = folder / "tests" / f"{name}.jsonl"
        files = {
            folder / f"{name}.{suffix}": PATTERNS if kind == "patterns" else CODE,
            test: TEST,
            gold: json.dumps(GOLD, ensure_ascii=False) + "\n",
        }
    for path in (*files, folder / f"{name}.{'py' if suffix == 'toml' else 'toml'}"):
        if path.exists():
            raise NewPluginError(f"{path} is there already; nothing was written")
    words = {
        "CLASS": "".join(part.capitalize() for part in name.split("_")),
        "TITLE": name.replace("_", " ").capitalize(),
        "NAME": name,
        "SUFFIX": suffix,
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        for word, filled in words.items():
            text = text.replace(word, filled)
        path.write_text(text, encoding="utf-8")
    return list(files)


def _refuse_name(name: str, kind: str) -> None:
    from qdtui.contract import RESERVED_TABLES, is_name
    from qdtui.offer_checks import OWN_FACETS
    from qdtui.offers import FORMS

    taken = {"exporter": FORMS, "facet": OWN_FACETS}.get(kind, () if kind in BEGINNINGS else RESERVED_TABLES)
    if not is_name(name) or name in taken:
        own = "a table" if taken is RESERVED_TABLES else f"a {'form' if kind == 'exporter' else kind}"
        why = f"is {own} of qdtui's own" if name in taken else "is no name: use a–z, 0–9 and _"
        raise NewPluginError(f"{name!r} {why}")
