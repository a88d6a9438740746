"""A model as an extractor, against a small server that also misbehaves: only what the text says gets through."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from plugins.model import Model, ModelError, qdtui_extractors
from qdtui.api import Row
from qdtui.config import ConfigError, load, user_file
from qdtui.testing import document
from tests.project import make

TEXT = "2025年3月5日，海川重工关闭临江工厂，裁减1,200人。远航电气遷往南通，涉及３００人。"
COLUMNS = {
    "firm": "The firm.",
    "people": {"type": "INTEGER", "comment": "How many."},
    "day": {"type": "DATE"},
    "cause": {"allowed": ["demand", "relocation"]},
}
GOOD = {
    "firm": "海川重工",
    "people": 1200,
    "day": "2025-03-05",
    "cause": "demand",
    "quote": "2025年3月5日，海川重工关闭临江工厂，裁减1,200人",
}


class Endpoint(ThreadingHTTPServer):
    """Answers each request with the next of `replies` (the last one for ever), and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[Callable[[BaseHTTPRequestHandler], None]] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.address = f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.keys.append(self.headers["Authorization"])
        replies = self.server.replies
        (replies.pop(0) if len(replies) > 1 else replies[0])(self)

    def log_message(self, *arguments: Any) -> None:
        pass


def says(content: str | bytes, state: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        body = content.encode() if isinstance(content, str) else content
        handler.send_response(state)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def rows(*found: object, wrap: str = "{}") -> Callable[[BaseHTTPRequestHandler], None]:
    content = wrap.replace("{}", json.dumps({"rows": found}, ensure_ascii=False))
    return says(json.dumps({"choices": [{"message": {"content": content}}]}))


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def model(endpoint: Endpoint, **more: object) -> Model:
    settings = {"address": endpoint.address, "name": "m", "table": "layoffs", "columns": COLUMNS, "patience": 3}
    return Model({**settings, **more})


def found(one: Model, text: str = TEXT) -> list[Row]:
    return list(one.extract(document(text, published="2025-03-12")))


def test_a_row_whose_quote_stands_in_the_text_is_kept_with_what_the_quote_bears_out(endpoint: Endpoint) -> None:
    lies = {**GOOD, "firm": "远航电气", "people": 999, "day": "2024-01-01", "cause": "weather", "more": 1}
    moved = {"firm": "远航电气", "people": 300, "cause": "relocation", "quote": "远航电气迁往南通，涉及300人"}
    endpoint.replies = [rows(GOOD, lies, moved)]
    first, second = found(model(endpoint))
    assert {name: str(value) for name, value in first.values.items()} == {
        "firm": "海川重工", "people": "1200", "day": "2025-03-05", "cause": "demand"
    }  # fmt: skip
    assert TEXT[first.start : first.end] == GOOD["quote"]
    assert second.values == {"firm": "远航电气", "people": 300, "day": None, "cause": "relocation"}
    assert TEXT[second.start : second.end] == "远航电气遷往南通，涉及３００人"
    (asked,) = endpoint.asked
    assert asked["model"] == "m"
    assert "One of: demand, relocation." in asked["messages"][0]["content"]
    assert TEXT in asked["messages"][1]["content"]


@pytest.mark.parametrize(
    "row",
    [
        {**GOOD, "quote": "海川重工裁员"},
        {**GOOD, "quote": ""},
        {**GOOD, "quote": None},
        {**GOOD, "quote": 5},
        {key: value for key, value in GOOD.items() if key != "quote"},
        {"firm": "别的公司", "quote": GOOD["quote"]},
        "a text",
        None,
        [],
    ],
)
def test_what_the_text_does_not_bear_out_is_no_row(endpoint: Endpoint, row: object) -> None:
    endpoint.replies = [rows(row)]
    assert found(model(endpoint)) == []


def test_an_answer_in_a_fence_is_read(endpoint: Endpoint) -> None:
    endpoint.replies = [rows(GOOD, wrap="```json\n{}\n```")]
    assert len(found(model(endpoint))) == 1


def test_the_same_prompt_is_asked_once_and_another_question_again(endpoint: Endpoint) -> None:
    endpoint.replies = [rows(GOOD)]
    assert found(model(endpoint)) == found(model(endpoint))
    assert len(endpoint.asked) == 1
    found(model(endpoint, question="No plans."))
    assert len(endpoint.asked) == 2


BAD = {
    "busy": says("", 429, Retry_After="0"),
    "broken": says("", 503),
    "no json": says("hello"),
    "no choices": says("{}"),
    "no rows": says(json.dumps({"choices": [{"message": {"content": '{"row": []}'}}]})),
    "words": says(json.dumps({"choices": [{"message": {"content": "I cannot."}}]})),
    "null": says(json.dumps({"choices": [{"message": {"content": None}}]})),
    "bytes": says(b"\xff\xfe\x00"),
    "nested": says("[" * 100_000),
    "too long": says("x" * 1_100_000),
    "hangs up": hangs_up,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_asked_for_again_and_not_kept(endpoint: Endpoint, name: str) -> None:
    endpoint.replies = [BAD[name], rows(GOOD)]
    assert len(found(model(endpoint))) == 1
    assert len(endpoint.asked) == 2


@pytest.mark.parametrize("name", ["busy", "words", "hangs up"])
def test_a_model_that_never_answers_is_a_fault_with_its_reason(endpoint: Endpoint, name: str) -> None:
    endpoint.replies = [BAD[name]]
    with pytest.raises(ModelError, match="tried 2 times"):
        found(model(endpoint, retries=1))
    assert len(endpoint.asked) == 2


def test_what_will_not_get_better_is_asked_once(endpoint: Endpoint) -> None:
    endpoint.replies = [says("", 401)]
    with pytest.raises(ModelError, match="the endpoint said 401"):
        found(model(endpoint))
    assert len(endpoint.asked) == 1


def test_a_slow_model_is_left_within_the_patience(endpoint: Endpoint) -> None:
    done = threading.Event()
    endpoint.replies = [lambda handler: (done.wait(20), None)[1]]
    try:
        with pytest.raises(ModelError, match="cannot be reached: TimeoutError"):
            found(model(endpoint, patience=0.3))
    finally:
        done.set()


def test_neither_key_nor_text_follows_a_redirect(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_KEY", "secret")
    endpoint.replies = [says("", 302, Location=f"{endpoint.address}/elsewhere"), rows(GOOD)]
    with pytest.raises(ModelError, match="the endpoint said 302") as caught:
        found(model(endpoint, key_variable="MODEL_KEY"))
    assert endpoint.keys == ["Bearer secret"]
    assert "secret" not in str(caught.value)


def test_a_key_that_is_not_set_or_would_go_unencrypted_is_told(endpoint: Endpoint) -> None:
    with pytest.raises(ModelError, match="NO_SUCH_KEY is not set"):
        found(model(endpoint, key_variable="NO_SUCH_KEY"))
    with pytest.raises(ValueError, match="over https"):
        model(endpoint, address="http://example.com/v1", key_variable="NO_SUCH_KEY")
    with pytest.raises(ValueError, match="does not begin with http"):
        model(endpoint, address="file:///etc/passwd")
    assert endpoint.asked == []


def test_a_long_document_is_asked_about_in_pieces_up_to_the_limit(endpoint: Endpoint) -> None:
    endpoint.replies = [rows(GOOD)]
    text = "\n".join(f"{TEXT}{number}。" for number in range(10))
    with pytest.raises(ModelError, match="the first 3 were asked about"):
        found(model(endpoint, characters=100, requests=3), text)
    assert len(endpoint.asked) == 3


def test_it_is_off_without_an_address_or_a_table() -> None:
    for settings in ({}, {"address": "http://localhost"}, {"table": "x", "columns": COLUMNS}):
        assert list(qdtui_extractors({"model": settings})) == []


def test_an_ingest_fills_the_table_and_a_folder_cannot_say_where_texts_go(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.replies = [rows(GOOD)]
    project = make(tmp_path / "p")
    project.write("a.txt", f"临江新闻\n\n{TEXT}\n")
    asks = '[extractor.model]\ntable = "layoffs"\n[extractor.model.columns]\nfirm = "The firm."\n'
    disabled = ("champions", "clusters", "events", "indicators", "lighthouse_factories", "people", "policies")
    project.configure(disabled=disabled, more=asks)
    assert project.ingest().problems == []
    assert endpoint.asked == []
    with user_file().open("a", encoding="utf-8") as own:
        own.write(f'[extractor.model]\naddress = "{endpoint.address}"\n')
    assert project.ingest().problems == []
    assert project.query("SELECT firm, quote, rule FROM layoffs") == [("海川重工", GOOD["quote"], "model")]
    project.configure(disabled=disabled, more=asks.replace("table =", 'address = "http://evil.example"\ntable ='))
    with pytest.raises(ConfigError, match=r"extractor\.model\.address: this counts in your own configuration file"):
        load(explicit=project.config)
