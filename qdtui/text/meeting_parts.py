"""What stands inside the name of a meeting though a mark or bracket in it would end it elsewhere."""

from __future__ import annotations

import re

from qdtui.text.places import find_places

SHORT_NAME = re.compile(r"[（(](?:以下|下文)?(?:统)?[简下]称[^（）()]{1,24}[)）]")
_WORK = re.compile(r"《[^《》\n]{2,40}》")
_DONE_AT = "(?:签约|揭牌|授牌|开工|动工|奠基|竣工|投产|启动|启用|开业|开园|颁奖|发布)"
_INSERTED = re.compile(
    rf"(?<=[\u4e00-\u9fff]){_DONE_AT}、(?=[^，。；、\n]{{0,14}}?{_DONE_AT}(?:仪式|活动|典礼|大会))|"
    r"[（(][\u4e00-\u9fff]{2,6}[)）](?=[\u4e00-\u9fff])|[“「][^“”「」\n]{2,40}[”」](?=—)|(?:投资|占地)约?[\d.]+[万亿]*(?:元|亩|平方米)、"
)
"""A place in brackets, what something costs before what it makes (投资20亿元、年产3万吨某某项目签约仪式), and the
first of two deeds that one ceremony is for: 某某区揭牌暨项目签约、道路开工仪式."""
_IN_A_PLACE = re.compile(r"[（(](?P<place>[\u4e00-\u9fff]{2,6})[)）](?=在|于|今|昨|将|\d|[，。；、举召开闭\n]|$)")
"""Where one of a row of meetings was, as part of its name: 产业对接活动（四川）."""
WITH_OTHERS = re.compile(
    "[”」]?等(?:一?系列|一批|多[项场个])?(?:国际|重[大要]|品牌)?(?:会议|活动|论坛|赛事|展会)(?:成功|相继|陆续|先后|顺利)+(?:举办|举行|召开)"
)
"""Behind the last of several that were held: 甲论坛、乙大会等一系列会议成功举办."""


def place_behind(norm: str, end: int, stop: int) -> int:
    """Where the bracket with a place ends that closes a name which ends at `end` without it; `end` when there is none."""
    found = _IN_A_PLACE.match(norm, end, stop)
    known = found is not None and any(p.end == len(found["place"]) for p in find_places(found["place"]))
    return found.end() if found is not None and known else end


def asides(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where such parts of a name stand in front of its last noun at `end`: (以下简称“联盟”) in a 联盟's 年会, 《美美与共》."""
    return [m.span() for pattern in (SHORT_NAME, _WORK) for m in pattern.finditer(norm, start, end)] + [
        m.span() for m in _INSERTED.finditer(norm, start, end + 2)
    ]
