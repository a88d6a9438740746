"""The configuration: which file wins, and how a wrong one is explained."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from qdtui import config as config_module
from qdtui.config import DEFAULT, SETTINGS, ConfigError, bundled, load
from qdtui.text.data import OPEN
from qdtui.toml_lines import key_lines

ROOT = Path(__file__).parents[1]


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that nobody's real configuration is read; returns the user's config.toml."""
    file = tmp_path / "home" / "config" / "config.toml"
    file.parent.mkdir(parents=True)
    monkeypatch.setattr(config_module, "user_file", lambda: file)
    return file


@pytest.fixture
def work(tmp_path: Path, user: Path) -> Path:
    """A working folder that has no configuration above it."""
    folder = tmp_path / "work" / "deep" / "er"
    folder.mkdir(parents=True)
    return folder


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str) -> ConfigError:
    """The error that a config.toml with `text` gives."""
    write(folder / "config.toml", text)
    with pytest.raises(ConfigError) as caught:
        load(folder)
    return caught.value


def test_without_any_file_the_demo_is_opened(work: Path) -> None:
    config = load(work)
    assert config.documents == (bundled() / "seeds",)
    assert config.documents[0].is_dir()
    assert config.database.name == "qdtui.duckdb"
    assert not config.database.is_relative_to(bundled()), "the program's own folder is not written to"


def test_the_file_is_looked_for_upwards_and_its_paths_are_relative_to_it(work: Path) -> None:
    top = work.parents[1]
    write(top / "config.toml", 'documents = ["reports", "~/plans"]\n[plugins]\nfolders = ["mine"]\n')
    config = load(work)
    assert config.documents == (top / "reports", Path.home() / "plans")
    assert config.plugin_folders == (top / "mine",)
    assert config.database == top / "qdtui.duckdb"


def test_each_key_comes_from_the_nearest_file_that_gives_it(work: Path, user: Path) -> None:
    near = write(work / "config.toml", 'segmenter = "jieba"\n[extractor.clusters]\nlevel = 1\n')
    write(
        user,
        'segmenter = "rjieba"\n[interface]\nlanguage = "en"\n[extractor.clusters]\nlevel = 2\nother = 3\n[keys]\n"app.quit" = "f10"\n',
    )
    config = load(work)
    assert (config.segmenter, config.language) == ("jieba", "en")
    assert config.extractor_settings == {"clusters": {"level": 1, "other": 3}}
    origins = {key: origin for key, _, origin in config.origins()}
    assert origins["segmenter"] == str(near)
    assert origins["interface.language"] == str(user)
    assert origins["extractor.clusters.level"] == str(near)
    assert origins["extractor.clusters.other"] == str(user)
    assert origins["keys.app.quit"] == str(user)
    assert origins["documents"] == str(bundled() / "config.toml")
    assert origins["jobs"] == DEFAULT


def test_a_file_that_is_named_is_the_only_one(work: Path, user: Path, tmp_path: Path) -> None:
    write(work / "config.toml", 'segmenter = "jieba"\n')
    write(user, "jobs = 7\n")
    named = write(tmp_path / "other.toml", 'documents = ["d"]\n')
    config = load(work, explicit=named)
    assert (config.segmenter, config.jobs, config.documents) == ("auto", None, (tmp_path / "d",))
    assert config.database == tmp_path / "qdtui.duckdb"
    with pytest.raises(ConfigError, match="there is no such file"):
        load(work, explicit=tmp_path / "missing.toml")


def test_the_database_of_the_command_line_wins(work: Path, tmp_path: Path) -> None:
    write(work / "config.toml", 'database = "a.duckdb"\n')
    assert load(work).database == work / "a.duckdb"
    config = load(work, db=tmp_path / "b.duckdb")
    assert config.database == tmp_path / "b.duckdb"
    assert ("database", str(tmp_path / "b.duckdb"), "--db") in config.origins()


