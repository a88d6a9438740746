"""What a group just counted turned out or earned: 45个集群|产值, 规上企业325家，完成|产值."""

from __future__ import annotations

import re

from qdtui.model import Span

_MEASURE = re.compile(
    r"(?:规模以上|规上|规模)?(?:工业|企业)?(?:总?产值|增加值|地区生产总值|GDP总量|进出口总?额|出口总?额|实际(?:使用|利用)外资(?:金?额)?|研发投入|总?规模|营业收入|主营业务收入|销售收入|营收|利润总?额?|税收|入库税收|固定资产投资|(?:增长)?贡献率)(?:占[^，。；、\d]{2,10}(?:比重|比例|份额))?"
)
"""The bare words of a measure, which those counted right before may have."""
_GROUP = re.compile(r"(?:集群|产业|行业|企业|园区|开发区|高新区|经开区|产业链|基地|平台)$")
_DONE = re.compile(r"(?:[，,]?(?:共|合计|累计|已|上半年|全年)*(?:完成|实现|创造|贡献)了?)?")
"""Between those counted and what is measured of them."""


def of_group(norm: str, counted: str, end: int, words: Span) -> bool:
    """True when `words` are the bare words of a measure of the group that `counted` names and that ends at `end`."""
    return (
        _MEASURE.fullmatch(norm, *words) is not None
        and _GROUP.search(counted) is not None
        and _DONE.fullmatch(norm, end, words.start) is not None
    )
