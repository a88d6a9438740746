"""What the program remembers for a person: theme, last view, and what they set by hand for a document.

One TOML file in the user's state folder (QDTUI_STATE_DIR names another), replaced as a whole on every change
and under a lock, since an explorer and a command may run at once. Keys that this version does not know are
kept. A file that cannot be understood is set aside, never lost and never fatal.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qdtui.load import Overrides

FILE_NAME = "state.toml"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class StateError(Exception):
    """Something cannot be remembered; the message is for people."""


def folder() -> Path:
    """Where the state file lies, whether the folder is there or not."""
    if chosen := os.environ.get("QDTUI_STATE_DIR"):
        return Path(chosen)
    from platformdirs import user_state_path

    return user_state_path("qdtui", appauthor=False)


def theme() -> str | None:
    """The theme that a person chose last."""
    name = _read().get("theme")
    return name if isinstance(name, str) else None


def save_theme(name: str) -> None:
    """Remember the theme. Raises StateError when the state folder cannot be written to."""
    _change(lambda state: state.update(theme=name))


def language() -> str | None:
    """The language of the interface that a person chose last."""
    name = _read().get("language")
    return name if name in ("zh", "en") else None


def save_language(name: str) -> None:
    """Remember the language. Raises StateError when the state folder cannot be written to."""
    _change(lambda state: state.update(language=name))


def last_view(database: Path) -> dict[str, Any]:
    """What `save_view` was given last for this database; empty at first."""
    view = _table(_read(), "views").get(str(database.absolute()))
    return view if isinstance(view, dict) else {}


def save_view(database: Path, view: Mapping[str, Any]) -> None:
    """Remember where a person left off in `database`: TOML values by name. Raises StateError."""
    kept = {key: value for key, value in view.items() if value is not None}
    _change(lambda state: _table(state, "views").update({str(database.absolute()): kept}))


def overrides() -> dict[str, Overrides]:
    """What a person set by hand, by the SHA-256 of the document's bytes."""
    from qdtui.load import Overrides

    found: dict[str, Overrides] = {}
    for sha256, table in _table(_read(), "documents").items():
        if not isinstance(table, dict):
            continue
        day, year = _day_and_year(str(table.get("published", "")))
        title, source, author = (_text(table.get(key)) for key in ("title", "source", "author"))
        override = Overrides(day, title, source, year, author)
        if override != Overrides():
            found[sha256] = override
    return found


def set_date(sha256: str, published: str) -> None:
    """Set the publication date of a document: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; an empty one takes it back.

    Raises StateError for what is no date, and when the state folder cannot be written to.
    """
    published = published.strip()
    if published and _day_and_year(published) == (None, None):
        raise StateError(f"{published} is not a date: write YYYY-MM-DD, YYYY-MM or YYYY")
    _set(sha256, "published", published)


def set_title(sha256: str, title: str) -> None:
    """Set the title of a document; an empty one takes it back. Raises StateError."""
    _set(sha256, "title", title.strip())


def set_source(sha256: str, source: str) -> None:
    """Set the outlet of a document; an empty one takes it back. Raises StateError."""
    _set(sha256, "source", source.strip())


def set_author(sha256: str, author: str) -> None:
    """Set the author of a document; an empty one takes it back. Raises StateError."""
    _set(sha256, "author", author.strip())


def allowed_code() -> dict[str, str]:
    """What a person said of the plugins' code: by path, the SHA-256 that may run, with a `-` before one that may not."""
    return {path: said for path, said in _table(_read(), "code").items() if isinstance(said, str)}


def allow_code(digests: Mapping[str, str], *, allow: bool = True) -> None:
    """Remember that the code at these paths may (or may not) run while its SHA-256 is that. Raises StateError."""
    sign = "" if allow else "-"
    said = {path: sign + digest for path, digest in digests.items()}
    _change(lambda state: _table(state, "code").update(said))


def forget_code(paths: Iterable[str]) -> None:
    """Forget what was said of the code at these paths. Raises StateError."""
    gone = set(paths)

    def change(state: dict[str, Any]) -> None:
        code = _table(state, "code")
        for path in gone & code.keys():
            del code[path]

    _change(change)


def notices() -> list[str]:
    """What a person should know about the state, e.g. that a broken file was set aside."""
    return [
        f"what was remembered could not be read and was set aside as {path}; delete it when you do not need it"
        for path in sorted(folder().glob(f"{FILE_NAME}.broken*"))
    ]


def _set(sha256: str, key: str, value: str) -> None:
    if not _SHA256.fullmatch(sha256):
        raise StateError(f"{sha256!r} is not the SHA-256 of a document")

    def change(state: dict[str, Any]) -> None:
        documents = _table(state, "documents")
        table = _table(documents, sha256)
        if value:
            table[key] = value
        else:
            table.pop(key, None)
        if not table:
            del documents[sha256]

    _change(change)


def _day_and_year(text: str) -> tuple[date | None, int | None]:
    """A day, or only a year; (None, None) for what is neither."""
    match = _DATE.fullmatch(text)
    if not match or not 1900 <= int(match[1]) <= 2199:
        return None, None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        whole = date(year, month, day)
    except ValueError:
        return None, None
    return (whole, year) if match[3] else (None, year)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _table(state: dict[str, Any], name: str) -> dict[str, Any]:
    """The table called `name`, made when there is none (or something else in its place)."""
    if not isinstance(state.get(name), dict):
        state[name] = {}
    table: dict[str, Any] = state[name]
    return table


def _read() -> dict[str, Any]:
    """The state; empty when there is none. A file that is broken is renamed."""
    path = folder() / FILE_NAME
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return {}
    except (ValueError, RecursionError):  # not TOML, or not UTF-8
        with suppress(OSError):
            path.replace(_free(path))
        return {}


def _free(path: Path) -> Path:
    """A name for a broken file that no earlier one has."""
    names = (path.with_name(f"{path.name}.broken{n or ''}") for n in range(1000))
    return next((name for name in names if not name.exists()), path.with_name(f"{path.name}.broken"))


def _change(change: Callable[[dict[str, Any]], None]) -> None:
    """Read, change and replace the state, one process at a time."""
    import tomli_w
    from filelock import FileLock, Timeout

    path = folder() / FILE_NAME
    temporary = path.with_name(f".{FILE_NAME}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{FILE_NAME}.lock"), timeout=5):
            state = _read()
            change(state)
            with temporary.open("w", encoding="utf-8") as file:
                file.write(tomli_w.dumps(state))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
    except Timeout:
        raise StateError(f"another qdtui holds {path}; try again when it is done") from None
    except OSError as error:
        raise StateError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
