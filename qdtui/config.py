"""The configuration: where it is looked for, how files are merged key by key, and what is wrong with one.

Nothing here writes: a hand-written file is never changed. What the program saves goes through `qdtui.state`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast

from qdtui.model import ROLES, LoadSettings

FILE_NAME = "config.toml"
DEFAULT = "default"
"""The origin of a key that no file gives."""

Segmenter = Literal["auto", "jieba", "rjieba"]
Language = Literal["zh", "en"]
Path_ = tuple[str, ...]
Located = Literal["explicit", "project", "user", "bundled"]


class ConfigError(Exception):
    """A configuration that cannot be used: `file`, `line` (from 1, 0 when unknown), `key`, and what is `allowed`."""

    def __init__(self, file: Path, line: int, key: str, message: str, allowed: str = "") -> None:
        self.file, self.line, self.key, self.message, self.allowed = file, line, key, message, allowed
        where = f"{file}, line {line}" if line else f"{file}"
        what = f"{key}: {message}" if key else message
        super().__init__(f"{where}: {what}{f' (allowed: {allowed})' if allowed else ''}")

    def __reduce__(self) -> tuple[type[ConfigError], tuple[Path, int, str, str, str]]:
        return ConfigError, (self.file, self.line, self.key, self.message, self.allowed)


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration in force. Paths are absolute."""

    documents: tuple[Path, ...]
    database: Path
    segmenter: Segmenter = "auto"
    jobs: int | None = None
    """Worker processes; None for one a core."""
    plugin_folders: tuple[Path, ...] = ()
    disabled_plugins: tuple[str, ...] = ()
    time_limit: float = 20.0
    """Seconds for one document and extractor."""
    trusted_plugins: tuple[Path, ...] = ()
    """Files and folders of plugins that a person's own configuration names: their code runs, whatever it becomes."""
    only_bundled: bool = False
    """Whether no plugins but the bundled ones are used."""
    plugin_memory: int | None = 4 * 1024**3
    """Bytes of address space for a worker; None for no limit."""
    language: Language = "zh"
    theme: str | None = None
    vim: bool = False
    """Whether lists, grids and texts have vim's motions."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by command; several are separated by commas."""
    extractor_settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The `[extractor.NAME]` tables, by name."""
    columns_id: tuple[str, ...] = ()
    """The names of columns of records, by what they hold: here those with an id."""
    columns_title: tuple[str, ...] = ()
    columns_date: tuple[str, ...] = ()
    columns_text: tuple[str, ...] = ()
    columns_outlet: tuple[str, ...] = ()
    columns_author: tuple[str, ...] = ()
    columns_url: tuple[str, ...] = ()
    largest: int = LoadSettings().largest
    """Bytes of a file that is read in one piece."""
    longest: int = LoadSettings().longest
    """Code points of a document."""
    members: int = LoadSettings().members
    """Documents in one file."""
    unpacked: int = LoadSettings().unpacked
    """Bytes that an archive may unpack to."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Lines added to the dictionaries of `qdtui.text`, by dictionary."""
    came_from: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Where each key came from: a file, `--db` or `default`."""

    @property
    def load(self) -> LoadSettings:
        """What concerns the loading of files."""
        columns = {role: getattr(self, f"columns_{role}") for role in ROLES}
        named = {role: names for role, names in columns.items() if names}
        return LoadSettings(named, self.largest, self.longest, self.members, self.unpacked)

    def origins(self) -> list[tuple[str, Any, str]]:
        """Every key with its value in force and where that came from."""
        rows: list[tuple[str, Any, str]] = []
        for key, setting in SETTINGS.items():
            value = getattr(self, setting.attribute)
            rows.append((key, _plain(value), self.came_from.get(key, DEFAULT)))
        for command, keys in self.keys.items():
            rows.append((f"keys.{command}", keys, self.came_from.get(f"keys.{command}", DEFAULT)))
        for name, table in self.extractor_settings.items():
            for key, value in table.items():
                full = f"extractor.{name}.{key}"
                rows.append((full, value, self.came_from.get(full, DEFAULT)))
        for name, lines in self.words.items():
            rows.append((f"words.{name}", list(lines), self.came_from.get(f"words.{name}", DEFAULT)))
        return rows


def _plain(value: Any) -> Any:
    """A value as JSON and people can have it."""
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return str(value) if isinstance(value, Path) else value


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of config.toml: the attribute of Config that it sets, what it may hold, and how it is read."""

    attribute: str
    allowed: str
    read: Callable[[Any, Path], Any]
    """From the TOML value and the file's folder to the attribute's value. Raises ValueError."""
    personal: bool = False
    """Whether it counts in a person's own configuration file alone, since a folder of documents may bring one."""


