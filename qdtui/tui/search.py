"""The place Search: find in all documents while typing, and open a document at a hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.hit_list import TIMES, HitList, rows_of
from qdtui.tui.i18n import N_DOCUMENTS, SEARCH, Phrase
from qdtui.tui.listing import Listing
from qdtui.tui.messages import FindInDocuments, OpenDocument
from qdtui.tui.place import Context, Place
from qdtui.tui.sentence_pane import SentencePane
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.search import SearchResult

PAUSE = 0.06
"""Seconds of quiet after a key until the search begins: shorter than a person waits, longer than a burst."""

SHOWN = 50
"""Documents shown; how many there are is said."""

TYPE_HERE: Phrase = Phrase("输入要查找的词", "words to find")
FIRST_OF: Phrase = Phrase("前 {n} 篇", "first {n}")
BY_SUBSTRING: Phrase = Phrase("按原文字串", "as plain text")
BY_PHRASE: Phrase = Phrase("按短语", "by phrase")
NOTHING_FOUND: Phrase = Phrase(
    "没有文档含有“{query}”\n\n试试更短的词，或去掉引号与减号；ctrl+r 更新数据文件",
    "no document holds “{query}”\n\nTry a shorter word, or leave out quotation marks and minus; ctrl+r updates the file",
)
LANGUAGE: Phrase = Phrase(
    "在全部文档中检索，边输入边出结果\n\n"
    "  灯塔工厂            含有这个词\n"
    "  灯塔工厂 数字化      两个词都有（都没有时，含其一即可）\n"
    '  "先进制造业集群"     原样的短语\n'
    "  集群 -培育          有“集群”，没有“培育”\n\n"
    "↑↓ 选择 · ↵ 打开文档并定位 · esc 到结果列表（之后 1–4 切换位置）",
    "Find in all documents while you type\n\n"
    "  灯塔工厂            documents that hold the word\n"
    "  灯塔工厂 数字化      both words (or either, when none holds both)\n"
    '  "先进制造业集群"     the phrase as written\n'
    "  集群 -培育          集群 but not 培育\n\n"
    "↑↓ choose · ↵ open the document at the hit · esc to the results (then 1–4 change place)",
)

SEARCH_COMMANDS = (
    Command("search.query", "slash", Phrase("检索", "find"), Phrase("输入检索词", "Type what to find")),
    Command(
        "search.open", "enter", Phrase("打开", "open"), Phrase("打开文档并定位到命中处", "Open the document at the hit")
    ),
    Command(
        "search.results",
        "escape",
        Phrase("结果", "results"),
        Phrase("从输入框到结果列表（之后 1–4 切换位置）", "From the input to the results (then 1–4 change place)"),
    ),
)


class QueryInput(Input):
    """The query; up and down move in the results while the focus stays here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step('move', -1)", show=False),
        Binding("down", "step('move', 1)", show=False),
        Binding("pageup", "step('page', -1)", show=False),
        Binding("pagedown", "step('page', 1)", show=False),
    ]

    def action_step(self, how: str, by: int) -> None:
        """Move the cursor of the results."""
        hits = self.screen.query_one(HitList)
        (hits.action_move if how == "move" else hits.action_page)(by)


class Explanation(Static, can_focus=True):
    """What there is to say in place of hits. Takes the focus, so that the keys of the place work."""


