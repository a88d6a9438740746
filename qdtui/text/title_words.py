"""Words around the names of policies without 《》: the verbs before them, and what makes words no name."""

from __future__ import annotations

import re

BAD_TAIL = re.compile(
    r"[的和与及了将由等项]|纳入|旨在|时|制定|登录|解决|[一二三四五六七八九十\d]大|提高|对接|路径|一揽子|以上|以下|确保|全免|[\d一二三四五六七八九]成"
)
CREATE = re.compile(
    r"(?:研究|制定|联合|正式|先后|陆续|相继)?(?:出台|制定|制订|印发|发布|颁布|推出|下发|编制|公布|起草)(?:并报请)?(?:[和并]?(?:实施|落实)|出台|印发|发布|完成)?(?:了|的)?(?:[最全]?新版?(?!一轮|[型兴质]|能源|材料|一代)|重新)?(?:(?:修订|修编|编制|制定|升级|调整)[后过]?的)?"
)
CARRY = re.compile(r"(?:部署(?:开展|实施)|实施|推进|落实|执行|修订|修改|签署|通过|推行|启动|施行|贯彻)(?:了|的|好)?")
# Verbs with which the name of a document begins: 进一步推动…的若干意见.
AIM = re.compile(
    r"(?:关于|进一步|加快|加强|促进|支持|推动|推进|鼓励|深化|全面|培育|规范|完善|提升|优化|扶持|大力|建设|强化|做强|做优|做大|壮大|打造|振兴|扩大|稳定|保障|激发|引导|落实)"
)
AFTER_ANOTHER = re.compile(
    r".{4,30}(?:行动|计划|工程|方案|规划|办法|条例)(?:、|[和与及](?=.{8}|“)|[（(][^（）()]{4,14}[)）][、和与及])"
)
"""Another plan, behind which in a list a name begins."""
ONE_EACH = re.compile(r"一[\u4e00-\u9fff]一[策案档]")
"""A way of dealing with each by itself, and no paper: “一企一策”."""
AMOUNT = re.compile(r"(?:总投资|投资|总额)[\d.]+万?亿?元的(?=.{6})")
WAY_OF_PLANNING = re.compile(r"(?:统一|整体|总体|科学|长远|合理|全面|城市|乡村|分类)规划")
"""What is in quotation marks a way of working: 坚持“统一规划”“统一治理”."""
BESIDE = re.compile(
    r".{4}(?:规划|方案|计划|意见|办法|条例)(?:和|及|以及|与)(?:专项|支持|配套|相关|具体|实施|扶持|若干|工作|年度)*$"
)
"""A paper with its name, beside which another is told without one: 制定某某规划和专项实施方案."""
FIVE_YEARS_OF = re.compile(r"“?十[一二三四五六七八九]五”?")
DONE = re.compile(
    r"[”」]?(?:近日|日前)?(?:已经?|正式|今天|今日|昨天)*(?:签署|印发|发布|出台|施行|生效|获批|公布|颁布)|[”」]?(?:对|就|围绕)[^，。；]{2,40}(?:作出|作了|做出|做了)(?:了)?(?:系统|全面|具体|专门)?(?:的)?(?:安排|部署|规定)"
)
OPENING = re.compile(r"^(?:近日|日前|今天|昨天|随着|其中|此外|同时|目前|今年|去年|自|我国|[\d年月日（）() ])+")
GENERIC = re.compile(
    r"^(?:[\d一二三四五六七八九十]+(?:余|多)?[项条个份部]|新一轮|一系列|系列|一揽子|相关|有关|配套|新的|完善|各项|多项|具体|一批|部分|更多|首[个份部张项]|这一|该|其|此项|本|如下|以下|国家|省级|市级|地方|自己的|详细的?|完整的?|长期的?|今年的?|年度)+"
)
OWN_AREA = re.compile(r"本(?:地区|行政区域|单位|部门|系统|领域|行业|辖区)|各自|当地")
"""Whose plan it is that many are told to make: 制定本地区发展规划."""
ASKED_OF = re.compile(r"(?:^|[，。；])(?:各|有关)[^，。；]{1,24}?(?:应当?|要|须|可|可以|需要?|负责)[^。；]{0,24}$")
"""Before a verb of making: the many that are asked to: 各级主管部门要针对本地集群制定专项政策."""
MANY = re.compile(
    r"(?:\d+|[两三四五六七八九十百]+|多|各)[余多]?个?(?:城市|地市|县市|省份|省区市|地区|部门|企业|单位|家企业)(?:均|都|已|已经|先后|相继|分别)*$"
)
"""The many that have made a document each: 204个城市制定了工作方案."""
PLAIN_HEAD = re.compile(
    r"^(?:工作|创新|实施|行动|发展|重点|培育|具体|应急|专项|优惠|扶持|支持|惠企|惠民|产业|相关|投资|建设|改革|管理|经济|财政|货币|税收|减税降费|补贴|促消费)*$"
)
NUMBERED = re.compile(
    r".*(?:等(?:方面)?|共)?[\d一二三四五六七八九十百]+(?<![统唯同万]一)(?:余|多)?(?:方面|[条项个份部大])"
)