def test_the_keys_of_commands_may_be_dotted_or_quoted(work: Path) -> None:
    write(work / "config.toml", '[keys]\ndocuments.set_date = "d"\n"app.quit" = "q,f10"\n')
    assert load(work).keys == {"documents.set_date": "d", "app.quit": "q,f10"}


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ('# a\nsegmentor = "jieba"\n', 2, "segmentor", "did you mean segmenter?"),
        ('segmenter = "jeiba"\n', 1, "segmenter", "did you mean jieba?"),
        ("\n\n[plugins]\ntime_limit = 0\n", 4, "plugins.time_limit", "seconds, more than 0"),
        ("plugins.time_limit = true\n", 1, "plugins.time_limit", "seconds, more than 0"),
        ('x = 1\n[interface]\nlanguage = "zh"\n', 1, "x", "documents, database"),
        ('theme = "nord"\n', 1, "theme", "did you mean interface.theme?"),
        ('interface = { language = "zh",\n', 1, "", "this is not TOML"),
        ('interface = { language = "zh", thema = "b" }\n', 1, "interface.thema", "did you mean theme?"),
        ('documents = "reports"\n', 1, "documents", "a list of paths"),
        ('documents = [\n  "a",\n  3,\n]\n', 1, "documents", "a list of paths"),
        ("jobs = 0\n", 1, "jobs", "a whole number from 1"),
        ('[plugins]\nmemory = "lots"\n', 2, "plugins.memory", '"2 GB"'),
        ("plugins = 3\n", 1, "plugins", "[plugins] and its keys"),
        ("[keys]\nsql.run = 5\n", 2, "keys.sql.run", "one key or several"),
        ("extractor = 5\n", 1, "extractor", "[extractor.NAME]"),
        ("[extractor]\nclusters = 5\n", 2, "extractor.clusters", "[extractor.clusters]"),
        ("a = 1\na = 2\n", 2, "", "this is not TOML"),
    ],
)
def test_a_wrong_file_is_explained(work: Path, text: str, line: int, key: str, said: str) -> None:
    error = fault(work, text)
    assert (error.file, error.key) == (work / "config.toml", key)
    assert error.line == line or error.key == "", error
    assert said in str(error)
    assert str(work / "config.toml") in str(error)


def test_a_file_in_another_encoding_is_explained(work: Path) -> None:
    (work / "config.toml").write_bytes("# 设置\n".encode("gbk"))
    with pytest.raises(ConfigError, match=r"line 1.*UTF-8"):
        load(work)


def test_a_byte_order_mark_does_no_harm(work: Path) -> None:
    write(work / "config.toml", "\ufeffjobs = 3\n")
    assert load(work).jobs == 3


@pytest.mark.parametrize(
    ("written", "size"), [("2 GB", 2 * 1024**3), ("512MiB", 512 * 1024**2), ("1.5 gb", 3 * 1024**3 // 2)]
)
def test_memory_is_written_as_people_write_it(work: Path, written: str, size: int) -> None:
    write(work / "config.toml", f'[plugins]\nmemory = "{written}"\n')
    assert load(work).plugin_memory == size


def test_the_line_of_every_key_is_found() -> None:
    text = (
        'a = """\nb = 1\n"""  # c = 2\n'
        "'d.e' = 'x # y'\n"
        "f = [\n  1, # ]\n  { g = 2 },\n]\n"
        '[ h . "i j" ]\n'
        "k.l = { m = 1, n = { o = 2 } }\n"
        "[[p]]\nq = 1979-05-27T07:32:00Z\n"
    )
    tomllib.loads(text)
    lines = key_lines(text)
    assert lines["a",] == 1
    assert ("b",) not in lines
    assert lines["d.e",] == 4
    assert lines["f",] == 5
    assert lines["h", "i j"] == 9
    assert lines["h", "i j", "k", "l", "n", "o"] == 10
    assert lines["p", "q"] == 12


def test_the_bundled_file_says_what_the_program_does_without_it() -> None:
    text = (bundled() / "config.toml").read_text(encoding="utf-8")
    given = tomllib.loads(text)
    fields = {setting.attribute: key for key, setting in SETTINGS.items()}
    defaults = config_module.Config((), Path())
    for attribute, key in fields.items():
        table, _, name = key.rpartition(".")
        value = (given.get(table, {}) if table else given).get(name)
        if value is not None and attribute != "documents":
            default = getattr(defaults, attribute)
            assert value == (list(default) if isinstance(default, tuple) else default), key


def test_every_key_stands_in_the_bundled_file_and_in_the_documentation() -> None:
    example = (bundled() / "config.toml").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([a-z_.]+)` \|", page, re.MULTILINE))
    assert documented == set(SETTINGS) | set(config_module.FREE)
    for key in SETTINGS:
        assert re.search(rf"^(?:# )?{key.rpartition('.')[2]} = ", example, re.MULTILINE), key
    for table in ("plugins", "interface", "keys", "extractor.NAME", "words"):
        assert f"[{table}]" in example


def test_the_documentation_names_every_dictionary_that_may_be_added_to() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| `words` |"))
    assert [name for name in OPEN if f"`{name}`" not in row] == []


def test_asking_for_the_configuration_costs_nothing_at_import() -> None:
    code = "import sys, qdtui.config; print(*(m for m in ('platformdirs', 'difflib', 'duckdb', 'textual', 'qdtui.load') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