class Search(Place):
    """Find in all documents."""

    PLACE_ID: ClassVar[str] = "search"
    COMMANDS: ClassVar[tuple[Command, ...]] = SEARCH_COMMANDS
    BINDINGS = REGISTRY.bindings(SEARCH_COMMANDS)
    ABOUT: ClassVar[Phrase] = LANGUAGE
    DEFAULT_CSS = """
    Search #asked { height: 2; border-top: solid $panel-lighten-2; }
    Search #asked:focus-within { border-top: solid $primary; border-title-color: $text-primary; border-title-style: bold; }
    Search #asked > Static { width: auto; padding: 0 1; color: $text-accent; text-style: bold; }
    Search #asked > Input { width: 1fr; background: $surface; }
    Search HitList { height: 1fr; border-top: solid $panel-lighten-2; }
    Search #empty { height: 1fr; border-top: solid $panel-lighten-2; padding: 1 2; color: $text-muted; display: none; }
    Search #empty.-error { color: $text-error; }
    Search.-empty HitList { display: none; }
    Search.-empty #empty { display: block; }
    Search.-empty SentencePane { display: none; }
    Search .-titled { border-title-color: $text-muted; }
    Search .-titled:focus { border-top: solid $primary; border-title-color: $text-primary; border-title-style: bold; }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted = ""
        self.answered: str | None = None
        """The query that what is on screen answers."""
        self._busy = False
        self._waiting: Timer | None = None
        self._result: SearchResult | None = None

    def compose(self) -> ComposeResult:
        """Query, hits, the text around the hit."""
        with Horizontal(id="asked", classes="-titled"):
            yield Static("/")
            yield QueryInput(placeholder=TYPE_HERE(), compact=True)
        yield HitList(id="hits")
        yield Explanation(id="empty")
        yield SentencePane(self.context)

    def on_mount(self) -> None:
        """Explain the query language, and load the dictionary while the person still reads."""
        self.query_one(HitList).add_class("-titled")
        self.reword()
        segmenter = self.context.config.segmenter

        def warm() -> None:
            from qdtui.text.segment import search_terms

            search_terms(LANGUAGE.zh, segmenter)

        self.run_worker(warm, thread=True, group="warm", exit_on_error=False)

    def arrive(self) -> None:
        """Focus the query, or what had the focus last."""
        if self._focused_last is not None:
            super().arrive()
        else:
            self.action_query()

    def reload(self) -> None:
        """Search again in the new snapshot."""
        self.answered = None
        self._search()

    def reword(self) -> None:
        """Say everything in the language of the interface."""
        self.query_one("#asked").border_title = Content(SEARCH())
        self.query_one(QueryInput).placeholder = TYPE_HERE()
        self._say()

    def receive(self, message: Message) -> None:
        """Find the text of a `FindInDocuments`."""
        if isinstance(message, FindInDocuments):
            text = " ".join(plain(message.text).split())
            phrase = f'"{text}"' if " " in text and '"' not in text else text
            field = self.query_one(QueryInput)
            field.value = phrase
            field.cursor_position = len(phrase)
            field.focus()

    # -- searching -------------------------------------------------------------------------------

    @on(QueryInput.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._wanted = event.value.strip()
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self._search)

    def _search(self) -> None:
        """Search for what is wanted now; one search at a time, and what was typed in between is skipped."""
        if self._busy or self._wanted == self.answered:
            return
        query = self._wanted
        if not query:
            self._take(query, None)
            return
        self._busy = True
        segmenter = self.context.config.segmenter

        def done(result: SearchResult | None) -> None:
            self._busy = False
            if query == self._wanted:
                self._take(query, result)
            else:
                self._search()

        def fail(error: Exception) -> None:
            done(None)
            self._explain(f"{type(error).__name__}: {error}", error=True)

        self.ask(lambda database: database.search(query, SHOWN, segmenter=segmenter), done, group="search", fail=fail)

    def _take(self, query: str, result: SearchResult | None) -> None:
        self.answered, self._result = query, result
        rows = rows_of(result) if result is not None else []
        self.query_one(HitList).show(rows)
        self.query_one(HitList).scroll_home(animate=False)
        self._follow()
        self._say()

    def _say(self) -> None:
        """Counts and time above the hits, or what there is to say in their place."""
        result = self._result
        title = self.query_one("#asked")
        hits = self.query_one(HitList)
        if result is None:
            title.border_title = Content(SEARCH())
            self._explain(LANGUAGE())
            return
        if result.error is not None:
            self._explain(f"{result.error}\n\n{LANGUAGE()}")
            return
        if not result.hits:
            hits.border_title = Content("")
            self._explain(NOTHING_FOUND(query=self.answered))
            return
        self.remove_class("-empty")
        count = sum(hit.count for hit in result.hits)
        said = [TIMES(n=count), N_DOCUMENTS(n=result.total_documents), f"{result.milliseconds:,.0f} ms"]
        if result.total_documents > len(result.hits):
            said.insert(2, FIRST_OF(n=len(result.hits)))
        if result.how != "terms":
            said.append(BY_SUBSTRING() if result.how == "substring" else BY_PHRASE())
        hits.border_title = Content(plain(" · ".join(said)))

    def _explain(self, text: str, *, error: bool = False) -> None:
        """Say `text` in place of hits."""
        empty = self.query_one(Explanation)
        empty.update(Content("\n".join(map(plain, text.split("\n")))))
        empty.set_class(error, "-error")
        self.add_class("-empty")

    # -- hits ------------------------------------------------------------------------------------

    @on(HitList.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        event.stop()
        self._follow()

    def _follow(self) -> None:
        """Show more of the text around the hit under the cursor."""
        row = self.query_one(HitList).current
        span = row.span if row is not None else None
        if row is not None and span is not None:
            self.query_one(SentencePane).follow({"doc_id": row.hit.doc_id, "start": span[0], "end": span[1]})

    @on(HitList.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        event.stop()
        self.action_open()

    @on(QueryInput.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the document of the line under the cursor at its hit."""
        row = self.query_one(HitList).current
        if row is not None:
            start, end = row.span or (None, None)
            self.post_message(OpenDocument(row.hit.doc_id, start, end))

    def action_query(self) -> None:
        """Type another query."""
        self.query_one(QueryInput).focus()

    def action_results(self) -> None:
        """From the query to the results."""
        hits = self.query_one(HitList)
        if hits.display and hits.items:
            hits.focus()
        else:
            self.query_one(Explanation).focus()
