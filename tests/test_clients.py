"""Other DuckDB clients: an older one reads the file while the explorer has it open, and searches in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.project import ROOT, Project
from tests.terminal import Terminal

QUERY = """
import json, sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
ask = lambda sql: connection.execute(sql).fetchall()
print(json.dumps({
    "version": duckdb.__version__,
    "hits": len(ask("SELECT * FROM search('单项冠军')")),
    "clusters": len(ask("FROM clusters")),
    "views": [len(ask(f"FROM {name}")) for name in ("evidence", "champion_counts", "policy_targets")],
    "wrong": ask('SELECT count(*) FROM evidence e JOIN documents d USING (doc_id)'
                 ' WHERE substring(d.text, e.start + 1, e."end" - e.start) <> e.quote')[0][0],
    "uncommented": ask("SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL")[0][0],
}))
"""


@pytest.fixture(scope="module")
def older_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with DuckDB 1.4."""
    environment = tmp_path_factory.mktemp("older")
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-q", "--only-binary", ":all:", "duckdb==1.4.*"]
    if subprocess.run(install, capture_output=True, check=False).returncode:
        pytest.skip("DuckDB 1.4 cannot be installed here: no package index")
    return python


@pytest.mark.venv
def test_duckdb_1_4_reads_and_searches_the_file_while_the_explorer_is_open(older_client: Path, seeds: Project) -> None:
    env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "qdtui", "--config", str(seeds.config)]
    with Terminal(command, ROOT, env) as terminal:
        terminal.wait_for("青岛")
        done = subprocess.run(
            [str(older_client), "-c", QUERY, str(seeds.database)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    told = json.loads(done.stdout)
    assert told["version"].startswith("1.4.")
    assert told["hits"] == 4
    assert told["clusters"] == 27
    assert all(told["views"])
    assert told["wrong"] == 0
    assert told["uncommented"] == 0