def _text(value: Any, folder: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _path(value: Any, folder: Path) -> Path:
    path = Path(_text(value, folder)).expanduser()
    return (folder / path).absolute()


def _listed(one: Callable[[Any, Path], Any]) -> Callable[[Any, Path], Any]:
    def read(value: Any, folder: Path) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError
        return tuple(one(item, folder) for item in value)

    return read


def _names(value: Any, folder: Path) -> tuple[str, ...]:
    """One name, or a list of them."""
    return tuple(_text(one, folder) for one in (value if isinstance(value, list) else [value]))


def _one_of(*allowed: str) -> Callable[[Any, Path], str]:
    def read(value: Any, folder: Path) -> str:
        if value not in allowed:
            raise ValueError(_meant(str(value), allowed))
        return cast(str, value)

    return read


def _count(value: Any, folder: Path) -> int:
    if type(value) is not int or value < 1:
        raise ValueError
    return value


def _seconds(value: Any, folder: Path) -> float:
    if type(value) not in (int, float) or not 0 < value < float("inf"):
        raise ValueError
    return float(value)


def _flag(value: Any, folder: Path) -> bool:
    if type(value) is not bool:
        raise ValueError
    return value


_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?)i?B\s*", re.IGNORECASE)


def _size(value: Any, folder: Path) -> int:
    match = _SIZE.fullmatch(value) if isinstance(value, str) else None
    size = int(float(match[1]) * 1024 ** " KMGT".index(match[2].upper() or " ")) if match else 0
    if size <= 0:
        raise ValueError
    return size


_OWN_FILE = "this counts in your own configuration file"
_COLUMNS = 'the name of a column or a list of names, e.g. ["正文", "content"]'
_ONE_OR_MORE_PATHS = 'a list of paths, e.g. ["reports", "~/plans/2025.txt"]'

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "documents": Setting("documents", _ONE_OR_MORE_PATHS, _listed(_path)),
        "database": Setting("database", 'a path, e.g. "facts.duckdb"', _path),
        "segmenter": Setting("segmenter", '"auto", "jieba" or "rjieba"', _one_of("auto", "jieba", "rjieba")),
        "jobs": Setting("jobs", "a whole number from 1", _count),
        "plugins.folders": Setting("plugin_folders", 'a list of folders, e.g. ["my_plugins"]', _listed(_path)),
        "plugins.disabled": Setting("disabled_plugins", 'a list of names, e.g. ["people"]', _listed(_text)),
        "plugins.trusted": Setting("trusted_plugins", _ONE_OR_MORE_PATHS, _listed(_path), personal=True),
        "plugins.time_limit": Setting("time_limit", "seconds, more than 0, e.g. 20", _seconds),
        "plugins.memory": Setting("plugin_memory", 'a size, e.g. "2 GB" or "512 MB"', _size),
        **{f"records.{role}": Setting(f"columns_{role}", _COLUMNS, _names) for role in ROLES},
        "load.largest": Setting("largest", 'a size, e.g. "256 MB"', _size),
        "load.longest": Setting("longest", "a whole number from 1", _count),
        "load.members": Setting("members", "a whole number from 1", _count),
        "load.unpacked": Setting("unpacked", 'a size, e.g. "4 GB"', _size),
        "interface.language": Setting("language", '"zh" or "en"', _one_of("zh", "en")),
        "interface.theme": Setting("theme", 'the name of a theme, e.g. "nord"', _text),
        "interface.vim": Setting("vim", "true or false", _flag),
    }
)
"""Every key with a fixed name; `keys.COMMAND`, `extractor.NAME.KEY` and `words.DICTIONARY` are tables of their own."""

PERSONAL = {"model": ("address", "name", "key_variable")}
"""Settings of extractors that count in a person's own configuration file alone: where texts and a key are sent to."""

FREE = ("keys", "extractor", "words")


def bundled() -> Path:
    """The folder with the `config.toml`, `plugins` and `seeds` that come along.

    It lies inside an installed package; in a checkout (also an editable install) it is the repository.
    """
    package = Path(__file__).resolve().parent
    inside = package / "_bundled"
    return inside if inside.is_dir() else package.parent


