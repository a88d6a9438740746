"""What qdtui adds to pytest, for the tests of plugins. It imports qdtui when a test asks for it, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qdtui.api import Extractor, Row


@pytest.fixture
def qdtui_extractors(request: pytest.FixtureRequest) -> Callable[..., list[Extractor]]:
    """`qdtui_extractors("../fairs.py")`: the extractors of a plugin's file, which is named from the test's folder."""
    from qdtui.testing import extractors_in

    folder = request.path.parent

    def load(path: str | Path, settings: dict[str, dict[str, object]] | None = None) -> list[Extractor]:
        return extractors_in(folder / path, settings)

    return load


@pytest.fixture
def qdtui_run() -> Callable[..., list[Row]]:
    """`qdtui_run(extractor, text, published=…)`: as `qdtui.testing.run`."""
    from qdtui.testing import run

    return run


@pytest.fixture
def qdtui_check() -> Callable[..., None]:
    """`qdtui_check(extractor, text…)`: as `qdtui.testing.check_extractor`."""
    from qdtui.testing import check_extractor

    return check_extractor


@pytest.fixture
def qdtui_gold(request: pytest.FixtureRequest) -> Callable[..., list[Row]]:
    """`qdtui_gold(extractors, "fairs.jsonl")`: as `qdtui.testing.check_gold`; the file is named from the test's folder."""
    from qdtui.testing import check_gold

    folder = request.path.parent

    def check(extractors: Extractor | list[Extractor], path: str | Path) -> list[Row]:
        return check_gold(extractors, folder / path)

    return check
