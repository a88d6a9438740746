"""What the tables and views of the file are for, in Chinese: their comments in the file are English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qdtui.tui.i18n import language

ZH: Final[Mapping[str, str]] = {
    "Holders of a 制造业单项冠军 title by name; one row for each holder and award in a document.": (
        "获制造业单项冠军称号的企业，按名称；一篇文档中每家企业的每次称号一行。"
    ),
    "Industrial clusters by name; one row for each cluster and status in a document.": (
        "产业集群，按名称；一篇文档中每个集群的每种状态一行。"
    ),
    "Lighthouse factories by name; one row for each factory in a document.": "灯塔工厂，按名称；一篇文档中每家工厂一行。",
    "Plans, measures, opinions, laws and other policy documents, by title. One row per policy in a document.": (
        "规划、措施、意见、法规等政策文件，按标题；一篇文档中每份政策一行。"
    ),
    "Every number that says something about a subject: counts, amounts, growth, shares and ranks, reached or planned.": (
        "说明某个主体的每个数字：数量、金额、增速、占比和排名，已实现的或计划的。"
    ),
    "Meetings, launches and visits that the document reports. One row per event in a document.": (
        "文档报道的会议、启动和考察；一篇文档中每件事一行。"
    ),
    "People named with an office or employer; one row for each person and position in a document.": (
        "写明职务或单位的人；一篇文档中每个人的每个职务一行。"
    ),
    "Where single values of facts stand in the text, when the extractor says so": "事实的各个值在原文中的位置（抽取器有说明时）",
    "How many 单项冠军 a place or company has: indicators that count them": "各地、各企业有多少单项冠军：计数的指标",
    "How many 产业集群 a place has: indicators that count them": "各地有多少产业集群：计数的指标",
    "How many 灯塔工厂 a place or company has: indicators that count them": "各地、各企业有多少灯塔工厂：计数的指标",
    "Pairs of documents that looked like reprints of each other, and what comparing their texts gave": (
        "疑似互为转载的文档，以及比对原文的结果"
    ),
    "The documents: one row each, with the text that all offsets count in": "文档：每篇一行，含正文；所有位置都按此正文计",
    "Every fact of every table with its quote": "所有表的所有事实及其原文",
    "The fact tables of this file, one row each: who fills them and how their rows are named": (
        "本文件的事实表，每张一行：由谁填写、行如何命名"
    ),
    "The files that the documents come from, to know at the next ingest what changed": (
        "文档来自哪些文件，供下次更新时判断哪些有变化"
    ),
    "Texts as the search reads them, of those documents where that is not documents.text itself": (
        "检索所用的文本（与 documents.text 不同的那些文档）"
    ),
    "Line breaks and idle blanks that loading took out of sentences, to lead offsets back to the file": (
        "读取时从句子中去掉的换行和空白，用来把位置对回文件"
    ),
    "What this file is: its format, who wrote it and when": "本文件的格式、由谁在何时写出",
    "What the plugins of the last ingest offer besides rows, for the explorer and the command line to list": (
        "上次更新时各插件除了事实行还提供什么，供界面和命令行列出"
    ),
    "Where the pages of documents stand in their text, of those formats that have pages (PDF)": (
        "文档各页在正文中的位置（有分页的格式，即 PDF）"
    ),
    "The articles of documents that hold several": "含有多篇文章的文档中的各篇文章",
    "The plugins of the last ingest, those that did not load included": "上次更新时的插件，包括未能加载的",
    "What is planned, with the policy that plans it where the text says so": "计划达到的目标，以及提出它的政策（原文有说明时）",
    "Which document holds which word how often, sorted by word; behind them those of documents that came later": (
        "哪个词在哪篇文档中出现几次，按词排列；后来的文档排在后面"
    ),
    "What went wrong at the last ingest: files not read, extractors that failed on a document": (
        "上次更新时的问题：未能读取的文件、在某篇文档中出错的抽取器"
    ),
    "Which extractor read which document, with what outcome": "哪个抽取器读过哪篇文档，结果如何",
    "Headings and the text under them": "标题和标题下的正文",
    "What is kept of each document's wording to find its reprints": "为查找转载而保留的文档措辞特征",
    "Where the cells of tables inside documents stand in their text, of those formats that tell (HTML, PDF, Word)": (
        "文档内表格的单元格在正文中的位置（HTML、PDF、Word）"
    ),
    "The words of the search index": "检索索引中的词",
    "Which documents are copies of one work: one row for each document, a work of its own or a reprint": (
        "哪些文档是同一作品的副本：每篇一行，原作或转载"
    ),
    "Stretches of text that are not running text: searchable, but facts are not read from them": (
        "不是正文的段落：可以检索，但不从中抽取事实"
    ),
}
"""Chinese by the comment in the file, so that another table's or an older file's comment stays as it is."""


def comment_in_words(comment: str) -> str:
    """A comment of the file in the language shown now, as far as it is one of the program's own."""
    return comment if language() == "en" else ZH.get(comment, comment)
