"""What stands inside the name of a meeting though a mark in it would end it elsewhere, and what behind it says that it is none."""

from __future__ import annotations

import re

from qdtui.text.places import find_places

SHORT_NAME = re.compile(r"[（(](?:以下|下文)?(?:统)?[简下]称[^（）()]{1,24}[)）]")
_WORK = re.compile(r"《[^《》\n]{2,40}》")
_DONE_AT = "(?:签约|揭牌|授牌|开工|动工|奠基|竣工|投产|启动|启用|开业|开园|颁奖|发布)"
_INSERTED = re.compile(
    r"理、(?=监事)|"
    rf"(?<=[\u4e00-\u9fff]){_DONE_AT}、(?=[^，。；、\n]{{0,14}}?{_DONE_AT}(?:仪式|活动|典礼|大会))|"
    r"[（(][\u4e00-\u9fff]{2,6}[)）](?=[\u4e00-\u9fff])|[“「][^“”「」\n]{2,40}[”」](?=—)|(?:投资|占地)约?[\d.]+[万亿]*(?:元|亩|平方米)、"
)
"""A place in brackets, what something costs before what it makes (投资20亿元、年产3万吨某某项目签约仪式), and the
first of two deeds that one ceremony is for: 某某区揭牌暨项目签约、道路开工仪式."""
_IN_A_PLACE = re.compile(r"[（(](?P<place>[\u4e00-\u9fff]{2,6})[)）](?=在|于|今|昨|将|\d|[，。；、举召开闭\n]|$)")
"""Where one of a row of meetings was, as part of its name: 产业对接活动（四川）."""
WITH_OTHERS = re.compile(
    "[”」]?(?:、?[“「][^“”「」\n]{2,20}[”」]|、[^，。；、\n“”]{2,16}){0,4}等(?:一?系列|一批|多[项场个])?(?:国际|重[大要]|品牌)?(?:会议|活动|论坛|赛事|展会)(?:成功|相继|陆续|先后|顺利)+(?:举办|举行|召开)"
)
"""Behind the last of several that were held: 甲论坛、乙大会等一系列会议成功举办."""
_HELD_TIMES = re.compile(r"(?:已经?|连续|累计)+(?:成功)?举[办行]了?[\d一二三四五六七八九十]+[届次场]")
_COUNTED = re.compile(
    r"[”」]?(?:共|近|约|超过?|累计)?\d+[多余]?[场次届个项家]|(?:等)?(?:系列)?(?:[\d一二三四五六七八九十]+|数十|多)[场次]"
)
PROPOSED = re.compile(r"[”」]?的(?:决定|议案|提议|建议|通知|请示|说明|决议|公告|有关事[项宜]|相关事[项宜])")
"""Behind a meeting that is only asked for or decided."""
GREETED = re.compile(
    r"[”」]?(?:开幕式?)?(?:(?P<letter>致贺信|致信祝贺|致贺电|发来贺信)|发表(?:视频|书面|主旨)?(?:致辞|演讲|讲话)|视频致[辞贺]|作视频(?:致辞|演讲))"
)
"""What somebody did to a meeting that he was not at: 向某某论坛发表视频致辞, 向某某大会致贺信."""
THEMED = re.compile(r"[”」]?以[“「][^“”「」\n]{2,40}[”」]为(?:主题|题)(?=[，,。；])")
"""Behind the name of what met: what it was about."""
WITH_THEME = re.compile(r"[”」]?主题[为是][“「][^“”「」\n]{2,50}[”」][，,]")
"""What it is about, between the name of a meeting and the words of its day: 某某大会主题为“…”，当日在某地开幕."""
DREW = re.compile(r"[”」]?(?:共|已|累计|现场)*(?:吸引|达成|签约|汇聚|迎来)了?(?![力点])")
"""Behind the name of the nth of a row: whom or what it drew, which says that it was held."""
UPON = re.compile(
    r"[”」]?(?:[及和](?:系列|相关|配套)(?:会议|活动))?(?:中(?=[，,]?(?:表示|说|指出|介绍|透露|获悉|了解到|认为|强调|宣布|展出|展示|亮相|荣获|获得|斩获|夺得))|[”」]?(?:第?\d+场)?(?:的?(?:视像|视频|书面)?(?:致[辞词]|发言|演讲|讲话|演[辞词])|(?:开幕式|闭幕式|现场|期间|举行|召开)?(?:上|期间|现场)(?!海|市|级|半|述|午|合|升|游|涨|线|年)))"
)
STATES = re.compile(
    r"[”」]?(?:@+(?:在[\u4e00-\u9fff]{2,10}?)?(?=通过|审议|表决|讨论|选举|细则性|一致))?"
    r"(?:(?:细则性|一致|全票|研究|讨论|审议|表决|[及和并])+(?=通过|同意|选举)|上|同意|在《[^《》\n]{2,30}》中)?(?:提出|同意|选举(?=产生|出|了)|强调|指出|通过|审议|要求|明确|部署|作出|确定|决定|闭幕|以来|召开|对[^，。；]{2,24}作出)"
)
STATING = re.compile(
    r"(?:全会|党代会|两会|经济工作会议|工作会议|常务会议|代表大会|国务院常务会议|政治局会议|第[一二三四五六七八九十百\d]+次(?:常务|全体|党组|常委)?会议|第[一二三四五六七八九十百\d]+届[^，。]{2,40}(?:会议|峰会)|立法会[^，。]{0,4}会议?|(?:外长|防长|财长|部长级|首脑)(?:特别|紧急)?(?:会议|峰会))$"
)
AFTER_IT = re.compile("(?:召开|闭幕|结束)?(?:后|之后)[，,]")
ECHOED = re.compile(r"(?:落实|贯彻|学习|按照|根据|遵循|围绕|领会)(?:好|了)?[^，。；]{0,16}$")
DISCUSSES = re.compile(r"[”」]?(?:上(?=[，,])|还?(?:达成|发布|展现|探讨|聚焦|讨论|围绕)了?)")
"""What a part of a forum did, which says that it met."""
SESSION = re.compile(r"(?:专题|平行|分|主题)论坛$")
SEVERAL_PARTS = re.compile(r"[二两三四五六七八九十\d]+[个场](?:平行|专题|主题|分)?论坛$")
MANY_STATES = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:组织|联盟|国家|地区|集团|大学)")
STAFF = re.compile(
    r"(?:全体|中层(?:以上)?|党员|领导|管理|股东|职工|干部|人员|员工|代表)*(?:干部|人员|职工|员工|党员|股东|代表)"
)
"""Who meets at what has no further name: 召开中层以上管理人员大会."""
OF_THE_MEETING = re.compile("(?:大会|会议|活动|论坛|现场)(?:签约|开幕|启动|颁奖|揭牌)?")
SOME_OF_THEM = re.compile(
    r"^[要须应]?确保|^(?:丰富多彩|形式多样|各种各样|多种多样|一系列)|等\d+[多余]?[场个]|[^高中初平]等(?:课目|实战化|系列|多[种场项])[^，。]{0,3}$"
)
"""Inside what only looks like a name: 数字经济等3场论坛."""
TWO_FIELDS = re.compile(
    r"(?:经济|管理|科技|工业|技术|政治|信息|旅游|贸易|社会|法律|文化|工程)[\u4e00-\u9fff]{0,4}(?:大学|学院|研究院)"
)
"""The second of two fields in the name of a school: 法律与经济大学."""
TRADE = re.compile(
    r"(?<=粮食及)农业组织|(?<=贸易和)发展会议|(?<=安全与)合作组织|(?<=安全和)合作组织|(?<=经济合作与)发展组织"
)
"""The second half of a body whose name holds 和."""
ONE_FIELD = re.compile("工业和信息化|发展和改革|住房和城乡|资源和(?:社会|规划)|教育和体育|民族和宗教")
"""Fields that one office has, so that 和 joins no two meetings: 工业和信息化工作会议."""
SIGNING = re.compile(r"[^，。；、\n]{2,30}?(?:协议|合同|备忘录)?(?:签约|签字|签署)(?:仪式|暨)")
"""What joins two bodies in the name of the ceremony at which they sign: A与B战略合作协议签约仪式."""


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


def is_counted(behind: str) -> bool:
    """True when `behind`, what follows the noun of a meeting, tells how many were held and of none."""
    return _COUNTED.match(behind) is not None or _HELD_TIMES.match(behind) is not None
