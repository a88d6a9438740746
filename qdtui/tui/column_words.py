"""What the columns of the file are for, in Chinese: their comments in the file are English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from qdtui.tui.i18n import language

_WHOLE: Final = re.compile(r"(?P<about>.*?)(?: \(in (?P<unit>[^()]+)\))?(?:\. One of (?P<allowed>.+))?", re.DOTALL)
"""A comment as `store.schema.fact_columns` words it: the declared one, the unit, and the values that are allowed."""

ZH: Final[Mapping[str, str]] = {
    # every fact table
    "Identity of the fact: the same table, document, span and values always give the same id": (
        "事实的标识：表、文档、位置和取值相同，标识就相同"
    ),
    "The document that states the fact (documents.doc_id)": "写有此事实的文档（documents.doc_id）",
    "Offset of the quote in documents.text: code points from 0": "引文在 documents.text 中的起点：从 0 起数的字符",
    "Offset behind the quote's last code point": "引文最后一个字符之后的位置",
    'The passage that proves the row: substring(text, start + 1, "end" - start)': (
        '证明此行的原文：substring(text, start + 1, "end" - start)'
    ),
    "The extractor that found the row (runs.extractor)": "找到此行的抽取器（runs.extractor）",
    "How likely the row is right, from 0 to 1": "此行正确的可能性，0 到 1",
    "The extractor's rule that found the row": "找到此行的抽取规则",
    "What a reader should know about the row, or NULL": "读者应知道的说明，或为 NULL",
    # the bundled fact tables and their views
    "1 for 居全省首位": "居全省首位即为 1",
    "=, >=, >, <=, < or ~, as the words say": "=、>=、>、<=、< 或 ~，按原文的说法",
    "Among whom the rank is": "在谁当中排名",
    "Among whom: 全省, 副省级城市": "在谁当中：全省、副省级城市",
    "As the text names it; launches and visits by their subject and verb": "按原文的名称；启动和考察用主语加动词",
    "As the words say: 超 and 多 are >, 以上 >=, 近 <, 以内 <=, 约 ~": (
        "按原文的说法：超、多为 >，以上为 >=，近为 <，以内为 <=，约为 ~"
    ),
    "Day of issue or publication": "印发或公布的日期",
    "First day": "第一天",
    "First day that the number covers": "数字所涵盖的第一天",
    "First day the number covers": "数字所涵盖的第一天",
    "First year of the policy (policies.period_start)": "政策的起始年（policies.period_start）",
    "First year that it covers": "所涵盖的第一年",
    "Its company, when the text tells it apart from the factory": "所属企业（原文与工厂分开写时）",
    "Kind of the policy (policies.kind)": "政策的种类（policies.kind）",
    "Last day": "最后一天",
    "Last day that the number covers, or the day as of which it holds": "数字所涵盖的最后一天，或数字截至的那一天",
    "Last day the number covers; a state as of a day has only this": "数字所涵盖的最后一天；截至某日的状态只有这一项",
    "Last year of the policy (policies.period_end)": "政策的终止年（policies.period_end）",
    "Last year that it covers": "所涵盖的最后一年",
    "NULL when the text does not say": "原文没有写明时为 NULL",
    "Organisation and office as the text words it: 青岛市人民政府副秘书长": (
        "单位和职务，按原文写法：青岛市人民政府副秘书长"
    ),
    "Rank that goes with the number": "与数字一起的排名",
    "The factory as the text names it": "工厂，按原文的名称",
    "The holder, in the longest form that the document writes": "获得者，取文档中最长的写法",
    "The indicator (indicators.fact_id)": "指标（indicators.fact_id）",
    "The industry words alone, with place words that are part of the name": "只取产业的词，含属于名称的地名",
    "The month it joined the network": "加入灯塔网络的月份",
    "The number in `unit`; 万 and 千 are folded in, a fall is negative": (
        "以 `unit` 为单位的数字；万、千已折算，下降为负"
    ),
    "The number of the batch; 首批 is 1": "批次；首批为 1",
    "The number, in unit": "以 unit 为单位的数字",
    "The organisation of that position, in the document's longest form": "任职单位，取文档中最长的写法",
    "The person, without titles": "姓名，不含称谓",
    "The place that hosts or leads it, without 市 or 省": "所在地或牵头地，不带“市”“省”",
    "The place that it applies to; 全国 for the whole country": "适用的地方；全国适用写“全国”",
    "The place, organisation or industry that the number is about": "数字所说的地方、单位或产业",
    "The place, organisation or industry the number is about; 全国 for the whole country": (
        "数字所说的地方、单位或产业；全国的写“全国”"
    ),
    "The policy (policies.fact_id)": "政策（policies.fact_id）",
    "The programme it belongs to; 产业集群 when the text names none": "所属的培育计划；原文没有写明时为产业集群",
    "The upper end of a range": "范围的上限",
    "The upper end of a range, or NULL": "范围的上限，或为 NULL",
    "The year it joined the network": "加入灯塔网络的年份",
    "The year it reached that status, when the text says": "达到此状态的年份（原文写明时）",
    "The year of the award, when the text says": "获得称号的年份（原文写明时）",
    "Title of the document (its path when it has none)": "文档的标题（没有标题时为路径）",
    "Title of the policy that sets the number": "提出此数字的政策的标题",
    "Title of the policy that sets the number, when the text says so": "提出此数字的政策的标题（原文写明时）",
    "What is counted or measured, as the text words it": "计数或度量的是什么，按原文写法",
    "What is counted, as the text words it": "计数的是什么，按原文写法",
    "What it is champion in, when the text says": "在哪种产品上是单项冠军（原文写明时）",
    "What it was about, in the text's words": "关于什么，用原文的话",
    "What names the fact in lists": "列表中用来称呼此事实的值",
    "What the number counts in": "数字的单位",
    "What the person does in the document": "此人在文档中做什么",
    "What the text calls it afterwards, when it says so, without the marks": "原文后面的简称（写明时），不带书名号",
    "What the text says they said, shortened to the sentence": "原文所写此人说的话，截取到句",
    "Where it stands, without 市 or 省": "所在地，不带“市”“省”",
    "Where it took place, when the text says": "在哪里举行（原文写明时）",
    "Where the holder sits, when the text says": "获得者所在地（原文写明时）",
    "Where the policy applies (policies.region)": "政策适用的地方（policies.region）",
    "Who held it (主办)": "主办单位",
    "Who issued it": "发文单位",
    "Who issued the policy (policies.issuer)": "政策的发文单位（policies.issuer）",
    "Who organised it or helped (承办, 协办)": "承办、协办单位",
    "Without the marks 《》": "不带书名号",
    "actual or target": "actual：已实现，target：计划的",
    "actual, or target for what is planned, required or forecast": "actual：已实现；target：计划、要求或预测的",
    "title": "称号",
    "total, new (how many were added), growth (%), change (points or units), share (%), or a bare rank": (
        "total 总量、new 新增、growth 增速（%）、change 变化（百分点或单位）、share 占比（%），或仅有排名 rank"
    ),
    "total, new, growth, change, share or rank": "total 总量、new 新增、growth 增速、change 变化、share 占比或 rank 排名",
    "世界级, 国家级, 省级 or 市级, where the words of the indicator say so": "世界级、国家级、省级或市级（指标的词写明时）",
    "入选: on a list, or exists; 培育: being built up; 入围: shortlisted; 目标: planned for a later year": (
        "入选：在名单上或已存在；培育：正在培育；入围：进入候选；目标：计划以后达到"
    ),
    "单一工厂灯塔, 端到端灯塔, 可持续灯塔 …, as the text says": "单一工厂灯塔、端到端灯塔、可持续灯塔……，按原文",
    "家, 个, %, 个百分点, 亿元, 元/千升 …": "家、个、%、个百分点、亿元、元/千升……",
    "行动计划 is also 行动方案 and other plans, 规划 also 纲要, 条例 also laws": (
        "行动计划含行动方案等计划，规划含纲要，条例含法律"
    ),
    "认定: holds it; 公示: announced, not final; 培育: being cultivated or applying": (
        "认定：已获得；公示：已公示，尚未确定；培育：正在培育或申报"
    ),
    # documents and what belongs to them
    "Identity of the document; stable for the same content": "文档的标识；内容相同则不变",
    "The file it was read from": "读自哪个文件",
    "Title, or NULL where none was found": "标题，没有找到时为 NULL",
    "Outlet or issuing body": "来源：媒体或发布单位",
    "Author as the document names them": "作者，按文档的写法",
    "Publication date, when its day is known": "发布日期（知道是哪一天时）",
    "Publication year, when at least that is known": "发布年份（至少知道年份时）",
    "How the date was found: metadata, text, filename, inferred or person": (
        "日期从何而来：元数据、正文、文件名、推断或人工"
    ),
    "How the title was found: metadata, text or person": "标题从何而来：元数据、正文或人工",
    "How the outlet was found: metadata, text or person": "来源从何而来：元数据、正文或人工",
    "How the author was found: metadata, text or person": "作者从何而来：元数据、正文或人工",
    "The text; every start and end counts its Unicode code points from 0": "正文；各处的 start 和 end 都按其字符从 0 起数",
    "Length of the text in code points": "正文的字符数",
    "Length of the text in search terms (for ranking)": "正文的检索词数（用于排序）",
    "Digest of the file's bytes, hexadecimal": "文件内容的摘要，十六进制",
    "Character encoding that the file was read in": "读取文件所用的字符编码",
    "When the file was read (UTC)": "文件的读取时间（UTC）",
    "Number of the document in this file (postings.doc_no); another file may number anew": (
        "文档在本数据文件中的编号（postings.doc_no）；换一个文件可能重新编号"
    ),
    "The document (documents.doc_id)": "文档（documents.doc_id）",
    "Where the heading line starts: code points of documents.text from 0": (
        "标题行的起点：documents.text 中从 0 起数的字符"
    ),
    "Where the heading line ends": "标题行的终点",
    "Where the text under the heading ends": "标题下正文的终点",
    "Depth of the heading; 1 is the highest": "标题的层级；1 为最高",
    "The heading's words": "标题的文字",
    "First code point of documents.text, from 0": "在 documents.text 中的起点，从 0 起数",
    "Offset behind the last code point": "最后一个字符之后的位置",
    "menu, links, caption, byline, dateline, share, header, footer or noise": (
        "菜单、链接、图注、署名、电头、分享、页眉、页脚或杂项"
    ),
    "Title of the article": "文章的标题",
    "Outlet or issuing body of the article": "文章的来源：媒体或发布单位",
    "Author of the article": "文章的作者",
    "Publication date of the article, when its day is known": "文章的发布日期（知道是哪一天时）",
    "Publication year of the article, when at least that is known": "文章的发布年份（至少知道年份时）",
    "Number of the page in the file, from 1; a page may have several rows": "文件中的页码，从 1 起；一页可有多行",
    "Number of the table in the document, from 1": "文档中的第几张表，从 1 起",
    "Number of the row in the table, from 1": "表中的第几行，从 1 起",
    "Number of the column in the row, from 1": "行中的第几列，从 1 起",
    "Offset in documents.text where the removed text stood": "去掉的文字在 documents.text 中原来的位置",
    "What stood in the file": "文件中原来的文字",
    "What stands in documents.text instead": "documents.text 中代替它的文字",
    "The text in half width and simplified characters, of the same length": "半角、简体的正文，长度不变",
    "Letters and characters of its running text, title left out": "正文的字母和汉字数，不计标题",
    "The smallest digests of a sample of its shingles, ascending": "抽样片段的最小摘要，升序",
    "Digest of wording, figures and days: equal ones are equal texts": "措辞、数字和日期的摘要：相同即原文相同",
    "How many articles the document holds": "文档含有几篇文章",
    "The other document (documents.doc_id); the greater of the two ids": "另一篇文档（documents.doc_id）；两个标识中较大的",
    "Share of the shorter text's wording that stands in the other, from 0 to 1": (
        "较短一篇的措辞有多少见于另一篇，0 到 1"
    ),
    "Whether they are copies of one work": "是否为同一作品的副本",
    "What decided: copy, wording, length, figures or days": "依据：副本、措辞、长度、数字或日期",
    "The work: the doc_id of its earliest copy": "作品：其最早副本的 doc_id",
    "Place among the copies by publication date, then path; 1 is the one that views show": (
        "在各副本中的次序，先按发布日期再按路径；视图只显示第 1 个"
    ),
    "How many documents are copies of the work": "此作品有几篇副本",
    "Publication date of the earliest copy, from which relative dates in all copies count": (
        "最早副本的发布日期；各副本中的相对日期都由此推算"
    ),
    "Publication year of the earliest copy, when at least that is known": "最早副本的发布年份（至少知道年份时）",
    "The fact (fact_id of its table)": "事实（所在表的 fact_id）",
    "The column whose value stands here": "此处写有哪一列的值",
    "The fact's table": "事实所在的表",
    "The fact's document (documents.doc_id)": "事实所在的文档（documents.doc_id）",
    # the index, the runs, the files
    "Number of the term in this file (postings.term_id)": "词在本数据文件中的编号（postings.term_id）",
    "The word: half width, simplified, lower case": "词：半角、简体、小写",
    "How many documents hold it": "有几篇文档含有此词",
    "The word (terms.term_id)": "词（terms.term_id）",
    "The document (documents.doc_no)": "文档（documents.doc_no）",
    "How often the document holds the word": "文档中此词出现几次",
    "Name of the extractor": "抽取器的名称",
    "Version of the extractor": "抽取器的版本",
    "Digest of the plugin's source": "插件源代码的摘要",
    "Digest of the settings that it read": "所读设置的摘要",
    "Facts it found there": "在那里找到几条事实",
    "Time it took, in milliseconds": "所用时间，毫秒",
    "Why it failed on this document, or NULL": "在此文档上出错的原因，或为 NULL",
    "Name of the plugin": "插件的名称",
    "Where it comes from: bundled, folder or entry point": "从何而来：自带、文件夹或入口点",
    "The file or entry point it comes from": "来自哪个文件或入口点",
    "Its version": "版本",
    "ok, partly (it works, but not all of it or not on all documents), failed, or not run: not trusted yet, refused": (
        "ok 正常、partly 部分可用、failed 失败；或没有运行：not trusted yet 尚未信任、refused 被拒绝"
    ),
    "Why it did not load or what it did wrong, or NULL": "未能加载的原因或出了什么错，或为 NULL",
    "The extractors that it adds (runs.extractor)": "它增加的抽取器（runs.extractor）",
    "What it is: command, exporter, place or facet": "是什么：命令、导出、位置或分面",
    "Its name, unique within its kind": "名称，同类中不重复",
    "The plugin that offers it (plugins.name)": "提供它的插件（plugins.name）",
    "What menus call it": "菜单中的名称",
    "One sentence about it, may be empty": "一句话说明，可为空",
    "The rest of the declaration, as a JSON object": "声明的其余部分，JSON 对象",
    "The file at fault, or NULL": "出问题的文件，或为 NULL",
    "The document at fault, or NULL": "出问题的文档，或为 NULL",
    "Where it happened: load, extract, plugin …": "发生在哪一步：读取、抽取、插件……",
    "The extractor at fault, or NULL": "出问题的抽取器，或为 NULL",
    "What happened, in one sentence": "一句话说明发生了什么",
    "The file": "文件",
    "Its size in bytes": "大小，字节",
    "Its time of change, in nanoseconds since 1970": "修改时间，自 1970 年起的纳秒",
    "Digest of its bytes, hexadecimal": "内容的摘要，十六进制",
    "The document it gave, or NULL when it could not be read": "读出的文档，未能读取时为 NULL",
    "What the document depends on besides the bytes": "文档除内容外还取决于什么",
    "The archive or table of documents that it stands in (files.path), its own path for that file itself, or NULL": (
        "它所在的压缩包或文档表（files.path），即为该文件本身时是自己的路径，或为 NULL"
    ),
    "Its number among the documents of that file, from 0, or NULL": "在该文件的各文档中的次序，从 0 起，或为 NULL",
    "Name of the table": "表的名称",
    "The extractor that fills it": "填写此表的抽取器",
    "The column that names a row": "用来称呼一行的列",
    "The columns that tell two facts of one document apart": "区分同一文档中两条事实的列",
    "format, qdtui, duckdb, written_at, described: digest of its views and comments, or amended: documents changed since it was written as a whole": (
        "format、qdtui、duckdb、written_at、described：视图与注释的摘要，或 amended：整体写出后又变更的文档数"
    ),
    "Its value": "值",
}
"""Chinese by the comment in the file, without unit and allowed values: another column's comment stays as it is."""


def column_in_words(comment: str) -> str:
    """A column's comment in the language shown now, as far as it is one of the program's own."""
    if language() == "en":
        return comment
    if (whole := ZH.get(comment)) is not None:
        return whole
    match = _WHOLE.fullmatch(comment)
    about = ZH.get(match["about"]) if match is not None else None
    if match is None or about is None:
        return comment
    unit = f"（单位：{match['unit']}）" if match["unit"] else ""
    return f"{about}{unit}" + (f"。取值：{match['allowed'].replace(', ', '、')}" if match["allowed"] else "")
