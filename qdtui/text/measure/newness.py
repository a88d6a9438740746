"""Whether a count is of all there are or of what is new: 新增示范县2个, 总数达29个."""

from __future__ import annotations

import re

from qdtui.text.measure.context import Context, MeasureKind
from qdtui.text.measure.counting import Counting
from qdtui.text.measure.on_lists import of_batch, of_new
from qdtui.text.phrase import Lead

_NEW = re.compile(
    r"新增|净增|(?<!创)新设(?![计备施])|新建|新培育|新认定|新入选|新突破|新上线|新签|新引进|新获批|新开|新注册|新登记|又有|又新|每年(?=新|培育|认定|遴选|支持|建设|引进|吸引)|成功创建|新晋(?!级)|[再又新喜]添|[再又喜]迎(?=\s*(?:$|[\d一二两三四五六七八九十]))|再增(?=\d|[一二两三四五六七八九十]+[家个项])|组建|(?<!创)新投(?:入使用|用|产)|(?<!特)新(?:[评遴选]|创(?![新意业造])|打造|入库|当选|探明|引入|获评|落户|落地|列入|纳入|成立|发现|入驻|招引|备案|升规|纳统|[改扩续]{1,2}建)|增[开设派投建配补](?!制)"
)
_TERM = re.compile(r"新增(?:(?:地方政府)?(?:专项|一般)?债券|建设用地|劳动力|减税降费)")
"""新增 as part of a term of the budget."""
_OF_NEW_ONES = re.compile(
    r"新(?:开工|建|增|设|引进|上|投产|注册|签约)[^，。；、\d]{0,6}?(?:项目|企业|单位|园区)[^，。；、\d]{0,6}?(?:已|累计|完成|实现|投资|产值|贡献|开工率)"
)
"""What the new ones did, which is not itself new: 新开工项目完成投资6亿元."""
NEW_END = re.compile(r"(?:新增|净增|新入选|新认定|新增加)(?:了)?$")
_NEWEST = re.compile(r"(?:最新|新)一批$")
_OTHER_DEED = re.compile(r"[、和及](?:治理|改造|修复|疏浚|加固|升级|修缮|整治|维修|提升)")
"""At the head of a further item of a list: what was done there made nothing new (新建堤坝3处、治理沟道5条)."""
_SO_FAR = re.compile(r"[、，]?(?:总数|总量|累计)?(?:已|就)?(?:达到?|增至|增加到|扩大到)了?")
"""Between what is new and what there is now: 新增示范县2个、达到29个."""
_OF_THE_NEW = re.compile(r"^[、和及]?(?:项目)?总?投资额?(?:达到?|超过?|近|约)?$")
"""What the new ones cost, behind how many they are: 新开工项目60个、总投资700亿元."""
_ADDS = re.compile(r"新增(?![^，。；、\d]{0,8}(?:线路|项目|航线|公路|铁路|隧道|桥梁))")
"""In front of a measure of which there is so much more: 新增人工林面积2亿亩."""
BY_NATURE = re.compile(r"(?:(?:正|主|干)线长|时速|全长|长度|高度|里程|面积|跨度|能力)$")
"""Measures of what is new that do not count how many are new: 新建线路设计时速250公里."""


def counted_as(context: Context, words: str, lead: Lead) -> MeasureKind:
    """What the `words` before a number say of it; `new` holds on for the further items of a list (`context.spread`)."""
    if _TERM.search(words) or _OF_NEW_ONES.search(words):
        return "total"
    if (
        NEW_END.search(words)
        or _NEWEST.search(words)
        or any(_NEW.match(v) for v in lead.verbs)
        or _NEW.search(words[-24:])
    ):
        context.spread = "new"
    elif lead.verbs or _OTHER_DEED.match(words) is not None or (_SO_FAR.fullmatch(words) and context.found):
        context.spread = None
    return context.spread or "total"


def counting_as(it: Counting) -> MeasureKind:
    """What a count is of: as its own words say, but for what they are not said of."""
    kind = counted_as(it.context, it.words, it.lead)
    if kind == "new" and it.item.kind == "money" and _OF_THE_NEW.search(it.words) and it.context.found:
        kind = "total"
    if (
        kind == "new"
        and it.item.kind == "size"
        and not NEW_END.search(it.words)
        and BY_NATURE.search(it.phrase)
        and not _ADDS.search(it.words)
    ):
        return "total"
    if (
        kind == "total"
        and it.item.kind in ("count", "group")
        and (of_batch(it.context, it.item) or of_new(it.context, it.item))
    ):
        return "new"
    return kind
