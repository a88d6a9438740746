"""How well and how fast text is read: quantities and times right, and characters a second of each extractor.

    python benchmarks/reading.py [--peers] [--rounds 5]

Quantities and times are those of the five seeds (tests/gold). With `--peers` the same cases are put to jionlp and
dateparser, installed into an environment of their own under build/; neither is a dependency. Speed is measured on the
seeds, and given as a ratio to `jieba.cut_for_search` on the same text in the same run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qdtui.load import load_file  # noqa: E402
from qdtui.model import Document, Row  # noqa: E402
from qdtui.plugins import find_sources, load_plugins  # noqa: E402
from qdtui.text.normalise import normalise  # noqa: E402
from qdtui.text.quantity import quantities  # noqa: E402
from qdtui.text.times import times  # noqa: E402

PEERS = r"""
import json, sys, warnings
warnings.filterwarnings("ignore")
cases = json.load(sys.stdin)
right = {}
try:
    import time as clock, datetime, jionlp
    hits = 0
    for case in cases["times"]:
        try:
            base = clock.mktime(datetime.date.fromisoformat(case["published"]).timetuple())
            found = jionlp.parse_time(case["text"], time_base=base)["time"]
            hits += [found[0][:10], found[1][:10]] == [case["start"], case["end"]]
        except Exception:
            pass
    right["jionlp", "times"] = hits
    hits = 0
    for case in cases["quantities"]:
        try:
            found = jionlp.parse_money(case["text"])
            hits += abs(float(found["num"]) - case["value"]) < 1e-6 * max(1, abs(case["value"]))
        except Exception:
            pass
    right["jionlp", "quantities"] = hits
except ImportError:
    pass
try:
    import datetime, dateparser
    hits = 0
    for case in cases["times"]:
        base = datetime.datetime.fromisoformat(case["published"])
        found = dateparser.parse(case["text"], languages=["zh"], settings={"RELATIVE_BASE": base})
        hits += case["start"] == case["end"] == (found.date().isoformat() if found else None)
    right["dateparser", "times"] = hits
except ImportError:
    pass
print(json.dumps([[*key, value] for key, value in right.items()]))
"""


def gold(name: str) -> list[dict[str, Any]]:
    """The cases of a gold file."""
    return [json.loads(line) for line in (ROOT / "tests" / "gold" / name).read_text(encoding="utf-8").splitlines()]


def seeds() -> dict[str, Document]:
    """The seeds by the number in front of their names."""
    return {path.name[:3]: load_file(path) for path in sorted((ROOT / "seeds").iterdir())}


def quantities_right(documents: dict[str, Document], cases: list[dict[str, Any]]) -> int:
    """How many quantities have the value, unit and comparator that their gold says."""
    right = 0
    for case in cases:
        text = documents[case["doc"]].text
        start = text.index(case["context"]) + case["context"].index(case["text"])
        end = start + len(case["text"])
        found = [q for q in quantities(normalise(text)) if q.start < end and start < q.end]
        right += any(
            (q.value, q.unit, q.comparator) == (case["value"], case["unit"], case["comparator"]) for q in found
        )
    return right


def times_right(documents: dict[str, Document], cases: list[dict[str, Any]]) -> int:
    """How many times have the first and last day that their gold says."""
    right = 0
    for case in cases:
        text = documents[case["doc"]].text
        found = times(normalise(text), date.fromisoformat(case["published"]))
        spans = [t for t in found if text[t.start : t.end] == case["text"]]
        right += any((str(t.first), str(t.last)) == (case["start"], case["end"]) for t in spans)
    return right


def peers(cases: dict[str, list[dict[str, Any]]]) -> dict[tuple[str, str], int]:
    """What jionlp and dateparser get right, where they can be installed."""
    environment = ROOT / "build" / "peers"
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
    for name in ("jionlp", "dateparser"):
        if subprocess.run([python, "-m", "pip", "install", "-q", name], capture_output=True, check=False).returncode:
            print(f"{name} cannot be installed here", file=sys.stderr)
    done = subprocess.run([python, "-c", PEERS], input=json.dumps(cases), capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-500:], file=sys.stderr)
        return {}
    return {(name, what): hits for name, what, hits in json.loads(done.stdout.splitlines()[-1])}


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The fastest of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def speed(documents: dict[str, Document], rounds: int) -> None:
    """Print characters a second of each extractor, alone and with what it needs done before."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    characters = sum(doc.n_chars for doc in documents.values())
    measure = seconds(lambda: [list(jieba.cut_for_search(doc.text)) for doc in documents.values()], rounds)
    print(f"\n{'':22}{'characters/s':>14}{'to jieba':>10}")
    print(f"{'jieba.cut_for_search':22}{characters / measure:14,.0f}{1.0:10.2f}")
    loaded = load_plugins(find_sources(ROOT / "plugins", [])[0], {})
    found: dict[str, dict[str, tuple[Row, ...]]] = {name: {} for name in documents}
    for number, (name, extractor) in enumerate(loaded.extractors.items()):

        def work(offset: int, extractor: Any = extractor) -> None:
            # A reading is kept for the last documents: another doc_id makes each round read anew.
            for key, doc in documents.items():
                fresh = replace(doc, doc_id=f"{key}-{offset}", found=found[key])
                list(extractor.extract(fresh))

        counter = iter(range(number * 1000, number * 1000 + 1000))
        took = seconds(lambda work=work, counter=counter: work(next(counter)), rounds)  # type: ignore[misc]
        print(f"{name:22}{characters / took:14,.0f}{measure / took:10.2f}")
        for key, doc in documents.items():
            rows = tuple(extractor.extract(replace(doc, found=found[key])))
            found[key] |= {table.name: tuple(r for r in rows if r.table == table.name) for table in extractor.tables}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action="store_true", help="install and measure jionlp and dateparser too")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    documents = seeds()
    cases = {"quantities": gold("quantities.jsonl"), "times": gold("times.jsonl")}
    right = {
        ("qdtui", "quantities"): quantities_right(documents, cases["quantities"]),
        ("qdtui", "times"): times_right(documents, cases["times"]),
    }
    if arguments.peers:
        right |= peers(cases)
    print(
        f"{'right of':22}{'quantities ' + str(len(cases['quantities'])):>14}{'times ' + str(len(cases['times'])):>10}"
    )
    for name in dict.fromkeys(name for name, _ in right):
        print(f"{name:22}{right.get((name, 'quantities'), '–'):>14}{right.get((name, 'times'), '–'):>10}")
    speed(documents, arguments.rounds)


if __name__ == "__main__":
    main()
