"""The words of an indicator without what clings to them: marks, the place, the month, half a pair of quotation marks."""

from __future__ import annotations

import re

_TIDY = re.compile(
    r"^(?:[\s、，,的和及与（(）)”：:—\-]|等地(?:区)?的|等(?![级次待额比候温效地]))+|(?:(?<=[比重率额])分别)?[\s、，,的（(：:“—\-]+$|(?<=[比重率额献])分别$|(?<=[\u4e00-\u9fff]{2})前\d{1,2}个月$|[由从](?:\d{1,2}|[一二三五十])年前的?$"
)
_OF_WHOLE_PLACE = re.compile(
    r"^(?:(?:[\u4e00-\u9fff]{2,3})?全大?[省市县区州旗盟](?=(?:地区)?生产总值|规[上模]|固定资产|社会消费|一般公共|财政|进出口|外贸|农林牧|城[乡镇]|农村|居民|常住|户籍)|中(?=属于|GDP))"
)
"""At the head of an indicator: the place, which is the subject, and 中 of a whole that stands before."""
_PROPORTION = re.compile(r"^.*\d:\d[\d.:]*")
_MONTH_INSIDE = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![比较与从由到至于是])\d{1,2}(?:[-—~至]\d{1,2})?月份(?:的)?(?=[\u4e00-\u9fff]{2})"
    r"|(?<=[\u4e00-\u9fff]{2})前\d{1,2}个月(?=[\u4e00-\u9fff]{2})"
)
"""The month that stands between a thing and what is measured of it: 汽车|3月份|产量."""


def tidy(words: str) -> str:
    """`words` without marks at their edges, without half a pair of quotation marks and without the month inside them."""
    words = _OF_WHOLE_PLACE.sub("", _TIDY.sub("", words).replace("\n", ""))
    if ":" in words:
        words = _TIDY.sub("", _PROPORTION.sub("", words))  # 三次产业结构为9:51:40|居民消费价格
    if "月" in words:
        words = _MONTH_INSIDE.sub("", words)
    if words.rfind("（") > words.rfind("）"):  # 国家（地区
        words = words[: words.rfind("（")]
    if words.count("“") != words.count("”"):
        words = words.strip("“”")
    return words