def load(start: Path | None = None, explicit: Path | None = None, db: Path | None = None) -> Config:
    """The configuration in force in the folder `start` (the working folder when None).

    `explicit` is the file to use and no other; `db` the database, whatever the files say. Raises
    ConfigError for a file that is missing (when explicit), cannot be read, or has a wrong key or value.
    """
    layers = [_Layer.read(path, located) for path, located in _files(start, explicit)]
    values: dict[str, Any] = {}
    came_from: dict[str, str] = {}
    keys: dict[str, str] = {}
    extractors: dict[str, dict[str, Any]] = {}
    words: dict[str, tuple[str, ...]] = {}
    for layer in layers:  # the file that counts most comes first
        for key, value in layer.values():
            if SETTINGS[key].personal and layer.path != user_file():
                raise layer.fault(tuple(key.split(".")), _OWN_FILE, f"{user_file()}")
            if key not in came_from:
                values[SETTINGS[key].attribute] = value
                came_from[key] = str(layer.path)
        for command, pressed in layer.bindings():
            if command not in keys:
                keys[command] = pressed
                came_from[f"keys.{command}"] = str(layer.path)
        for name, table in layer.extractors():
            for key, value in table.items():
                if key in PERSONAL.get(name, ()) and layer.path != user_file():
                    raise layer.fault(("extractor", name, key), _OWN_FILE, f"{user_file()}")
                if f"extractor.{name}.{key}" not in came_from:
                    extractors.setdefault(name, {})[key] = value
                    came_from[f"extractor.{name}.{key}"] = str(layer.path)
        for name, lines in layer.words():
            if name not in words:
                words[name] = lines
                came_from[f"words.{name}"] = str(layer.path)
    if db is not None:
        values["database"] = db.expanduser().absolute()
        came_from["database"] = "--db"
    elif "database" not in values:
        values["database"] = _default_database(layers)
    values.setdefault("documents", ())
    if explicit is not None:
        _add_personal(values, extractors, came_from)
    trusted = values.get("trusted_plugins", ())
    if came_from.get("plugins.folders") == str(user_file()):
        trusted = (*trusted, *values["plugin_folders"])
    values["trusted_plugins"] = trusted
    settings = MappingProxyType({name: MappingProxyType(table) for name, table in extractors.items()})
    return Config(
        **values,
        keys=MappingProxyType(keys),
        extractor_settings=settings,
        words=MappingProxyType(words),
        came_from=came_from,
    )


def _files(start: Path | None, explicit: Path | None) -> Iterator[tuple[Path, Located]]:
    """The configuration files in force, the one that counts most first."""
    if explicit is not None:
        yield explicit.expanduser().absolute(), "explicit"
        return
    own = bundled() / FILE_NAME
    folder = (start or Path.cwd()).absolute()
    found = next((f / FILE_NAME for f in (folder, *folder.parents) if (f / FILE_NAME).is_file()), None)
    if found is not None:
        yield found, "project"
    user = user_file()
    if user.is_file() and user != found:
        yield user, "user"
    if own != found and own.is_file():
        yield own, "bundled"


def _add_personal(values: dict[str, Any], extractors: dict[str, dict[str, Any]], came_from: dict[str, str]) -> None:
    """What counts in a person's own configuration alone holds also when another file is named; a broken one says nothing."""
    try:
        own = _Layer.read(user_file(), "user")
        given, tables = dict(own.values()), dict(own.extractors())
    except ConfigError:
        return
    for key, setting in SETTINGS.items():
        if setting.personal and key in given:
            values[setting.attribute], came_from[key] = given[key], str(own.path)
    for name, keys in PERSONAL.items():
        for key in keys:
            if key in tables.get(name, {}):
                extractors.setdefault(name, {})[key] = tables[name][key]
                came_from[f"extractor.{name}.{key}"] = str(own.path)


def user_file() -> Path:
    """Where a person's own configuration file lies, whether it is there or not."""
    from platformdirs import user_config_path

    return user_config_path("qdtui", appauthor=False) / FILE_NAME


def _default_database(layers: list[_Layer]) -> Path:
    """Beside the file that counts most; in the user's data folder when that belongs to no folder of documents."""
    if layers and layers[0].located in ("explicit", "project"):
        return layers[0].path.parent / "qdtui.duckdb"
    from platformdirs import user_data_path

    return user_data_path("qdtui", appauthor=False) / "qdtui.duckdb"


