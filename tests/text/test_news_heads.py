"""Numbers of news and what each is of: heads, measures and kinds, on sentences of the genre."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.model import Document


def told(text: str, *columns: str) -> list[tuple[Any, ...]]:
    doc = Document("d", "d.txt", text, published=date(2024, 8, 20))
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


HEADS = {
    "works by number and by length": (
        "工程将新建加固挡水堤36处共58公里、治理排洪沟25条共210公里。",
        [("加固挡水堤", 36), ("加固挡水堤", 58), ("治理排洪沟", 25), ("治理排洪沟", 210)],
    ),
    "two deeds of a list and their growth": (
        "去年，合州接待游客、实现旅游总花费分别增长8.5%、9.2%。",
        [("合州接待游客", 8.5), ("旅游总花费", 9.2)],
    ),
    "two kinds of firms and one growth": (
        "力争到2027年高新技术企业和科技型企业数量增长一倍以上。",
        [("高新技术企业", 1), ("科技型企业", 1)],
    ),
    "ages": ("研究小组平均年龄不大，30多岁的骨干居多，成员120人。", [("成员", 120)]),
    "what matters most is no rank": ("城市建设要把安全放在首位，去年改造管网30公里。", [("改造管网", 30)]),
    "so many, to say that they lead": (
        "江南省以56家工厂的绝对优势领跑全国。",
        [("工厂", 56)],
    ),
    "a share price": (
        "8月8日，绿源电气开盘涨停，截至发稿，该股报12.5元。",
        [("股价", 12.5)],
    ),
    "countries compared": (
        "2020年，我国洗碗机渗透率为2%，而德国、法国则分别达到70%、65%。",
        [("洗碗机渗透率", 2), ("洗碗机渗透率", 70), ("洗碗机渗透率", 65)],
    ),
    "so many a day": ("去年，合州口岸共查验旅客90万人次，日均2400人次。", [("旅客", 900000), ("日均旅客", 2400)]),
    "gaps of two growths to one": (
        "今年前7个月，合州工业、服务业投资分别增长6%和5%，快于全部投资3和2个百分点。",
        [
            ("合州工业投资", 6),
            ("服务业投资", 5),
            ("合州工业投资增长高于全部投资", 3),
            ("服务业投资增长高于全部投资", 2),
        ],
    ),
    "whose projects they are": ("5所合州高校多个科研项目落地。", [("合州高校", 5)]),
    "what one thing carries": ("1列满载50个集装箱货物的班列从合州启程。", [("集装箱货物", 50)]),
    "whom a work reaches": ("工程惠及30万人的生产生活。", [("惠及", 300000)]),
    "money that somebody got": ("他拿到的2000万元贷款用于扩产。", [("贷款", 20000000)]),
    "how high a thing stands": ("在海拔3300米的合州水电站工地，工人日夜奋战。", [("海拔", 3300)]),
    "what was built, by its length": ("这里建了近七公里的输水管。", [("输水管", 7)]),
    "a class and how many are of it": ("本届展会签约50亿元以上大单17个。", [("50亿元以上大单", 17)]),
    "a limit told twice": ("七座及七座以下小客车免费通行。", []),
    "a grade that is reached": (
        "合州经济总量站上3万亿台阶，工业产值迈上千亿元台阶。",
        [("合州经济总量", 30000), ("工业产值", 1000)],
    ),
    "works under way": ("6个管网改造工程正在紧张施工。", [("管网改造工程", 6)]),
    "a batch of funds": ("财政部下达第一批救灾资金12.51亿元。", [("第一批救灾资金", 12.51)]),
    "cars made and sold": (
        "8月，新能源汽车产销量分别完成84万辆和85万辆。",
        [("新能源汽车产量", 840000), ("新能源汽车销量", 850000)],
    ),
    "works of a list of which one is named": (
        "全国150项重大水利工程——合州水网工程贯通。",
        [("重大水利工程", 150)],
    ),
    "what is described behind a number": ("活动设8个各具风格的茶空间。", [("茶空间", 8)]),
    "three insurances and how each grew": (
        "截至去年底，全省基本养老、失业、工伤保险参保人数分别为500万人、240万人、290万人，同比增加20万人、8万人、7万人。",
        [
            ("基本养老保险参保人数", 5000000),
            ("失业保险参保人数", 2400000),
            ("工伤保险参保人数", 2900000),
            ("基本养老保险参保人数", 200000),
            ("失业保险参保人数", 80000),
            ("工伤保险参保人数", 70000),
        ],
    ),
    "a record": ("船厂有望创造全年交付6艘的造船新纪录。", [("船厂有望创造全年交付", 6)]),
    "whose work it is": ("9名技术员管理着县里的60万亩小麦。", [("技术员", 9), ("小麦", 600000)]),
    "schools of a list": ("教育部公布第二批1000所急救教育试点学校名单。", [("急救教育试点学校", 1000)]),
    "months inside": ("全国软件业务前11个月收入9.47万亿元。", [("软件业务收入", 94700)]),
    "what a plant gave": ("电站投产20年来，已累计发出1600多亿千瓦时清洁电能。", [("清洁电能", 160000000000)]),
    "years that have passed, and shifts": ("园区走过了五个年头，企业三班倒赶工期。", []),
    "shares of one whole": (
        "新兴产业增加值、高技术产业增加值占规上工业比重分别达到24%、14%。",
        [("新兴产业增加值占规上工业比重", 24), ("高技术产业增加值占规上工业比重", 14)],
    ),
    "who makes up the teams": (
        "合州抽调党员干部千余人组成240个工作组。",
        [("合州抽调党员干部", 1000), ("工作组", 240)],
    ),
    "how fast one gets there": ("开通后，合州东站至清源最快18分钟可到达。", [("合州东站至清源最快", 18)]),
    "how long before": ("会议在停工前大约1小时通过了草案。", []),
    "a rate and what is saved": ("该船每行驶100海里可节约燃油3900公斤。", [("节约燃油", 3900)]),
    "crops": (
        "山东60万亩冬小麦播种已全面展开，技术员管理着村里的2000亩玉米，石南镇的500亩油菜花田金灿灿。",
        [("冬小麦", 600000), ("玉米", 2000), ("油菜花田", 500)],
    ),
    "quarters in a row": ("出口额同比增长41.7%，连续14个季度保持两位数增长。", [("出口额", 41.7)]),
    "means, before and now": (
        "中老铁路从开通初期的日均运行2列增至现在日均20列。",
        [("日均运行", 2), ("日均运行", 20)],
    ),
    "what is urgent": ("合州摸排出80多项急需突破的关键技术。", [("关键技术", 80)]),
    "deeds that are wrong": ("教育部将重点清理整治12项不规范办学行为。", [("不规范办学行为", 12)]),
    "children": ("我国现有3岁以下婴幼儿近3000万，各地发展托育。", [("3岁以下婴幼儿", 30000000)]),
    "a second comparison": (
        "这个密度是全省的15倍，是全国平均水平的51倍。",
        [("这个密度", 15), ("这个密度", 51)],
    ),
    "games": (
        "本届大赛共设109个比赛项目，涉及15个行业门类，比赛项目比上一届增加了26.7%。",
        [("比赛项目", 109), ("行业门类", 15), ("比赛项目", 26.7)],
    ),
    "what projects cost together": (
        "总投资8000多亿元的791个项目集中开工。",
        [("总投资", 8000), ("项目", 791)],
    ),
    "teams of a match": ("共有36个代表团的4045名选手参赛。", [("代表团", 36), ("选手", 4045)]),
    "three expenditures": (
        "社会保障和就业、教育、住房保障支出分别增长3.7%、2.5%和7.8%。",
        [("社会保障和就业支出", 3.7), ("教育支出", 2.5), ("住房保障支出", 7.8)],
    ),
    "growth on like terms": (
        "全省一般公共预算收入608亿元，可比增长2.2%。",
        [("一般公共预算收入", 608), ("一般公共预算收入", 2.2)],
    ),
    "parts behind a semicolon": ("合州共有9个基地；其中新增3个。", [("基地", 9), ("基地", 3)]),
    "a race by its length": ("选手在会上拿到50米蛙泳金牌。", []),
    "what is stored": (
        "项目存储的165公斤氢能，可持续稳定供电23小时。",
        [("氢能", 165), ("可持续稳定供电", 23)],
    ),
    "what was built with this": ("县里建起了这个700多平方米的惠民食堂。", [("惠民食堂", 700)]),
    "a share that was smaller before": (
        "跨境电商进出口占外贸比重由5年前的不足1%上升到目前的5%左右。",
        [("跨境电商进出口占外贸比重", 1), ("跨境电商进出口占外贸比重", 5)],
    ),
    "an index whose course was told": (
        "去年规模以上中小企业增加值增长4.7%。从销售看，自去年10月以来，中小企业内贸指数持续回升，12月为51.4%。",
        [("规模以上中小企业增加值", 4.7), ("中小企业内贸指数", 51.4)],
    ),
    "how fast one follows another": ("该厂最快4分钟就有一台重卡下线。", [("一台重卡下线", 4)]),
    "a part that goes its own way": (
        "全省固定资产投资同比增长5.1%，其中，社会民生领域投资力度加大，同比增长8.3%。",
        [("固定资产投资", 5.1), ("社会民生领域投资", 8.3)],
    ),
    "trades that went faster": ("20个行业增加值增速比上季度加快。", [("行业", 20)]),
    "what helps": ("960多台工业机器人配合工人作业。", [("工业机器人", 960)]),
    "a line by its voltage": ("合州至清源正负800千伏特高压直流输电工程开工。", []),
    "partners": ("世界自然保护联盟等21家机构成为论坛合作伙伴。", [("机构", 21)]),
    "works of a plan, begun": ("治淮38项工程已开工建设，进展顺利。", [("工程", 38)]),
    "a river and whom it feeds": (
        "淮河滋养着全国九分之一的人口。",
        [("人口占全国比重", 11.11)],
    ),
    "a fair and where it opens": (
        "首届数字贸易博览会在浙江杭州开幕，展会面积达8万平方米。",
        [("面积", 80000)],
    ),
    "what is done with a share": ("各省市把80%以上的援疆资金用于民生。", [("援疆资金用于民生", 80)]),
    "what a survey shows": ("结果显示超60%的企业实现盈利。", [("企业盈利", 60)]),
    "as thin as a tenth": (
        "这种玻璃的厚度仅有0.009毫米，是头发丝直径的十分之一。",
        [("厚度", 0.009), ("厚度", 10)],
    ),
    "two that use foreign capital": (
        "制造业、高技术产业实际使用外资同比增长都达到了68%左右。",
        [("制造业实际使用外资", 68), ("高技术产业实际使用外资", 68)],
    ),
    "how often he took part": ("已经参加十四次航展的摄影师前来拍摄。", [("航展", 14)]),
    "over a year and over a month": (
        "8月，期货成交量为9亿手，成交额为60万亿元，同比分别增长47%和23%，环比分别增长15%和18%。",
        [
            ("期货成交量", 900000000),
            ("成交额", 600000),
            ("期货成交量", 47),
            ("成交额", 23),
            ("期货成交量", 15),
            ("成交额", 18),
        ],
    ),
    "working days in passing": ("公示期共7个工作日。", []),
    "working days that something takes": (
        "项目审批时限由20个工作日压缩至5个工作日。",
        [("项目审批时限", 20), ("项目审批时限", 5)],
    ),
}


@pytest.mark.parametrize("case", HEADS)
def test_a_number_has_the_head_that_the_clause_gives_it(case: str) -> None:
    text, want = HEADS[case]
    assert told(text, "indicator", "value") == want


MEASURES = {
    "what is newly built, told with 新 and any verb": (
        "新打造特色酒庄5个、美食街区6条，新入库规上企业40家以上。",
        ["new", "new", "new"],
    ),
    "cuts of taxes that the budget calls new": ("截至8月底，合州办理新增减税降费超30亿元。", ["total"]),
    "an area that was added": ("近十年合州新增人工林面积20万亩。", ["new"]),
    "works by number and by length": ("新建挡水堤36处共58公里。", ["new", "new"]),
}


@pytest.mark.parametrize("case", MEASURES)
def test_a_number_is_new_where_its_verb_says_so(case: str) -> None:
    text, want = MEASURES[case]
    assert [m for (m,) in told(text, "measure")] == want


CHANGES = {
    "half as much": ("保险费率少了一半。", [(-50, "growth")]),
    "twice as much": ("该厂年交付能力翻了一倍。", [(1, "growth")]),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_change_is_told_by_the_verb_in_front_of_it(case: str) -> None:
    text, want = CHANGES[case]
    assert told(text, "value", "measure") == want


KINDS = {
    "what went better than expected": ("去年合州农业取得超预期成效，大豆自给率提高3个百分点。", ["actual"]),
    "what a standard asks": ("开机过程所需时间应不大于35秒。", ["target"]),
    "what must be kept within": ("吊装对接误差要控制在3毫米以内。", ["target"]),
    "what is to be done within years": ("合州三年内为园区培养800名数字人才。", ["target"]),
    "what is to be built by a plan": ("今年按计划各地应建设绿道4000公里。", ["target"]),
    "the gathering before this one": (
        "预计本届展会观众将超过17万人次，而上一届展会的观众人数是15万人次。",
        ["target", "actual"],
    ),
    "what is saved each year": ("该系统每年可节约电费80万元。", ["actual"]),
}


@pytest.mark.parametrize("case", KINDS)
def test_a_plan_is_told_from_a_fact(case: str) -> None:
    text, want = KINDS[case]
    assert [k for (k,) in told(text, "kind")] == want


def test_two_months_that_share_their_word_have_each_its_number() -> None:
    text = "今年6、7月份，全省消费价格分别上涨2%、3%。"
    months = [(date(2024, 6, 1), date(2024, 6, 30)), (date(2024, 7, 1), date(2024, 7, 31))]
    assert told(text, "period_start", "period_end") == months
