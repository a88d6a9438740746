"""The way into the explorer: what is slow begins at once, beside the import of Textual."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qdtui.config import Config
    from qdtui.store.read import Database

LINGER: Final = 1.5
"""Seconds that the file stays attached after a question; whoever wants to write it in place waits no longer."""

_ARENA_MAX: Final = -8
"""`M_ARENA_MAX` of glibc's malloc.h."""

_RARELY: Final = 200
"""Collections of what is young until Python looks at all that there is without being told to, for somebody who never rests."""
_AGAIN: Final = 10
_tidied = 0
"""How often garbage was collected while nobody typed."""


def run(config: Config, config_file: Path | None = None) -> int:
    """Open the explorer on what `config` names; returns the program's exit code.

    `config_file` is the file that the person named with `--config`: the update has to read the same.
    """
    import gc

    from qdtui.state import last_view
    from qdtui.tui.headstart import Headstart

    # What is made now is kept anyway; looking through it for garbage takes a fifth of the start. The app
    # turns collection on again once the first screen stands.
    gc.disable()
    share_arena()
    headstart = None
    if config.database.exists():
        # Where the person left off; the place that it is in makes sense of it.
        kept = last_view(config.database)
        if kept.get("place", "documents") == "documents":
            reading = kept.get("documents")
            headstart = Headstart(config.database, str(reading.get("doc_id", "")) if isinstance(reading, dict) else "")
    leave_out_openssl()
    try:
        from qdtui.children import command
        from qdtui.tui.app import Explorer
        from qdtui.tui.i18n import set_language
        from qdtui.tui.place import Context

        set_language(shown_language(config))
        ingest = command("qdtui", "ingest", "--wait", "--progress-json", "--db", str(config.database))
        if config_file is not None:
            ingest += ["--config", str(config_file)]
        if config.only_bundled:
            ingest.append("--no-plugins")
        context = Context(config, lambda: open_database(config.database), ingest, headstart, settle, tidy)
        app = Explorer(context)
        app.run()
        code = app.return_code or 0
        context.close()
        gc.unfreeze()
        # The app and its widgets hold each other, and some of them DuckDB, which complains on the terminal
        # about what is still there when Python ends.
        gc.collect()
        return code
    finally:
        if headstart is not None:
            headstart.stop()


def settle() -> None:
    """Collect garbage again, but look no more at what the start made: that would stop the typing for 80 ms at a time.

    Nor at the lists of many documents, as Python does by itself at every tenth key: `tidy` does, while nobody types.
    """
    import gc

    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], _RARELY)
    gc.enable()


def tidy() -> None:
    """Collect all garbage, and look no more at what is no garbage, but for every tenth time: some of it has become some."""
    import gc

    global _tidied  # of the process, like the garbage
    _tidied += 1
    if _tidied % _AGAIN == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


def share_arena() -> None:
    """Let all threads take memory from one place: glibc gives each its own, and what one freed serves no other.

    Some 3 MB less with the threads of DuckDB. For other C libraries this does nothing.
    """
    import sys

    if sys.platform != "linux":
        return
    # DuckDB imports it anyway.
    import ctypes
    from contextlib import suppress

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def leave_out_openssl() -> None:
    """Import what would bring OpenSSL along, without it: 6 MB and 20 ms for what nobody in this process asks for.

    asyncio would use it for encrypted connections, and hashlib, which DuckDB imports, has digests of its own.
    """
    import sys

    names = [name for name in ("ssl", "_hashlib") if name not in sys.modules]
    for name in names:
        sys.modules[name] = None  # type: ignore[assignment]  # what an import takes as: there is none
    try:
        import asyncio  # noqa: F401
        import hmac  # noqa: F401
    finally:
        for name in names:
            del sys.modules[name]


def shown_language(config: Config) -> str:
    """What a configuration of the person's own says, or else the language that they chose last in the explorer."""
    from qdtui import state
    from qdtui.config import DEFAULT, FILE_NAME, bundled

    origin = config.came_from.get("interface.language", DEFAULT)
    chosen = state.language() if origin in (DEFAULT, str(bundled() / FILE_NAME)) else None
    return chosen or config.language


def open_database(path: Path) -> Database:
    """The file at `path`. Imports DuckDB, so call it in a worker thread."""
    from qdtui.store.connect import shared_reader
    from qdtui.store.read import Database

    return Database(path, shared_reader(path, LINGER))
