"""Numbers that say nothing by themselves: of slogans and names, distances, spans in passing, things told already."""

from __future__ import annotations

import re

from qdtui.text.measure.ends import TAKES_TIME
from qdtui.text.measure.hosts import ranked_among
from qdtui.text.quantity import Quantity

_DURATION = re.compile(
    r"(?:(?:由|从)(?:[^，。；由从]{0,8}的)?|(?:由|从)(?:现在|目前|原来|原先|当前|此前|过去)[^，。；由从到至\d]{0,8}|(?:至|到)(?:铁路|公路|高铁|航空|水路)(?:运输|出行)?|只要|只需要?|仅需要?|仅|平均|缩短|增加|减少|压缩|历时|(?:持续|连续)(?:稳定|不间断)?(?:供电|运行|工作|作业|飞行|运转)|最快|最短|达|超|约|为|至|到|不到|用时|耗时)了?$"
)
_SLOGAN = re.compile(r"[“‘「《]$")
_THE_FIRST = re.compile(r"(?:是|成为)[^，。；]{0,10}(?:首[个座家]|第一个|唯一)[^，。；]{0,16}$")
"""In front of the number that describes the one spoken of: 是全国首个突破13万亿元的省份."""
_IDIOM = re.compile(r"最[后初先]$")
"""In front of the one that is none: 最后一公里."""
_TOLD = re.compile(r"(?:这|那|上述|前述|该|一行)$")
"""In front of a count that takes up things already told (这三家企业)."""
_PASSING = re.compile(r"(?:经过|历经|每隔|过去|近|最近|未来)$")
"""In front of a span of time that has gone by: 经过70小时."""
_THIS_TIME = re.compile(r"(?:这|此|本)[次场轮][^，。；\d]{0,4}$")
"""In front of how long what is spoken of lasted: 这次长达70天的远征."""
_ON_THE_WAY = re.compile(r"(?:驱车|步行|行走|徒步|骑行|往返|奔波|相当于给[^，。；]{0,8}|距离?地面)(?:近|约)?$")
"""In front of how far somebody goes."""
_SPELL = re.compile(r"(?:连续|持续)第?$")
"""In front of how many quarters something has gone on: 连续三个季度."""
_INCLUDING = re.compile(r"[（(]含[^，。；）)]{0,4}$")
"""In front of how many a number takes in, in brackets: 481名同志（含追授1名）."""
_CARRIES = re.compile(r"(?:满载|装载|搭载|载有|载着|运载)着?了?\d")
"""Behind the one of which it is told what it carries: 1列|满载55个集装箱的班列."""
_AND_SAME = re.compile(
    r"(?P<size>[一二两三四五六七八九十\d]+[\u4e00-\u9fff]?)及(?P=size)$|(?P<n>[一二两三四五六七八九十\d]+)[座人级岁]及(?P=n)$"
)
"""A limit told twice: 七座及七座|以下小客车."""
_COUNTRIES = re.compile(r"国(?![债库资家际产内有企防土])")
"""Behind a number of countries without a word to count with: 150多国代表."""
_VOLTAGE = re.compile(r"(?:特?高压|超高压|交流|直流|输|变|线路|电网|联网|及)")
"""Behind the voltage by which a line is known: ±800千伏|特高压直流输电工程."""
_BEFORE_IT = re.compile(r"[^目当提以此]前(?:大约|约|近|不到)?$")
"""In front of how long before something else it was: 停工前|大约1小时."""
_FAR = re.compile(r"(?:之|以|开)?外|远|处|以内|之内")
"""Behind a distance."""
_FOREMOST = re.compile(r"(?:世界|全[球国省市]|国内|亚洲)(?:排名)?前$")
"""In front of how many of the first are spoken of: 世界前10座高塔."""
_TRAIN = re.compile(
    r"(?:国际|国内|跨境)?(?:旅客|货物|货运|直达|特快|快速)?列车(?=从|由|自|驶|抵|到|缓缓|顺利|正点|准时|安全|入境|出境|进站|[，。])"
)
"""Behind the number of a train: 4652次列车从某站驶出."""
_LATER = re.compile(r"(?:之|以)?后(?=[，,]|$)")
"""Behind how long it was until something else: 起飞约10分钟后，."""
_AS_LONG = re.compile(r"[重长宽高厚深]的")
"""Behind a size that only describes a thing: 80吨重的部件."""
_NUMBERED = re.compile(r"[\u4e00-\u9fff](?<![有达了共计近约建设为的是至到及和、增等批])$")
"""In front of a number that names an institute: 株洲608所."""
_VIEWED = re.compile(r"[^，。；]{1,6}(?:来)?看(?=[，,：:])")
"""Behind the number of parts that something is looked at by: 分三大门类看."""
_OF_LIST = re.compile(r"[^，。；、\d]{0,10}?的?(?:大单|名单|榜单)[中里]")
"""Behind a number of those on a list already told, of which some are picked: 在90户企业的名单中."""
_STEPS = re.compile(r"(?:跨越|连跨|迈上|跃上)了?$")
"""Before a number of steps (连续跨越两个万亿元台阶)."""
_TWO_MARKETS = re.compile("(?:国内国际|国际国内|国内外)两[个种](?:市场|资源)|两个市场[、和]?两种资源")
_CLASSES = re.compile("[一二三四五六七八九]、$")
"""In front of the second of two classes that are called by their numbers: 一、二类水质."""
_OPEN_NUMBER = re.compile(r"(?:(?<!第)一批|多家|若干|一系列)[^，。；]*$")


