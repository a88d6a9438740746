"""Names of a list with what is measured of each, which the last of them may say for all: 电池、整车产量."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.discourse import Subject
from qdtui.text.measure.context import Context
from qdtui.text.phrase import Lead
from qdtui.text.places import innermost

_MEASURED = re.compile(r"[次数量额率]$")
_SHARED_HEAD = re.compile(
    r"(?:保险(?:基金)?(?:参保人数|参保率|待遇|收入|支出)?|占[^、]{2,12}(?:比重|比例)|的(?:企业|产品|单位|家庭|居民|学校)(?:比例|占比|比重)|(?:产业链|产业|行业)(?:规模以上|规上)?(?:工业)?企业数量?|[\u4e00-\u9fff]{2}率|产量|增加值|(?:实际)?使用外资|(?:主营业务|电信业务|销售|业务|可支配)收入|进出口(?:总?[额值])?|零售总?额|出栏量?|存栏量?|贷款余额|存款余额|营业收入|营收|收入|支出|利润|产值|投资|出口|进口|销量|销售额|数量|指数|占比|比重|总额|增幅|增速|规模|企业|项目|基地|"
    r"平台|机构|产业|行业|用地|贷款|余额|面积|价格|总量)$"
)
_SECTOR = re.compile(r"(?<=[二三])产业")
_QUARTER = re.compile(r"东北|[东中西]")
_ORDINAL = re.compile(r"第?[一二三]")
"""What stands for a sector in a list that shares its head: 第一、二 in 第一、二、三产业."""
_BESIDE = re.compile(r"城镇|农村|城市|乡村|国内|国外|境内|境外|省内|省外|市区|县城|轻|重(?=工业)")
"""What stands beside its opposite in a list that shares all the rest."""
_OWN_HEAD = re.compile(
    r"(?:[产销数总]量|增加值|收入|营收|利润|税[费收]|[产市]值|投资|[出进]口|额|占比|比重|增[幅速]|规模|贷款|余额|面积|价格)$"
)
"""What a name of a list is measured in by itself: 工业增加值 takes nothing from 工业投资 behind it."""

_AND_SUCH = re.compile(
    r"等[两二三四五六七八九十\d]*[地省市区县州国](?!内|外|家)|[两二三四五六七八九十\d]+[地省市区县州国]|等"
)
"""Behind the last place of a list, before what is measured in each: 甲省、乙省等地|销售额均增长."""
_RATE = re.compile(r"(?:率|占比|比重|比例|份额|指数)$")
"""What a name of a list ends with that is itself no part of a whole: 税收占比 takes nothing from 占全国比重 behind it."""


def shared_heads(context: Context, names: list[Span]) -> list[tuple[Span, str, Subject | None]]:
    """The names of a list, each with what the last one alone says for all: 电池、整车产量 is 电池产量 and 整车产量.

    Places before what is measured (湖北、湖南粮食产量) are subjects, and the measure is the indicator of each.
    """
    last = names[-1]
    partners = context.norm.startswith("对", names[0].start - 1)  # 对甲国和乙国进出口 is another's trade with them
    if not partners and (hosts := hosts_named(context, names)):
        rest = Span(hosts[-1].span.end if hosts[-1].span else last.start, last.end)
        if such := _AND_SUCH.match(context.norm, rest.start, rest.end):
            rest = Span(such.end(), rest.end)
        return [(rest, context.words(rest), host) for host in hosts]
    shared = _SHARED_HEAD.search(context.norm, last.start, last.end)
    sector = _SECTOR.search(context.norm, last.start, last.end)
    beside = _BESIDE.match(context.norm, last.start, last.end)
    found: list[tuple[Span, str, Subject | None]] = []
    for name in names:
        words = context.words(name)
        if sector is not None and _ORDINAL.match(words):
            tail = "" if name is last else context.text[sector.start() : last.end]
            words = "第" + words.removeprefix("第") + tail
        of_whole = shared is not None and shared[0].startswith("占")  # A增加值、B增加值占工业比重: of each
        complete = (_RATE if of_whole else _OWN_HEAD).search(context.norm, name.start, name.end) or (
            shared and words.endswith(context.text[shared.start() : last.end])
        )
        if (
            _QUARTER.fullmatch(words)
            and name is not last
            and (part := _QUARTER.match(context.text, last.start, last.end))
        ):
            words += "部" + context.text[part.end() + context.text.startswith("部", part.end()) : last.end]
        elif beside and name is not last and _BESIDE.fullmatch(context.norm, name.start, name.end):
            words += context.text[beside.end() : last.end]  # 城镇、农村居民收入
        elif shared and words.endswith("业") and shared[0] in ("产业", "行业", "企业"):
            pass  # 装备制造业和新兴产业: it is a trade by itself
        elif shared and (of_whole or not _MEASURED.search(words)) and name is not last and not complete:
            words += context.text[shared.start() : last.end]
        found.append((name, words, None))
    return found


def hosts_named(context: Context, names: list[Span]) -> list[Subject]:
    """The places of a list whose last name goes on with what is measured: 湖北、湖南粮食产量; empty for other lists."""
    found: list[Subject] = []
    for name in names:
        place = innermost(context.reading.places, name.start, name.end)
        if place is None or place.start != name.start or (place.end == name.end) != (name is not names[-1]):
            return []
        found.append(Subject(place.region, "place", Span(place.start, place.end)))
    return found


def named_each(context: Context, lead: Lead, said: str) -> list[Span]:
    """The names before 均 (产值、税收和就业岗位占比都在95%以上), when there are two or more."""
    if re.search(r"(?<![年月平])均(?!衡)|都|双双", said):
        return context.names(lead.phrase)
    return []
