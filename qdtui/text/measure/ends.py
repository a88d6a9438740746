"""The two ends of a change (由86种精简到41种), and what an amount is for (拿出500亿元为中小企业注入资金)."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.measure.context import Context, Measure
from qdtui.text.quantity import Quantity

_NAMED = r"(?:[^，。；由从到至\d]{2,24}等)?"
"""Examples in front of how many there are: 大豆、棉花等30多种."""
LED_TO = re.compile(
    rf"(?:逐步|大幅|进一步)?[\u4e00-\u9fff]{{1,3}}(?:到|至|为)了?(?:全[球国省市])?(?:了?(?:目前|现在|如今|今年|去年|20\d\d年)的?)?"
    rf"(?:最[高多大长快短](?:时的?)?|(?:铁路|公路|高铁|航空|水路)(?:运输|出行)?|(?:高峰|旺季|峰值)[日期时]?的?)?(?:每(?:[周月天年日秒]|分钟|小时)|[日月年周]均)?{_NAMED}"
)
"""Between the two ends of a change: 由86种精简到41种, 从500班恢复至目前的4600班, 由2艘增至最多9艘."""
FROM = re.compile(
    rf"(?:由|(?<!自)从)(?:(?:[^，。；由从到]{{0,8}}的)?(?:每(?:[周月天年日秒]|分钟|小时))?(?:(?:现在|目前|原来|原先|当前|此前|过去)?的?最[高低多少快慢短长初大小])?|"
    rf"(?:现在|目前|原来|原先|当前|此前|过去)[^，。；由从到至\d]{{0,8}}){_NAMED}(?:不足|不到|约|近|超过?)?$"
)
"""In front of the number that a change began with."""
TO = re.compile(r"[^，。；\d]{0,12}?(?:到|至|为|(?<![组构])成(?![立员本都果功分效]))")
"""Behind the number that a change began with."""
TAKES_TIME = re.compile(r"(?:就|便|即可?)(?:会?有|能够?|可以?)?(?P<what>[^，。；\d]{4,24})")
FUNDS = re.compile(r"财政(?:安排|下达|拨付|投入|拿出|筹集|列支)了?$")
"""In front of public money that a verb behind it says the purpose of."""
_IS_FOR = re.compile(r"(?:(?:资金)?(?:用于|支持|补助|扶持)|为)(?P<what>[^，。；]{4,24})")
_PRICE = re.compile(r"(?:以|斥资|耗资|作价)(?:总价)?[约近超]?$")
_TRADES = re.compile(
    r"(?:的?(?:价格|总价|对价))?(?P<what>(?:收购|出售|购买|转让|竞得|拍得|并购|售出|买下|购入)[^，。；\d]{2,24})"
)
"""What changes hands at a price: 以5亿元收购一家芯片厂."""


_MEAN_TO = re.compile(r"(?:到|至|为)[^，。；]{0,4}[日月年周]均")
"""Between two ends of a change that are means."""


def led_from(context: Context, last: Measure, item: Quantity) -> bool:
    """True when the measure before `item` is what a change began with: 由86种精简到41种."""
    number = last.quantity
    if number is not None and last.clause == context.clause and number.unit == item.unit:
        said = context.norm[context.clause.start : number.start]
        if _MEAN_TO.search(context.norm, number.end, item.start) and ("从" in said or "由" in said):
            return True  # 从开通初期的日均运行2列增至现在日均20列
    if number is None or last.clause != context.clause or number.kind != item.kind:
        return False
    return FROM.search(context.norm, max(0, number.start - 36), number.start) is not None


def takes(context: Context, item: Quantity) -> Span | None:
    """What an amount is for (拿出500亿元为中小企业注入资金), or what takes that long (8秒就有一台冰箱下线)."""
    pattern = TAKES_TIME if item.kind == "time" else _IS_FOR if item.kind == "money" else None
    match = pattern.match(context.norm, item.end, context.clause.end) if pattern else None
    return Span(match.start("what"), match.end("what")) if match else None


def traded(context: Context, item: Quantity, words: str) -> Span | None:
    """What is bought or sold for an amount of money: 以5亿元收购一家芯片厂."""
    if item.kind != "money" or _PRICE.search(words) is None:
        return None
    match = _TRADES.match(context.norm, item.end, context.clause.end)
    return Span(match.start("what"), match.end("what")) if match else None