def says_nothing(norm: str, item: Quantity, words: str) -> bool:
    """True for numbers in slogans and names, distances, spans of time in passing, and things already told."""
    before = norm[max(0, item.number.start - 8) : item.number.start]
    return bool(
        _SLOGAN.search(norm, max(0, item.start - 1), item.start)
        or (norm.startswith("”", item.end) and "“" in before)
        or (item.kind == "time" and item.start == item.number.start and not _timed(norm, item, words))
        or (item.value == 1 and _IDIOM.search(before))
        or (item.kind == "size" and _FAR.match(norm, item.end))
        or (not words and item.unit in ("公里", "千米") and norm.startswith(("之内", "以内"), item.end - 2))
        or (item.unit == "次" and item.value >= 100 and _TRAIN.match(norm, item.end))
        or (item.value == 2 and norm.startswith(("市场", "资源"), item.end) and _of_two_markets(norm, item))
        or (item.unit == "类" and _CLASSES.search(norm, max(0, item.number.start - 2), item.number.start))
        or (item.kind == "time" and _LATER.match(norm, item.end))
        or (item.kind == "money" and _OPEN_NUMBER.search(words))
        or ("个" in norm[item.number.start : item.number.end] and _STEPS.search(before))
        or (item.unit in ("位", "名") and norm[item.number.start - 1] == "前" and not words.endswith(("之前", "以前")))
        or _TOLD.search(words)
        or (item.kind == "time" and _PASSING.search(words))
        or (item.unit == "个" and norm.startswith("季度", item.end) and _SPELL.search(before))
        or (item.kind == "time" and _BEFORE_IT.search(words))
        or _INCLUDING.search(words)
        or (item.unit == "千伏" and _VOLTAGE.match(norm, item.end))
        or (item.kind == "bare" and _COUNTRIES.match(norm, item.end))
        or (item.value == 1 and _CARRIES.match(norm, item.end))
        or (item.comparator in ("<=", ">=") and _AND_SAME.search(norm, max(0, item.number.start - 8), item.number.end))
        or (item.kind == "time" and norm.startswith("的", item.end) and _THIS_TIME.search(words))
        or (item.kind == "size" and _ON_THE_WAY.search(words))
        or norm.startswith(("合计", "相加", "相比"), item.end)
        or (item.kind == "size" and _AS_LONG.match(norm, item.end))
        or (item.unit == "度" and item.value in (90, 180, 360))
        or words.endswith(("相当于", "铁人"))
        or (norm.startswith("的速度", item.end) and "以" in words[-4:])
        or (words.endswith("前") and (item.unit in ("轮", "批", "届", "期", "次") or _FOREMOST.search(words)))
        or (norm[item.start - 1 : item.start] in ("分", "从", "按") and _VIEWED.match(norm, item.end))
        or (item.unit in ("所", "厂", "院") and item.value >= 100 and _NUMBERED.search(_before_number(norm, item)))
        or (norm.startswith("的", item.end) and _THE_FIRST.search(words))
        or ranked_among(norm, item)
        or (_OF_LIST.match(norm, item.end) and "在" in words)
    )


def _of_two_markets(norm: str, item: Quantity) -> bool:
    """True in 国内国际两个市场、两种资源, which every plan speaks of and no one counts."""
    found = _TWO_MARKETS.finditer(norm, max(0, item.start - 6), item.end + 8)
    return any(m.start() <= item.start < m.end() for m in found)


def _before_number(norm: str, item: Quantity) -> str:
    """The characters right before a number, when no comparing word stands between."""
    return norm[max(0, item.start - 3) : item.start] if item.start == item.number.start else ""


def _timed(norm: str, item: Quantity, words: str) -> bool:
    """True when a span of time is what the clause tells: 用时3天, 每70秒就有一辆车下线."""
    return bool(_DURATION.search(words) or (words.endswith("每") and TAKES_TIME.match(norm, item.end)))
