"""One file for all tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.made import made


@pytest.fixture(scope="session")
def database_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("store"))
