"""Finding and importing plugins: one broken plugin never costs another."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qdtui.contract import OWN_PREFIX, RESERVED_TABLES
from qdtui.model import Column, Table
from qdtui.plugins import ExtractorInfo, Loaded, Settings, find_sources, load_plugins, run_order, settings_digest
from qdtui.store.schema import CORE, RESERVED
from qdtui.store.views import VIEW_NAMES
from tests.plugin_files import GOOD, RAISES, SYNTAX, plugin, write


def load(folder: Path, **settings: dict[str, object]) -> Loaded:
    sources, faults = find_sources(folder, [])
    assert not faults
    return load_plugins(sources, settings)


def faults(loaded: Loaded) -> dict[str, str]:
    return {fault.plugin: fault.reason for fault in loaded.catalogue.faults}


def test_a_plugin_that_does_not_import_is_named_and_the_others_work(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        years=GOOD,
        syntax=SYNTAX,
        absent="import nothing_of_this_name\n",
        leaves="raise SystemExit(3)\n",
        hookless="x = 1\n",
        misspelt="from qdtui.api import hookimpl\n@hookimpl\ndef qdtui_extractor(config):\n    return []\n",
    )
    loaded = load(folder)
    assert list(loaded.extractors) == ["years"]
    reasons = faults(loaded)
    assert reasons["syntax"].startswith("SyntaxError")
    assert "(line 1)" in reasons["syntax"]
    assert "No module named 'nothing_of_this_name'" in reasons["absent"]
    assert reasons["leaves"].startswith("SystemExit: 3")
    assert "implements no hook" in reasons["hookless"]
    assert "no hook called qdtui_extractor;" in reasons["misspelt"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('version = "1"', "version = 1"), "version must be a text"),
        (('name = "years"', 'name = "Years!"'), "a name is made of a–z"),
        (('name = "years"', ""), "has no name"),
        (('"years", "Years that', '"documents", "Years that'), "table documents is one of qdtui's own"),
        (('Column("year"', 'Column("quote"'), "has a column quote already"),
        (('"INTEGER"', '"INT"'), "the type 'INT'"),
        (('key=("year",)', 'key=("yaer",)'), "'yaer' in key or label is no column"),
        (("return [Years()]", "return [object()]"), "object is no extractor"),
        (("return [Years()]", "return 5"), "TypeError"),
        (("def extract(self", "def extrct(self"), "has no extract"),
        (("(Column", "(Column('year'), Column"), "two columns called year"),
        (('Table("years", "Years that', 'Table("qdtui_years", "Years that'), "begin with qdtui_"),
        (('Table("years", "Years that', 'Table("works", "Years that'), "table works is one of qdtui's own"),
        (('Column("year"', 'Column("rowid"'), "rowid is a name that DuckDB uses itself"),
        (('key=("year",)', "views=(1,)"), "1 is no View"),
        (
            ('key=("year",)', 'views=(View("v", "", ("yaer",)),)'),
            "'yaer' is neither a column of years nor document.year",
        ),
        (('key=("year",)', 'views=(View("documents", "", ("year",)),)'), "view documents is one of qdtui's own"),
        (
            ('key=("year",)', 'views=(View("v", "", ("year",), (("year; DROP", 1),)),)'),
            "is no column of years with a text",
        ),
        (('key=("year",)', 'views=(View("v", "", ()),)'), "it needs columns to count by"),
        (('key=("year",)', 'views=(View("years", "", ("year",)),)'), "table years has two owners"),
    ],
)
def test_an_extractor_that_breaks_the_contract_is_refused_with_the_reason(
    tmp_path: Path, change: tuple[str, str], reason: str
) -> None:
    assert change[0] in GOOD
    source = GOOD.replace("import Column, Row, Table,", "import Column, Row, Table, View,").replace(*change)
    loaded = load(write(tmp_path, years=source))
    assert not loaded.extractors
    assert reason in faults(loaded)["years"]


def test_every_name_that_the_file_uses_is_kept_from_plugins() -> None:
    """A name that only the store refuses would stop the ingest of everybody."""
    assert {table.name for table in CORE} | set(VIEW_NAMES) <= RESERVED_TABLES
    assert OWN_PREFIX == RESERVED


def test_two_owners_of_a_table_are_both_named_and_the_first_keeps_it(tmp_path: Path) -> None:
    folder = write(tmp_path, a=plugin("a", "yield", table="shared"), b=plugin("b", "yield", table="shared"))
    loaded = load(folder)
    assert list(loaded.extractors) == ["a"]
    assert faults(loaded) == {"b": "table shared has two owners: a (used) and b (left out)"}


def test_two_plugins_of_one_name_are_told_with_both_places(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1", years=GOOD), write(tmp_path / "2", years=GOOD)
    sources, problems = find_sources(first, [second])
    assert [source.location for source in sources] == [str(first / "years.py")]
    assert str(second / "years.py") in problems[0].reason
    assert 'disable "bundled:years"' in problems[0].reason
    sources, problems = find_sources(first, [second], ["bundled:years"])
    assert [source.location for source in sources] == [str(second / "years.py")]
    assert not problems


def test_a_plugin_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    _, problems = find_sources(tmp_path, [tmp_path / "nowhere"])
    assert "does not exist" in problems[0].reason


def test_finding_imports_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "imported"
    write(tmp_path / "p", evil=f"open({str(mark)!r}, 'w')\n", _private="1", good=GOOD)
    sources, _ = find_sources(tmp_path / "p", [])
    assert [source.name for source in sources] == ["evil", "good"]
    assert not mark.exists()


def test_the_digest_of_a_source_follows_its_bytes(tmp_path: Path) -> None:
    folder = write(tmp_path, years=GOOD)
    before = find_sources(folder, [])[0][0].digest
    assert find_sources(folder, [])[0][0].digest == before
    write(tmp_path, years=GOOD + "\n")
    assert find_sources(folder, [])[0][0].digest != before


def info(name: str, *needs: str) -> ExtractorInfo:
    return ExtractorInfo(name, "1", (Table(name, "", (Column("x"),)),), needs, name)


def test_order_is_by_name_and_needs() -> None:
    order, problems = run_order([info("d"), info("a", "c"), info("c", "d"), info("b")])
    assert [one.name for one in order] == ["b", "d", "c", "a"]
    assert not problems


def test_needs_that_cannot_be_met_are_told_and_cost_nothing_else() -> None:
    order, problems = run_order([info("a", "b"), info("b", "a"), info("c", "nothing"), info("d")])
    assert [one.name for one in order] == ["d"]
    reasons = {fault.plugin: fault.reason for fault in problems}
    assert "needs nothing, which no plugin provides" in reasons["c"]
    assert "needs b, which cannot run before it" in reasons["a"]


def test_only_the_settings_that_a_plugin_read_are_part_of_its_key(tmp_path: Path) -> None:
    reading = GOOD.replace("return [Years()]", 'config["years"].get("from"); return [Years()]')
    folder = write(tmp_path, years=reading, other=RAISES)
    sections = {one.name: one.sections for one in load(folder, years={"from": 2000}).catalogue.plugins}
    assert sections == {"years": ("years",), "other": ()}
    before = {"years": {"from": 2000}, "raises": {"x": 1}}
    after = {"years": {"from": 2000}, "raises": {"x": 2}}
    assert settings_digest(("years",), before) == settings_digest(("years",), after)
    assert settings_digest(("raises",), before) != settings_digest(("raises",), after)


def test_settings_cannot_be_changed_by_a_plugin() -> None:
    with pytest.raises(TypeError):
        Settings({"a": {"b": 1}})["a"]["b"] = 2  # type: ignore[index]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path with two distributions: one good plugin in the entry point group, one that is broken."""
    site = tmp_path / "site"
    for name, source in (("good_years", GOOD), ("bad_years", SYNTAX)):
        info = site / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[qdtui]\n{name} = {name}\n")
        (site / f"{name}.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    return site


def test_installed_plugins_are_found_without_being_imported_and_one_broken_one_costs_nothing(
    installed: Path, tmp_path: Path
) -> None:
    sources, problems = find_sources(tmp_path, [])
    assert [(source.name, source.kind) for source in sources] == [
        ("bad_years", "entry point"),
        ("good_years", "entry point"),
    ]
    assert not problems
    assert not {"good_years", "bad_years"} & set(sys.modules)
    assert sources[1].location == "good_years (good_years 1.0)"
    loaded = load_plugins(sources, {})
    assert list(loaded.extractors) == ["years"]
    assert "SyntaxError" in faults(loaded)["bad_years"]


def test_a_changed_file_of_an_installed_plugin_is_noticed(installed: Path, tmp_path: Path) -> None:
    before = {source.name: source.digest for source in find_sources(tmp_path, [])[0]}
    (installed / "good_years.py").write_text(GOOD + "\n", encoding="utf-8")
    after = {source.name: source.digest for source in find_sources(tmp_path, [])[0]}
    assert before["bad_years"] == after["bad_years"]
    assert before["good_years"] != after["good_years"]
