"""Writing the rows of a view to a file of a person's choice, in a thread, with progress and a way to stop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from qdtui.offers import FORM_OF, FileForm, Offer
from qdtui.store.view import View
from qdtui.tui.i18n import Phrase
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.engines.errand import Table

_NOT_IN_NAMES: Final = re.compile(r'[\s\\/:*?"<>|]+')

TOLD_AFTER: Final = 0.1
"""Seconds between two words about the progress."""

NO_NAME: Final = Phrase("没有文件名", "there is no file name")
NO_FORM: Final = Phrase("请以 {suffixes} 结尾（⇥ 换一种）", "let it end in {suffixes} (tab changes it)")
ALSO: Final = Phrase(" · ⇥ 换格式，插件有 {suffixes}", " · tab: other forms, of plugins {suffixes}")
BY_PLUGIN: Final = Phrase("{title}（插件 {plugin}）", "{title} (plugin {plugin})")
NO_FOLDER: Final = Phrase("没有文件夹 {folder}", "there is no folder {folder}")
TAKEN: Final = Phrase("已有同名文件，不会覆盖", "there is such a file already, and it is left alone")
WHAT: Final = Phrase("{rows} → {form}", "{rows} → {form}")


def file_name(title: str) -> str:
    """A name for a file with what `title` names, which a plugin may have chosen; `.csv` as long as nobody says else."""
    return (_NOT_IN_NAMES.sub("-", plain(title)).strip(" .-~") or "rows") + ".csv"


class StoppedError(Exception):
    """A person stopped the export; nothing is left of it."""


def exporters(offers: Iterable[Offer]) -> dict[str, Offer]:
    """The exporters of plugins, by the suffix of their files; a file of others may name some without a usable one."""
    from qdtui.contract import SUFFIX  # it brings pluggy, which no place needs when it is made

    found = [(offer.declared.get("suffix"), offer) for offer in offers if offer.kind == "exporter"]
    return {
        suffix: offer
        for suffix, offer in found
        if isinstance(suffix, str) and SUFFIX.match(suffix) and suffix not in FORM_OF
    }


def next_suffix(typed: str, more: Mapping[str, Offer]) -> str | None:
    """What was typed with the next suffix that there is; None when there is no name yet."""
    path = Path(typed.strip())
    if not path.stem:
        return None
    known = [*FORM_OF, *more]
    here = known.index(path.suffix.lower()) if path.suffix.lower() in known else -1
    stem = typed.strip()[: len(typed.strip()) - len(path.suffix)] if here >= 0 else typed.strip()
    return stem + known[(here + 1) % len(known)]


def target(typed: str, more: Mapping[str, Offer] | None = None) -> tuple[Path, FileForm | Offer]:
    """The file that a person typed, and its form, of the program or of a plugin (`more`, by suffix).

    Raises ValueError with a message for them.
    """
    more = more or {}
    typed = typed.strip()
    if not typed:
        raise ValueError(NO_NAME())
    try:
        path = Path(typed).expanduser().absolute()
        form = FORM_OF.get(path.suffix.lower()) or more.get(path.suffix.lower())
        if form is None:
            raise ValueError(NO_FORM(suffixes=" ".join([*FORM_OF, *more])))
        if not path.parent.is_dir():
            raise ValueError(NO_FOLDER(folder=path.parent))
        if path.exists():
            raise ValueError(TAKEN())
    except (OSError, RuntimeError) as error:  # a home folder that is not known, a name that the system refuses
        raise ValueError(str(error)) from None
    return path, form


class Export:
    """One export; `run` belongs into a thread, `stop` is called from another."""

    def __init__(self, database: Path, rows: View | Table, path: Path, form: FileForm) -> None:
        """`rows` are those of a view of the file, or such as are here already."""
        self.path = path
        self._database = database
        self._rows = rows
        self._form = form
        self._stopped = Event()

    def stop(self) -> None:
        """Stop as soon as possible."""
        self._stopped.set()

    def run(self, tell: Callable[[int, int], Any]) -> int:
        """Write the file, whole or not at all; returns the number of rows.

        `tell` gets how many of how many rows are written. Raises StoreError, OSError and StoppedError.
        """
        from qdtui.export import write_file
        from qdtui.store.connect import StoreError
        from qdtui.store.stream import stream

        given = self._rows
        if not isinstance(given, View):
            rows = self._watched(iter(given.rows), len(given.rows), tell)
            write_file(self.path, given.columns, given.types, rows, self._form)
            return len(given.rows)
        try:
            with stream(self._database, given, self._stopped) as opened:
                rows = self._watched(opened.rows, opened.total, tell)
                write_file(self.path, opened.columns, opened.types, rows, self._form)
                return opened.total
        except StoreError:
            if self._stopped.is_set():
                raise StoppedError from None
            raise

    def _watched(
        self, rows: Iterator[tuple[Any, ...]], total: int, tell: Callable[[int, int], Any]
    ) -> Iterator[tuple[Any, ...]]:
        told = perf_counter()
        for number, row in enumerate(rows):
            if self._stopped.is_set():
                raise StoppedError
            if number % 256 == 0 and perf_counter() - told > TOLD_AFTER:
                told = perf_counter()
                tell(number, total)
            yield row
