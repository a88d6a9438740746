"""A table of 1,000,000 × 10 in the grid: time to its first and to its last rows, beside a stock DataTable.

Run: `python -m benchmarks.grid [rows]`. The DataTable gets 10,000 rows, a hundredth, in the same run.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import duckdb
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import DataTable

from qdtui.store.schema import FORMAT
from qdtui.store.view import View
from qdtui.tui.grid import Grid
from qdtui.tui.grid_pages import ViewPages

SIZE = (140, 40)
STOCK_ROWS = 10_000


def build(path: Path, rows: int) -> None:
    """A file with one large table of ten columns."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE meta AS SELECT 'format' AS key, '{FORMAT}' AS value")
        connection.execute(
            "CREATE TABLE large AS SELECT range AS number, '指标' || range % 1000 AS name, range * 1.5 AS value, "
            "['国家级', '省级', '市级'][range % 3 + 1] AS level, '海州' || range % 97 AS region, random() AS chance, "
            "DATE '2000-01-01' + (range % 9000)::INTEGER AS day, md5(range::VARCHAR) AS id, range % 7 = 0 AS sure, "
            f"'近年来，全市规上工业企业达到' || range || '家' AS quote FROM range({rows})"
        )


def memory() -> float:
    """Resident memory of this process now, MB (0 where /proc is not there)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


class GridApp(App[int]):
    """Nothing but a grid."""

    def compose(self) -> ComposeResult:
        """The grid."""
        yield Grid()


class StockApp(App[int]):
    """Nothing but a stock DataTable."""

    def compose(self) -> ComposeResult:
        """The table."""
        yield DataTable()


async def until(pilot: Pilot[int], done: Callable[[], bool]) -> None:
    """Wait until something holds and is drawn."""
    while not done():
        await pilot.pause(0.001)
    await pilot.pause()


async def measure_grid(path: Path, order: tuple[tuple[str, bool], ...]) -> tuple[float, float, float]:
    """Seconds to the first rows, seconds to the last ones, and growth of memory in MB."""
    app = GridApp()
    async with app.run_test(size=SIZE) as pilot:
        grid = app.query_one(Grid)
        grid.focus()
        before = memory()
        begun = perf_counter()
        grid.show(ViewPages(path, View(relation="large", order=order)))
        await until(pilot, lambda: grid.loaded and grid.row is not None)
        first = perf_counter() - begun
        begun = perf_counter()
        grid.move_to(grid.total - 1)
        await until(pilot, lambda: grid.row is not None)
        return first, perf_counter() - begun, memory() - before


async def measure_stock(path: Path) -> tuple[float, float]:
    """Seconds until a DataTable shows the first rows of `STOCK_ROWS`, and growth of memory in MB."""
    with duckdb.connect(str(path), read_only=True) as connection:
        cursor = connection.execute(f"SELECT * FROM large LIMIT {STOCK_ROWS}")
        names = [entry[0] for entry in cursor.description or ()]
        rows = cursor.fetchall()
    app = StockApp()
    async with app.run_test(size=SIZE) as pilot:
        table = app.query_one(DataTable)
        before = memory()
        begun = perf_counter()
        table.add_columns(*names)
        table.add_rows(rows)
        await pilot.pause()
        await until(pilot, lambda: table.virtual_size.height > STOCK_ROWS)
        return perf_counter() - begun, memory() - before


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.duckdb"
        build(path, rows)
        print(f"{rows:,} rows × 10 columns, {path.stat().st_size / 1e6:.0f} MB, {SIZE[0]}×{SIZE[1]}")
        first = 0.0
        for name, order in (("as stored", ()), ("sorted by a text column", (("id", False),))):
            shown, end, grown = asyncio.run(measure_grid(path, order))
            first = first or shown
            print(f"grid, {name}: first rows {shown:.3f} s · last rows {end:.3f} s · memory +{grown:.0f} MB")
        stock, grown = asyncio.run(measure_stock(path))
        print(f"stock DataTable, {STOCK_ROWS:,} rows: {stock:.3f} s · memory +{grown:.0f} MB")
        print(f"ratio of the grid with {rows:,} rows to the DataTable with {STOCK_ROWS:,}: {first / stock:.3f}")


if __name__ == "__main__":
    main()
