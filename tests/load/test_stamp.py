"""Outlet, author and day as papers, offices and sites write them, and days that are not those of publication."""

from __future__ import annotations

import pytest

from qdtui.load import load_bytes
from qdtui.load.stamp import named_day, stamp_day
from qdtui.model import Document

TITLE = "滨海工业迈上新台阶"
BODY = (
    "滨海市坚持工业立市，规模以上工业企业突破三千家，数量居全省第二位。全市将继续推进技术改造，让更多企业用上智能装备。"
)
DAY = "2024-03-05"


def read(text: str, name: str = "a.txt") -> Document:
    return load_bytes(text.encode(), name)


def article(head: str = "", tail: str = "") -> Document:
    return read(f"{TITLE}\n\n{head}\n\n{BODY}\n\n{BODY}\n{tail}\n")


@pytest.mark.parametrize(
    ("line", "outlet", "author"),
    [
        ("来源：滨海日报  作者：林木  2024-03-05 10:22", "滨海日报", "林木"),
        ("2024-03-05 10:22 来源：滨海日报 作者：林木", "滨海日报", "林木"),
        ("来源：滨海日报2024-03-05", "滨海日报", None),
        ("【来源：滨海日报】 2024-03-05", "滨海日报", None),
        ("作者：王小明 浏览次数：123 发布时间：2024-03-05 10:22:13 来源：滨海市工业和信息化局", "滨海市工业和信息化局", "王小明"),
        ("发布时间:2024年03月05日 信息来源:市工信局 【字体：大 中 小】", "市工信局", None),
        ("2024年3月5日 10:22 | 来源：滨海网 | 责任编辑：李强", "滨海网", None),
        ("更新时间：2024-03-05 10:22 稿件来源： 滨海发布 编辑：李强", "滨海发布", None),
        ("记者 林木 通讯员 周明远 2024年3月5日", None, "林木、周明远"),
        ("2024年03月05日 □记者 林木", None, "林木"),
        ("2024 03/05 10:22:13", None, None),
        ("索引号：1137000/2024-01234　发文日期：2024年3月5日　发布机构：滨海市人民政府", "滨海市人民政府", None),
        ("日期：2024年3月5日　　来源：滨海市人民政府办公室　　点击数：33", "滨海市人民政府办公室", None),
        ("滨海日报·2024年03月05日 星期二", None, None),
        ("发布于 2024-03-05 · 阅读 1.2万 · 评论 3", None, None),
        ("2024-03-05T10:22:00+08:00", None, None),
        ("2024.03.05", None, None),
        ("20240305", None, None),
        ("２０２４年３月５日", None, None),
        ("发布时间:2024年03月05日09时42分 来源：滨海发布", "滨海发布", None),
        ("来源：滨海日报    时间：2024年03月05日16时20分08秒", "滨海日报", None),
        ("發布日期: 2024- 03- 05 14: 50 瀏覽次數：", None, None),
        ("二〇二四年三月五日", None, None),
        ("成文日期：2024年3月5日", None, None),
        ("March 5, 2024", None, None),
        ("Mar 5th, 2024 10:22 AM", None, None),
        ("Tuesday, 5 March 2024", None, None),
        ("Tue, 05 Mar 2024 10:22:00 GMT", None, None),
        ("民國113年3月5日", None, None),
        ("中華民國一百一十三年三月五日", None, None),
        ("113年3月5日 發布單位：經濟部", "經濟部", None),
        ("發布日期：113-03-05", None, None),
    ],
)  # fmt: skip
def test_the_line_below_the_headline_tells_day_outlet_and_author(
    line: str, outlet: str | None, author: str | None
) -> None:
    document = article(line)
    assert str(document.published) == DAY
    assert document.published_how == "text"
    assert (document.title, document.source, document.author) == (TITLE, outlet, author)
    hows = (document.title_how, document.source_how, document.author_how)
    assert hows == ("text", outlet and "text", author and "text")


