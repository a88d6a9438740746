"""Pages: the article is read, the rest of the page stays findable, nothing hidden or hostile gets in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qdtui.load import LoadError, load_bytes
from qdtui.load.page import _Row, _Table
from qdtui.model import Document

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>我市新增三家灯塔工厂_滨海日报_滨海网</title>
<meta name="PubDate" content="2024-05-06 08:00:00"><meta name="ContentSource" content="滨海日报"><style>.a{}</style></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li></ul></div>
<div class="position">您的位置：<a>首页</a> &gt; <a>新闻</a> &gt; 正文</div>
<h1>我市新增三家灯塔工厂</h1><div class="info"><span>2024-05-06 08:00</span> <span>来源：滨海日报</span></div>
<div class="TRS_Editor"><p>　　5月5日，全市召开制造业大会，发布了最新一批名单。会议提出，要继续推动企业数字化转型，做好服务。</p>
<h2>三年建成三家</h2><p>近年来，滨海市持续推进智能化改造，累计建成智能工厂64家、数字化车间569个，数量居全省前列。</p>
<table><tr><th>企业</th><th>年份</th></tr><tr><td>海蓝重工</td><td>2023</td></tr></table>
<p>下一步，全市将继续打造先进制造业集群。（记者 李一明）</p><p style="display:none">隐藏的话：共有999家。</p></div>
<div class="related"><h3>相关新闻</h3><ul><li><a>某地召开会议</a></li><li><a>另一条新闻标题很长很长</a></li></ul></div>
<div id="comments">网友评论：说得好！</div><div class="footer">版权所有 滨海网 鲁ICP备123号</div><script>var a="<p>脚本</p>";</script></body></html>"""


def load(html: str) -> Document:
    return load_bytes(html.encode(), "a.html")


def kinds(document: Document) -> dict[str, str]:
    return {document.text[z.start : z.end]: z.kind for z in document.zones}


def test_a_saved_news_page_reads_as_its_article() -> None:
    document = load(PAGE)
    assert document.title == "我市新增三家灯塔工厂"
    assert (str(document.published), document.published_how) == ("2024-05-06", "metadata")
    assert (document.source, document.author) == ("滨海日报", "李一明")
    assert [(s.level, s.title) for s in document.sections] == [(1, "我市新增三家灯塔工厂"), (2, "三年建成三家")]
    assert document.text.startswith("我市新增三家灯塔工厂\n")


def test_a_page_saved_as_text_is_still_a_page() -> None:
    assert load_bytes(PAGE.encode(), "a.txt").text == load(PAGE).text


def test_the_rest_of_the_page_follows_as_zones() -> None:
    document = load(PAGE)
    found = kinds(document)
    expected = {"首页": "menu", "您的位置：首页 > 新闻 > 正文": "menu", "某地召开会议": "links"}
    assert expected.items() <= found.items()
    assert found["版权所有 滨海网 鲁ICP备123号"] == "footer"
    assert document.text.index("首页") > document.text.index("下一步")
    assert "累计建成智能工厂64家" not in "".join(found)


STORY = "海州重工在滨海高新区建成第二座智能工厂，生产线上的机器人由它自己的工程师设计，年产大型风电铸件6万吨，产品装船发往欧洲。"
SIDE_BY_SIDE = f"""<html><body><div class="main"><h1>海州重工建成第二座智能工厂</h1>
<div class="info"><span>发布时间：2024-05-06 08:15</span><span>来源：滨海日报</span><span>作者：林木</span><span>浏览：1024</span></div>
<div class="content"><p>{STORY}</p><p>{STORY.replace("6万", "7万")}</p></div>
<div class="NAME"><h3>网友评论（2）</h3><div><b>海边的人</b><p>我觉得年产8万吨也不够，应该再建3座工厂才行！</p></div>
<div><b>老李</b><p>支持！去年我们的工资涨了20%，今年希望再涨一点，大家都说好。</p></div></div></div></body></html>"""