@dataclass(frozen=True, slots=True)
class _Layer:
    """One configuration file, read and checked as it is asked."""

    path: Path
    located: Located
    text: str
    tables: dict[str, Any]

    @classmethod
    def read(cls, path: Path, located: Located) -> _Layer:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise ConfigError(path, 0, "", "there is no such file") from None
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise ConfigError(path, line, "", "it is not UTF-8: save it as UTF-8") from None
        except OSError as error:
            raise ConfigError(path, 0, "", f"it cannot be read: {error.strerror}") from None
        try:
            return cls(path, located, text, tomllib.loads(text))
        except RecursionError:
            raise ConfigError(path, 0, "", "its values are nested too deeply") from None
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+), column \d+\)", str(error))
            line = int(place[1]) if place else text.count("\n") + 1
            message = re.sub(r"\s*\(at .*\)$", "", str(error))
            raise ConfigError(path, line, "", f"this is not TOML: {message[:1].lower()}{message[1:]}") from None

    def values(self) -> Iterator[tuple[str, Any]]:
        """The keys with fixed names and their values, read. Raises ConfigError."""
        groups = {key.partition(".")[0] for key in SETTINGS if "." in key}
        for name, value in self.tables.items():
            if name in FREE:
                continue
            if name in groups:
                if not isinstance(value, dict):
                    raise self.fault((name,), "this is a table", f"[{name}] and its keys below it")
                for key, inner in value.items():
                    yield self._value(f"{name}.{key}", (name, key), inner)
            else:
                yield self._value(name, (name,), value)

    def _value(self, key: str, path: Path_, value: Any) -> tuple[str, Any]:
        setting = SETTINGS.get(key)
        if setting is None:
            table, _, name = key.rpartition(".")
            known = [k.rpartition(".")[2] for k in SETTINGS if k.rpartition(".")[0] == table]
            known += [] if table else [*sorted({k.partition(".")[0] for k in SETTINGS if "." in k}), *FREE]
            raise self.fault(path, f"there is no such key{_meant(name, known, SETTINGS)}", ", ".join(known))
        try:
            return key, setting.read(value, self.path.parent)
        except ValueError as error:
            raise self.fault(path, f"{_shown(value)} will not do{error}", setting.allowed) from None

    def bindings(self) -> Iterator[tuple[str, str]]:
        """The commands and their keys. Raises ConfigError."""
        for path, value in _flat(("keys",), self.tables.get("keys", {})):
            if len(path) < 2 or not isinstance(value, str) or not value.strip():
                raise self.fault(path, f"{_shown(value)} will not do", 'one key or several, e.g. "ctrl+d" or "d,f4"')
            yield ".".join(path[1:]), value

    def extractors(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The tables for extractors, by name. Raises ConfigError."""
        tables = self.tables.get("extractor", {})
        if not isinstance(tables, dict):
            raise self.fault(("extractor",), "this is a table of tables", "[extractor.NAME] and its keys below it")
        for name, table in tables.items():
            if not isinstance(table, dict):
                raise self.fault(("extractor", name), "this is a table", f"[extractor.{name}] and its keys below it")
            yield name, table

    def words(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The lines added to the toolkit's dictionaries, by dictionary. Raises ConfigError."""
        tables = self.tables.get("words", {})
        if not isinstance(tables, dict):
            raise self.fault(("words",), "this is a table", "[words] and a list of lines for each dictionary below it")
        if not tables:
            return
        from qdtui.text import data

        for name, lines in tables.items():
            allowed = ", ".join(data.OPEN) if name not in data.OPEN else "a list of lines as the dictionary has them"
            try:
                data.check(name, lines if isinstance(lines, list) else [lines])
            except ValueError as error:
                raise self.fault(("words", name), str(error), allowed) from None
            if not isinstance(lines, list):
                raise self.fault(("words", name), f"{_shown(lines)} will not do", allowed)
            yield name, tuple(lines)

    def fault(self, path: Path_, message: str, allowed: str) -> ConfigError:
        """The error for the key at `path`."""
        from qdtui.toml_lines import key_lines

        lines = key_lines(self.text)
        line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 0)
        return ConfigError(self.path, line, ".".join(path), message, allowed)


def _flat(path: Path_, value: Any) -> Iterator[tuple[Path_, Any]]:
    """The values below a table, with their whole paths: a dotted key is the name of a command."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat((*path, key), inner)
    else:
        yield path, value


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _meant(name: str, known: Iterable[str], everywhere: Iterable[str] = ()) -> str:
    """`; did you mean …?` when a known name is near, in this table or in another."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1, 0.6)
    if not near:
        near = [key for key in everywhere if key.rpartition(".")[2] == name]
    return f"; did you mean {near[0]}?" if near else ""
