"""Make the pictures of the README from the program itself, on the five seeds.

python docs/make_pictures.py
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qdtui.config import Config, load  # noqa: E402
from qdtui.ingest import ingest  # noqa: E402
from qdtui.store.read import Database  # noqa: E402
from qdtui.tui.app import Explorer  # noqa: E402
from qdtui.tui.place import Context  # noqa: E402
from tests.tui.conftest import settle  # noqa: E402
from tests.tui.snapshots import picture  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
SIZE = (128, 34)


async def take(config: Config) -> None:
    """Walk through the places and keep a picture of each."""
    app = Explorer(Context(config, lambda: Database(config.database)))
    async with app.run_test(size=SIZE) as pilot:

        async def keep(name: str, *keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
            (FOLDER / f"{name}.svg").write_text(picture(app), encoding="utf-8")

        await settle(pilot)
        await keep("documents", *["n"] * 5)
        await keep("tables", "2", "t", "up", "enter")
        await keep("search", "3", *"灯塔工厂")
        await keep("sql", "escape", "4", "f5")


def main() -> None:
    """Make all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QDTUI_STATE_DIR"] = folder
        config = replace(load(start=ROOT), documents=(ROOT / "seeds",), database=Path(folder) / "seeds.duckdb")
        ingest(config)
        asyncio.run(take(config))
    print("\n".join(str(path.relative_to(ROOT)) for path in sorted(FOLDER.iterdir())))


if __name__ == "__main__":
    main()