@pytest.mark.parametrize("day", ["<span>发布时间：2024-05-06 08:15</span>", ""])
def test_outlet_and_author_that_only_their_elements_part_are_two(day: str) -> None:
    document = load(SIDE_BY_SIDE.replace("<span>发布时间：2024-05-06 08:15</span>", day))
    assert (document.source, document.author) == ("滨海日报", "林木")
    assert any("浏览：1024" in text for text in kinds(document))


@pytest.mark.parametrize("name", ["pinglun", "reply_list", "box3"])
def test_what_readers_wrote_below_the_article_is_no_part_of_it(name: str) -> None:
    document = load(SIDE_BY_SIDE.replace("NAME", name))
    found = "".join(kinds(document))
    assert "我觉得年产8万吨" in found
    assert "去年我们的工资" in found
    assert STORY not in found


def test_an_article_on_comments_is_read_whole() -> None:
    document = load(f"<html><body><h1>评论</h1><p>{STORY}</p><p>{STORY.replace('6万', '7万')}</p></body></html>")
    assert STORY not in "".join(kinds(document))


def test_table_rows_are_lines_with_their_cells_apart() -> None:
    assert "\n企业 | 年份\n海蓝重工 | 2023\n" in load(PAGE).text


@pytest.mark.parametrize(
    "wrapper",
    ['form id="aspnetForm"', 'div id="printContent" class="position-relative"', 'div class="share-box related"'],
)
def test_a_wrapper_with_a_misleading_name_does_not_hide_the_article(wrapper: str) -> None:
    body = PAGE[PAGE.index("<h1>") : PAGE.index('<div class="related">')]
    document = load(f"<html><body><{wrapper}>{body}</{wrapper.split()[0]}></body></html>")
    assert "累计建成智能工厂64家" not in "".join(kinds(document))
    assert document.title == "我市新增三家灯塔工厂"


def test_what_nobody_sees_is_not_read() -> None:
    text = load(PAGE).text
    assert "999" not in text
    assert "脚本" not in text
    assert (
        load("<p>看得见的话。</p><p hidden>看不见。</p><!-- 注释 --><template>模板</template>").text == "看得见的话。"
    )


def test_a_page_laid_out_with_tables_keeps_its_paragraphs() -> None:
    text = load(
        "<table><tr><td><p>第一段话，写在左边。</p><p>第二段话。</p></td><td><p>第三段话，写在右边。</p></td></tr></table>"
    ).text
    assert text == "第一段话，写在左边。\n第二段话。\n第三段话，写在右边。"


def test_a_fragment_without_a_page_is_read_whole() -> None:
    document = load("<p>全市快讯：<br/></p><p>我市新增三家<br/></p><p>今天，全市召开大会，公布了名单。<br/></p>")
    assert document.text == "全市快讯：\n我市新增三家\n今天，全市召开大会，公布了名单。"


def test_text_is_not_markup_and_markup_is_not_text() -> None:
    document = load("<p>[red]海蓝&amp;北港[/red] &lt;b&gt;重工&lt;/b&gt;，共3&nbsp;家。</p>")
    assert document.text == "[red]海蓝&北港[/red] <b>重工</b>，共3 家。"


def test_unclosed_paragraphs_and_cells_are_lines_of_their_own() -> None:
    assert load("<p>第一段。<p>第二段。<ul><li>甲<li>乙</ul>").text.split("\n")[:2] == ["第一段。", "第二段。"]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-05-06T08:00:00+08:00">', "2024-05-06"),
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2024-05-06"}]}</script>', "2024-05-06"),
        ('<script type="application/ld+json">{"datePublished": [}</script>', "None"),
        ('<meta name="PubDate" content="soon">', "None"),
    ],
)
def test_the_date_comes_from_the_metadata(head: str, day: str) -> None:
    assert str(load(f"<html><head>{head}</head><body><p>全市召开大会，公布了名单。</p></body></html>").published) == day


