"""Facets that plugins declare: a query gives each document's values, and it is run closed off, once a snapshot.

The search itself is not closed off, so no SQL of a plugin ever becomes a part of it: what the query gives is taken out
as data, and the search gets the ids of documents.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from qdtui.offers import Offer
from qdtui.store.connect import Running
from qdtui.store.offers import offers
from qdtui.store.query import QueryError

SECONDS = 10.0
"""What the query of a facet may take."""
MOST_ROWS = 2_000_000
LONGEST = 200
"""Code points of a value."""
_GIVEN_UP = "nobody waits for this facet any more"


@dataclass(frozen=True, slots=True)
class Values:
    """What a facet says of the documents."""

    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids of the documents that have a value, by the value in small letters."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """How a value is written, by the value in small letters."""
    by_document: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values of a document, in small letters, by its id."""
    fault: str = ""
    """Why there are none; names the facet and its plugin."""

    def count(self, documents: Iterable[str], most: int) -> list[tuple[str, int]]:
        """The commonest values of these documents as they are written, and how many of the documents have each."""
        found = Counter(value for doc_id in documents for value in self.by_document.get(doc_id, ()))
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        return [(self.shown[value], number) for value, number in ranked]


class OwnFacets:
    """The facets of the file at `path`, for as long as connections read the same snapshot. Safe to use from several threads."""

    def __init__(self, path: Path, snapshot_of: Callable[[duckdb.DuckDBPyConnection], object]) -> None:
        """`snapshot_of` tells what a connection reads, None when that is not known."""
        self._path = path
        self._snapshot_of = snapshot_of
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        """Held while a query runs, so that none runs twice; whoever only asks for names does not wait for it."""
        self._here = threading.local()
        """What may stop the thread that asks."""
        self._of: object = None
        self._offers: dict[str, Offer] = {}
        self._values: dict[str, Values] = {}

    @contextmanager
    def stopped_by(self, running: Running) -> Iterator[None]:
        """Let `running` stop what this thread asks in the block, with duckdb.InterruptException."""
        self._here.running = running
        try:
            yield
        finally:
            del self._here.running

    def names(self, connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
        """The names of the facets in the file that is the connection's default database."""
        # Not what lies at the path by now, which may be a newer file than the one that is read here.
        identity = self._snapshot_of(connection)
        with self._lock:
            if identity is None or identity != self._of:
                self._offers = {one.name: one for one in offers(connection) if one.kind == "facet"}
                self._values.clear()
                self._of = identity
            return tuple(self._offers)

    def values(self, name: str) -> Values:
        """What a facet says; its query is run when nobody has asked before. `names` has to be called first.

        Raises duckdb.InterruptException when it is stopped.
        """
        running: Running = getattr(self._here, "running", None) or Running()
        with self._alone(running):
            with self._lock:
                identity, offer, known = self._of, self._offers.get(name), self._values.get(name)
            if known is not None:
                return known
            if offer is None:  # a new snapshot came between, and it has no such facet
                return Values(fault=f"there is no facet {name} any more")
            found = read_facet(self._path, offer, running)
            with self._lock:
                if identity == self._of:
                    self._values[name] = found
            return found

    @contextmanager
    def _alone(self, running: Running) -> Iterator[None]:
        """Wait until no other thread runs a query; whoever waits can be stopped too, and the other one goes on."""
        given_up = threading.Event()
        with running.stopped_by(given_up.set):
            while not self._reading.acquire(timeout=0.02):
                if given_up.is_set():
                    raise duckdb.InterruptException(_GIVEN_UP)
        try:
            yield
        finally:
            self._reading.release()

    def having(self, name: str, value: str) -> tuple[str, ...]:
        """The ids of the documents with this value, whatever the case of letters. Raises QueryError for a faulty facet."""
        return self._sound(name).documents.get(value.casefold(), ())

    def known(self, name: str) -> tuple[str, ...]:
        """The ids of all documents of which the facet says something. Raises QueryError for a faulty facet."""
        return tuple(self._sound(name).by_document)

    def _sound(self, name: str) -> Values:
        values = self.values(name)
        if values.fault:
            raise QueryError(values.fault)
        return values


def read_facet(path: Path, offer: Offer, running: Running | None = None) -> Values:
    """Run the query of a facet on the file at `path`, closed off. What goes wrong is the `fault` of the values.

    Raises duckdb.InterruptException when `running` stops it: then nothing is known of the facet.
    """
    from qdtui.store.sql import Session, SqlError

    who = f"facet {offer.name} of {offer.plugin}"
    session = Session(path, timeout=SECONDS, max_rows=MOST_ROWS)
    given_up = threading.Event()

    def stop() -> None:
        given_up.set()
        session.cancel()

    documents: dict[str, dict[str, None]] = {}
    shown: dict[str, str] = {}
    by_document: dict[str, dict[str, None]] = {}
    try:
        with (running or Running()).stopped_by(stop):
            sql = f"SELECT doc_id::VARCHAR, value::VARCHAR FROM (\n{offer.declared.get('sql', '')}\n) WHERE value IS NOT NULL"
            result = session.run(sql, unless=given_up.is_set)
            for doc_id, value in result.all_rows():
                if given_up.is_set():  # between two pages, where there is nothing to interrupt
                    raise duckdb.InterruptException(_GIVEN_UP)
                text = " ".join(str(value).split())[:LONGEST]
                if doc_id is None or not text:
                    continue
                key = text.casefold()
                shown.setdefault(key, text)
                documents.setdefault(key, {})[doc_id] = None
                by_document.setdefault(doc_id, {})[key] = None
        if result.truncated:
            return Values(fault=f"{who}: its query gives more than {MOST_ROWS:,} rows")
    except SqlError as error:
        if given_up.is_set():
            raise duckdb.InterruptException(_GIVEN_UP) from error
        return Values(fault=f"{who}: {' '.join(str(error).split())}")
    finally:
        session.close()
    return Values(
        {value: tuple(ids) for value, ids in documents.items()},
        shown,
        {doc_id: tuple(values) for doc_id, values in by_document.items()},
    )