@pytest.mark.parametrize(
    ("line", "outlet", "author"),
    [
        ("（记者 林木 通讯员 周明远）", None, "林木、周明远"),
        ("滨海日报记者 林木 王小明", "滨海日报", "林木、王小明"),
        ("本报记者 林 木", None, "林木"),
        ("作者：林木 编辑：李强 来源：海州晚报", "海州晚报", "林木"),
        ("文/林木 图/李强", None, "林木"),
        ("文｜林木 编辑｜李强", None, "林木"),
        ("撰文：林木　　摄影：李强", None, "林木"),
        ("文字：林木", None, "林木"),
        ("来源：滨海日报　作者：林木", "滨海日报", "林木"),
        ("通讯员：林木  编辑：李强", None, "林木"),
        ("责任编辑：李强", None, None),
        ("（责编：李强、赵敏）", None, None),
        ("审核：王小明", None, None),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_bylines_name_who_wrote_and_not_who_edited(
    line: str, outlet: str | None, author: str | None, below: bool
) -> None:
    document = article("" if below else line, line if below else "")
    assert (document.source, document.author, document.published) == (outlet, author, None)


@pytest.mark.parametrize(
    "line",
    [
        "报名截止时间：2024年3月5日",
        "申报截止日期：2024-03-05",
        "会议时间：2024年3月5日上午9:00",
        "开标时间：2024-03-05 09:30",
        "公示时间：2024年3月5日至3月11日",
        "有效期至2025年3月5日",
        "实施日期：2024年3月5日",
        "出生日期：1968年3月5日",
        "自2024年5月1日起施行",
        "电话：0532-20240305",
        "股票代码：20240305",
        "© 2009-2024 滨海网 版权所有",
    ],
)
def test_a_day_of_something_else_is_not_that_of_publication(line: str) -> None:
    document = article(line)
    assert (document.published, document.published_year) == (None, None)


def test_when_a_firm_was_founded_is_not_when_the_text_was_published() -> None:
    founded = read(f"{TITLE}\n\n海蓝重工成立于2019年5月6日。{BODY}\n")
    assert (founded.published, founded.published_year) == (None, None)


def test_the_day_of_publication_counts_before_the_day_of_writing() -> None:
    assert str(stamp_day("成文日期：2024年3月1日 发布日期：2024年3月5日")) == DAY
    assert str(stamp_day("更新时间：2024-03-09 发布时间：2024-03-05")) == DAY
    assert stamp_day("2024年3月5日，滨海市召开大会") is None
    assert stamp_day("2024-13-05") is None
    assert named_day("published on March 5, 2024 by nobody") is not None


ADDRESSES = [
    "https://news.example.com/2024/03/05/abc.html",
    "https://news.example.com/n1/2024/0305/c1001-40187654.html",
    "http://www.example.gov.cn/art/2024/3/5/art_123_456.html",
    "http://www.example.gov.cn/xw/202403/t20240305_1234.html",
    "https://paper.example.cn/html/2024-03/05/content_1.htm",
    "https://example.com/a/20240305A01.html",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_of_an_article_tells_its_day(address: str) -> None:
    body = f"<body><h1>{TITLE}</h1><p>{BODY}</p><p>{BODY}</p></body>"
    for head in (f"<link rel=canonical href='{address}'>", f'<meta property="og:url" content="{address}">'):
        page = read(f"<html><head><title>{TITLE}</title>{head}</head>{body}</html>", "a.html")
        assert (str(page.published), page.published_how) == (DAY, "metadata")
    saved = read(f"<html><!-- saved from url=(0042){address} --><head></head>{body}</html>", "a.html")
    assert str(saved.published) == DAY
    for line in (f"原文链接：{address}", address):
        document = article(tail=line)
        assert (str(document.published), document.published_how) == (DAY, "text")


def test_what_a_page_says_of_its_day_counts_before_its_address() -> None:
    page = read(
        f"<html><head><meta name=pubdate content=2024-03-04><link rel=canonical href='{ADDRESSES[0]}'></head>"
        f"<body><h1>{TITLE}</h1><p>{BODY}</p></body></html>",
        "a.html",
    )
    assert str(page.published) == "2024-03-04"


@pytest.mark.parametrize(
    ("name", "day", "year"),
    [
        ("2024.3.5 工作.txt", DAY, 2024),
        ("t20240305_1234567.txt", DAY, 2024),
        ("20240305102233.txt", DAY, 2024),
        ("art_2024_3_5_11.txt", DAY, 2024),
        ("滨海日报2024年3月5日.txt", DAY, 2024),
        ("2024Q1报告.txt", None, 2024),
        ("13912345678.txt", None, None),
        ("20240305123456789.txt", None, None),
        ("240305-滨海.txt", None, None),
    ],
)
def test_a_file_name_tells_the_day_where_the_text_does_not(name: str, day: str | None, year: int | None) -> None:
    document = read(f"{TITLE}\n\n{BODY}\n", name)
    assert (document.published and str(document.published), document.published_year) == (day, year)
    assert str(read(f"{TITLE}\n\n2023-01-02\n\n{BODY}\n", name).published) == "2023-01-02"


def test_articles_of_one_file_have_titles_outlets_authors_and_days_of_their_own() -> None:
    def one(title: str, head: str, author: str) -> str:
        text = "".join(f"{title}的第{n}段写得很长，说明了企业怎样改造生产线，又怎样培训工人。" for n in range(6))
        return f"{title}\n\n{head}\n\n{text}\n\n（记者 {author}）\n"

    document = read(
        one("海蓝重工建成新工厂", "来源：滨海日报 2024-03-05 10:22", "林木")
        + "\n"
        + one("云岭举办装备展览会", "来源：云岭晚报 2024-03-07 08:00", "周明远")
        + "\n"
        + one("海州港口迎来新航线", "来源：海州网 2024年3月9日", "李强")
    )
    assert [(p.title, p.source, p.author, str(p.published)) for p in document.parts] == [
        ("海蓝重工建成新工厂", "滨海日报", "林木", "2024-03-05"),
        ("云岭举办装备展览会", "云岭晚报", "周明远", "2024-03-07"),
        ("海州港口迎来新航线", "海州网", "李强", "2024-03-09"),
    ]
    assert (document.title, document.source, str(document.published)) == ("海蓝重工建成新工厂", "滨海日报", DAY)
    assert all(document.text[p.start :].startswith(p.title or "?") for p in document.parts)


def test_the_paper_and_day_in_brackets_before_the_news_or_below_it_date_it() -> None:
    before = read(f"{TITLE}\n\n【滨海时报2024年03月05日讯】（记者林木报道）{BODY}\n")
    below = article(tail="《滨海日报》(2024年3月5日 06版六版)")
    assert [str(d.published) for d in (before, below)] == [DAY] * 2