def test_a_feed_item_is_read_with_its_date() -> None:
    document = load(
        "<item><title>滨海新增三家</title><description><![CDATA[<div>今天，全市公布了名单，共有三家。</div>]]></description><pubDate>Mon, 06 May 2024 13:00:00 +0800</pubDate></item>"
    )
    assert (document.title, str(document.published)) == ("滨海新增三家", "2024-05-06")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "全市召开大会。" + "</div>" * 50_000,
        "<div>" * 20_000 + "</x>" * 20_000 + "全市召开大会。",
        "<table><tr><td>" * 5_000 + "全市召开大会。",
        "<p>全市召开大会。</p>" + "<!--" * 50_000,
        "<p>全市召开大会。</p>" + "<a " * 50_000,
        "<p>全市召开大会。</p>" + '<a b="' * 20_000 + ">",
        "<" * 50_000 + "全市召开大会。",
    ],
    ids=["deep", "stray", "tables", "comments", "tags", "quotes", "brackets"],
)
def test_hostile_markup_neither_crashes_nor_stalls(html: str) -> None:
    assert "全市召开大会。" in load(html).text


def test_a_page_without_a_word_says_so() -> None:
    with pytest.raises(LoadError, match="no text"):
        load("<html><body><script>1</script></body></html>")


def test_the_html_reader_is_not_imported_for_text() -> None:
    code = "import sys, qdtui.load as l; l.load_bytes('全市召开大会。'.encode(), 'a.txt'); print('trafilatura' in sys.modules, 'html.parser' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_every_cell_of_a_table_has_its_place() -> None:
    table = (
        "<table><tr><th>企业</th><th>产品</th><th>年份</th></tr>"
        "<tr><td>海州重工</td><td></td><td>2023</td></tr><tr><td colspan=2>合计</td><td>1</td></tr></table>"
    )
    body = "<p>海州市坚持把制造业高质量发展摆在突出位置，全年新增企业12家。</p>"
    document = load(f"<html><body>{body}{table}<table><tr><td>甲</td><td>乙</td></tr></table>{body}</body></html>")
    cells = {(c.table, c.row, c.column): document.text[c.start : c.end] for c in document.cells}
    assert cells == {
        (1, 1, 1): "企业",
        (1, 1, 2): "产品",
        (1, 1, 3): "年份",
        (1, 2, 1): "海州重工",
        (1, 2, 3): "2023",
        (1, 3, 1): "合计",
        (1, 3, 3): "1",
        (2, 1, 1): "甲",
        (2, 1, 2): "乙",
    }


def test_a_cell_over_several_rows_moves_those_beside_it() -> None:
    table = (
        "<table><tr><th>地区</th><th>企业</th><th>产品</th></tr>"
        "<tr><td rowspan=2>海州</td><td>海州重工</td><td rowspan=0>轴承</td></tr><tr><td>云台机械</td></tr>"
        "<tr><td>港区</td><td>港区阀门</td></tr></table>"
    )
    body = "<p>海州市坚持把制造业高质量发展摆在突出位置，全年新增企业12家。</p>"
    document = load(f"<html><body>{body}{table}{body}</body></html>")
    cells = {(c.row, c.column): document.text[c.start : c.end] for c in document.cells}
    assert cells[2, 1] == "海州"
    assert (cells[4, 1], cells[4, 2]) == ("港区", "港区阀门")
    assert cells[2, 3] == "轴承"
    assert cells[3, 2] == "云台机械"


@pytest.mark.parametrize("said", ["99999999999", "-1", "x", "²"])
def test_spans_of_cells_that_make_no_sense_are_one(said: str) -> None:
    table = (
        f"<table><tr><td rowspan={said} colspan={said}>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    body = "<p>海州市坚持把制造业高质量发展摆在突出位置，全年新增企业12家。</p>"
    document = load(f"<html><body>{body}{table}{body}</body></html>")
    cells = {(c.row, c.column): document.text[c.start : c.end] for c in document.cells}
    assert cells == {(1, 1): "甲", (1, 2): "乙", (2, 1): "丙", (2, 2): "丁"}


def test_cells_that_claim_all_columns_and_rows_take_no_memory_for_each() -> None:
    table = _Table(1)
    row = _Row(table, 1)
    for _ in range(200):
        row.add("999", "999")
    assert len(table.taken) <= 1000
