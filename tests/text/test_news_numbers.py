"""Numbers of news items and firms' reports: whose they are, of when, and in what words, on sentences of the genre."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.model import Document


def told(text: str, *columns: str, title: str | None = None) -> list[tuple[Any, ...]]:
    doc = Document("d", "d.txt", text, title=title, published=date(2024, 8, 20))
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


WHOSE = {
    "a port and then its quay": (
        "大连港上半年完成集装箱吞吐量1500万标准箱。北湾港区三期码头单日吞吐量突破1.6万标准箱。",
        [("大连港", 15000000), ("北湾港区三期码头", 16000)],
    ),
    "a sight, with what is told behind its growth": (
        "国庆假期，黄山风景区接待游客18.6万人次，同比增长12.5%，实现旅游收入1.3亿元。",
        [("黄山风景区", 186000), ("黄山风景区", 12.5), ("黄山风景区", 1.3)],
    ),
    "sights of a list": (
        "中秋假期，共接待游客90万人次。其中，平遥古城接待游客12万人次，云冈石窟接待游客8万人次。",
        [(None, 900000), ("平遥古城", 120000), ("云冈石窟", 80000)],
    ),
    "a forest farm": (
        "今年以来，青松林场完成造林3.2万亩，森林覆盖率达到82%。",
        [("青松林场", 32000), ("青松林场", 82)],
    ),
    "a power station": (
        "东湾核电站今年上半年发电量达78亿千瓦时。",
        [("东湾核电站", 7800000000)],
    ),
    "courts": (
        "2023年，最高人民法院受理案件2.1万件；地方各级人民法院受理案件4500万件。",
        [("最高人民法院", 21000), ("地方各级人民法院", 45000000)],
    ),
    "a station and a railway by what runs there": (
        "西成高铁日均开行列车180列。西安北站日均到发旅客25万人次。",
        [("西成高铁", 180), ("西安北站", 250000)],
    ),
    "an airport, a land port and a customs house behind a place": (
        "兰州中川国际机场完成国际货邮吞吐量1.6万吨。郑州国际陆港上半年到发货物120万吨。兰州新区海关上半年监管班列215列。",
        [("兰州中川国际机场", 16000), ("郑州国际陆港", 1200000), ("兰州新区海关", 215)],
    ),
    "trains with where they are run from": (
        "今年前7个月，中欧班列（郑州）累计开行1820列，同比增长15%。",
        [("中欧班列", 1820), ("中欧班列", 15)],
    ),
    "a road by the time since it opened": (
        "青江通道开通一个月，累计车流量超300万车次，日均车流量超10万车次。",
        [("青江通道", 3000000), ("青江通道", 100000)],
    ),
    "the village whose head speaks": (
        "红星村党支部书记王强说，去年村集体经济收入突破200万元，村民人均可支配收入达3.1万元。",
        [("红星村", 2000000), ("红星村", 31000)],
    ),
    "a bank by its report, which 该行 means": (
        "江苏银行半年报显示，截至6月末，该行资产总额3.7万亿元；不良贷款率0.89%。上半年实现营业收入416亿元。",
        [("江苏银行", 37000), ("江苏银行", 0.89), ("江苏银行", 416)],
    ),
    "a firm behind the agency and with its quotation": (
        "中国证券报讯8月18日晚间，恒立科技(15.320, 0.45, 3.03%)发布半年报。上半年，公司实现营业收入12.6亿元。",
        [("恒立科技", 12.6)],
    ),
    "items of a list behind their labels": (
        "浙江企业加快数字化转型\n• 生产效率：海辰新能 (温州) 利用人工智能技术，产能提升35%；美的暖通（芜湖）则将库存降低了28%。",
        [("海辰新能", 35), ("美的暖通", -28)],
    ),
    "an industry whose size is told a sentence later": (
        "合肥工业向好。钢铁产业加快绿色转型，延伸链条。产值突破800亿元。纺织产业规模以上企业达到320家，产值增长8%。",
        [("钢铁产业", 800), ("合肥", 320), ("合肥", 8)],
    ),
    "a province that the text never names is not the city in one sentence": (
        "全省完成造林200万亩。长沙研发中心新增机构80家。\n全省粮食产量610亿斤。\n规上工业增加值增长6.5%，全省新增企业300家。",
        [(None, 2000000), ("长沙", 80), (None, 61000000000), (None, 6.5), (None, 300)],
    ),
    "a market of a city, whose name ends before it": (
        "北京市场经营主体突破200万户。",
        [("北京", 2000000)],
    ),
    "a tunnel behind who builds it": (
        "由中铁某局承建的青龙山隧道全长6.8公里。",
        [("青龙山隧道", 6.8)],
    ),
    "a listed firm by its short name and what belongs to it": (
        "顺丰控股上半年实现营业收入1344亿元；归母净利润48亿元。",
        [("顺丰控股", 1344), ("顺丰控股", 48)],
    ),
    "a zone of a city by what is new there": (
        "深圳前海合作区新增港资企业1200家，实际使用外资22亿美元。",
        [("深圳前海合作区", 1200), ("深圳前海合作区", 22)],
    ),
    "a park of a city and the oil works of a field": (
        "苏州工业园区集聚生物医药企业2000家。北岭采油厂日产原油1200吨。酒泉卫星发射中心今年执行任务18次。",
        [("苏州工业园区", 2000), ("北岭采油厂", 1200), ("酒泉卫星发射中心", 18)],
    ),
    "the thing that is so long": (
        "这条生产线全长120米，每天可生产电池8000块。",
        [("生产线", 120), ("生产线", 8000)],
    ),
    "a section of a line": (
        "我国铁路兴旺。沪蓉高铁建设提速。湖北段全长300公里，安徽段全长200公里。",
        [("沪蓉高铁湖北段", 300), ("沪蓉高铁安徽段", 200)],
    ),
    "a line by the time since it opened": (
        "我国铁路兴旺。数据显示，青岭铁路开通运营以来，已累计发送旅客500万人次。",
        [("青岭铁路", 5000000)],
    ),
    "a basin": (
        "我国油气增产。在准噶尔盆地，油气井已经有70口。",
        [("准噶尔盆地", 70)],
    ),
    "a town that the text says to be one": (
        "我国制造业向好。柳坪是浙江金华的一个小镇，名气不小。\n目前柳坪项目计划投资规模达30亿元。",
        [("柳坪", 30)],
    ),
    "the village whose head is introduced": (
        "佛山乡村振兴。陈小兰，现在是佛山市禅城区石湾镇松坪村党委书记。松坪村从前很穷。\n"
        "上任后，她带领大家盘活物业，村组集体收入达到800万元。松坪村变了样。",
        [("松坪村", 8000000)],
    ),
    "one of two works and then the other": (
        "我国制造业向好。两家入选。一个是海蓝工厂，其部署了12个用例。另一家是远山集团合肥产业基地，部署了30个用例。",
        [("海蓝工厂", 12), ("远山集团合肥产业基地", 30)],
    ),
    "works that the clause says to be a project": (
        "我国建设提速。云汉总部园是全市的重点项目，总建筑面积达20万平方米。",
        [("云汉总部园", 200000)],
    ),
    "a place behind what it is known as": (
        "我国制造业向好。值得一提的是，制造业重镇合肥新增工厂12家。",
        [("合肥", 12)],
    ),
    "the firms of the state": (
        "经济快讯\n我国经济向好。\n一季度，中央企业完成投资6000亿元。其中，海外投资完成800亿元。",
        [("中央企业", 6000), ("中央企业", 800)],
    ),
    "several offices that act together": (
        "打击走私\n我国严打走私。据统计，今年一季度，五部门聚焦冻品走私，累计检查冷库900座。",
        [("五部门", 900)],
    ),
    "a zone that trains run to": (
        "外贸快讯\n我国外贸向好。\n今年上半年，临海示范区到发班列300列。",
        [("临海示范区", 300)],
    ),
    "a name that the text says to be one of a service": (
        "航运快讯\n我国航运兴旺。\n年会发布消息，目前“星桥快航”航线总数达80条，通达30个国家。“星桥快航”是我国新的航运服务平台。",
        [("“星桥快航”", 80), ("“星桥快航”", 30)],
    ),
    "a tube of a tunnel named before": (
        "交通快讯\n我国交通发展。\n今天，公路控制性工程——青龙岭隧道贯通。隧道左线长4200米。",
        [("青龙岭隧道", 4200)],
    ),
    "the place behind the words that describe it": (
        "种业振兴\n我国种业向好。在四季如春的云南元谋，300多个甜瓜新品种集中亮相。",
        [("元谋", 300)],
    ),
    "a plant that a place begins the name of": (
        "种业振兴\n我国种业向好。在群山环抱的甘肃张掖制种基地，15个团队正在攻关。",
        [("甘肃张掖制种基地", 15)],
    ),
    "a name that the clause says to be a firm's": (
        "绵阳向新\n绵阳产业兴旺。惠芯是绵阳最早引进的显示屏企业，已带动30家配套企业落户。",
        [("惠芯", 30)],
    ),
    "a firm that every paper knows by its short name": (
        "绵阳向新\n绵阳产业兴旺。京东方为全市贡献了2条生产线。",
        [("京东方", 2)],
    ),
    "the whole country, where many provinces are only examples": (
        "今年以来，各地消费回暖。近日，四川、湖北、甘肃等地出台措施。其中，甘肃省发放消费券2000万元，甘肃餐饮火热。\n"
        "在黑龙江和江西，客流也在增加。\n为便利往来，我国自6月起对6国免签，日均入境人次增长20%。",
        [("甘肃", 20000000), ("全国", 20)],
    ),
    "the place behind a clause that only tells why": (
        "乡村变了样\n我国乡村面貌一新。\n随着产业发展，贵州赤水变了模样。村民人均收入达到2万元。",
        [("赤水", 20000)],
    ),
    "the world, whose network a clause begins with": (
        "灯塔工厂\n我国新增灯塔工厂5家。至此，全球灯塔工厂网络已拓展至60家。",
        [("全国", 5), ("全球", 60)],
    ),
    "those who take part in a fair": (
        "要闻\n今天，第三届武汉光电子博览会开幕，参展企业超过200家。",
        [("第三届武汉光电子博览会", 200)],
    ),
    "those who take part in the fair that a briefing tells of": (
        "要闻\n第三届海州船舶博览会今天开幕。在5月6日举行的媒体吹风会上，海州市介绍，参展企业超过200家。",
        [("第三届海州船舶博览会", 200)],
    ),
    "a name that 全国 begins is not the whole country": (
        "江苏工作\n江苏稳中有进。全国高校技术转移中心投入运行，5项成果入选国家名单。",
        [("江苏", 5)],
    ),
    "a central body that fixes the figures": (
        "杭州集群\n杭州谋划发展。近年来工信部实施集群专项行动，遴选确定了80个国家级集群。",
        [("全国", 80)],
    ),
    "a dateline is only where a report was filed": (
        "某某日报北京8月1日电（记者王一）招聘专项行动启动。软件行业专场组织用人单位90家。",
        [("软件行业专场", 90)],
    ),
    "a byline is of the paper": (
        "扬州冠军\n扬州网讯（记者 王一）近日，工信部发布公示，拟认定100家单项冠军示范企业。",
        [("全国", 100)],
    ),
    "the village at the end of a chain of places": (
        "防汛一线\n全力防汛。在保定市涞水县三坡镇下沟村，80多户村民返回。",
        [("下沟村", 80)],
    ),
    "a village that the paragraphs before told of": (
        "春暖花开，浙江桐庐县石舍村游人如织。\n石舍村有50家民宿，全村三分之二的村民从事旅游。",
        [("石舍村", 50), ("石舍村", 66.67)],
    ),
    "这里 behind a village": (
        "黑龙江旅游\n黑龙江旅游火热。游客催热边陲小村洛古村的旅游。目前，这里每天接待游客500人次。",
        [("洛古村", 500)],
    ),
    "村民 of the county named before": (
        "我国乡村变了样，各地都在变。\n大山深处，甘肃渭源变了模样。\n依托几大产业，村民的年人均收入达到1万元。",
        [("渭源", 10000)],
    ),
    "a ministry that acts for the whole country": (
        "河北救灾\n河北全力救灾。今天，财政部、农业农村部紧急下达救灾资金5亿元。",
        [("全国", 5)],
    ),
    "a paragraph that a central body opens, in a text of many provinces": (
        "在河北，河北企业复工。在山东、江苏、浙江、广东，企业也已复工。\n"
        "国家金融监督管理总局数据显示，保险机构收到报案2万件。目前已赔付6000件。",
        [("全国", 20000), ("全国", 6000)],
    ),
    "a plant named behind what it is": (
        "湖南制造\n湖南制造向新。在亚洲最大的生产线——海星重卡智能工厂，900台机器人作业。",
        [("海星重卡智能工厂", 900)],
    ),
    "what an organisation goes on doing": (
        "航空强国\n我国航空工业向前。近年来，沈飞共组建了20支突击队，完成了300项攻关项目。",
        [("沈飞", 20), ("沈飞", 300)],
    ),
    "parts of a sentence that ； parts": (
        "大江通畅\n我国航运兴旺。上游的重庆，班列畅通；中游的武汉，航线成熟。去年，全部港口吞吐量30亿吨。",
        [("全国", 3e9)],
    ),
    "for whom it was done": ("河北救灾\n救灾有序。目前已解决湖北45.2万群众的饮水困难。", [("湖北", 452000)]),
    "places of which one number is": (
        "陕西园区\n陕西园区向好。汉台区、洋县园区产值超过100亿元。",
        [("汉台区", 100), ("洋县", 100)],
    ),
    "places of a class that share a number": (
        "造林\n我国造林有序。其中甘肃、江西等7个省份人工造林均超过100万亩。",
        [("全国", 7), ("甘肃", 1000000), ("江西", 1000000)],
    ),
    "the whole that a part is picked from": (
        "宁波冠军\n宁波制造业向新。在200个国家级单项冠军中，宁波占得9席。",
        [("全国", 200), ("宁波", 9)],
    ),
    "what a group is made up of": ("广州交流\n广州迎来客人。代表团由80名成员组成。", [("代表团", 80)]),
    "items of news, each of a place of its own": (
        "湖北启动消费季\n湖北武汉日前启动消费季，推出20条措施。\n山东签约一批项目\n今天，山东济南签约30个项目。\n"
        "陕西铁路贯通\n今天，陕西安康铁路贯通。\n我国软件业增长\n目前，软件企业达到4万家。",
        [("武汉", 20), ("济南", 30), ("全国", 40000)],
    ),
    "a neighbourhood that the article is of": (
        "在浙江义乌，民生改善。\n青禾社区靠近市场，青禾社区有住户900户。\n居民互助。青禾社区成立了19个志愿团队。\n"
        "为了服务居民，平台办理56个事项。",
        [("青禾社区", 900), ("青禾社区", 19), ("青禾社区", 56)],
    ),
    "a firm that a text without a title opens with": (
        "中国农业银行扎实开展调研。农业银行坚持问题导向，农业银行走访企业。\n"
        "在河南兰考，农业银行提供支持。\n截至6月末，粮食领域贷款增长53%。",
        [("中国农业银行", 53)],
    ),
    "a place behind the aim of its doing": (
        "我国乡村兴旺，各地推进。\n聚焦绿色发展，浙江安吉今年依托竹产业大力推广；同时带动旅游，上半年接待游客900万人次。",
        [("安吉", 9000000)],
    ),
    "a firm's project among others is not whose investment grew": (
        "陕西工作\n陕西工业向好。加大投资力度，法士特传动系统等项目开工建设，民间投资增长4%。",
        [("陕西", 4)],
    ),
    "firms without a name, each by what it makes": (
        "湖南打火机\n湖南打火机走俏。这家防风罩工厂日产防风罩1000万只；这家包装印刷厂，每年印5万款图案。",
        [("防风罩工厂", 10000000), ("包装印刷厂", 50000)],
    ),
    "what this fair is called": (
        "第五届华东展开幕\n今天，第五届某某博览会在广州开幕。\n本届博览会设展位300个。\n此外，本届博览会展区总数增至55个。",
        [("第五届某某博览会", 300), ("第五届某某博览会", 55)],
    ),
    "a firm's part of the world market": (
        "宁德时代\n民营企业向好。宁德时代加大投入，全球市占率达到35%。",
        [("宁德时代", 35)],
    ),
    "a city that the text never names is not the whole country": (
        "今年上半年，全市经济平稳。全市生产总值440亿元，增速比全国高1个百分点。我市工业向好。",
        [(None, 440), (None, 1)],
    ),
    "a firm by what it earns": (
        "惠州公司业绩\n惠州上市公司业绩向好。上半年，金信锂能实现营业收入13亿元，净利润2亿元。\n金信锂能增长最快。",
        [("金信锂能", 13), ("金信锂能", 2)],
    ),
    "a firm with its code and exchange": (
        "汉光科技（SZ300999）发布业绩。上半年，汉光科技营业收入约11亿元。",
        [("汉光科技", 11)],
    ),
    "a river's basin": (
        "大江保护\n我国大江安澜。长江流域实行禁渔。2万艘渔船退出。",
        [("长江流域", 20000)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), WHOSE.values(), ids=WHOSE)
def test_whose_a_number_is(text: str, expected: list[tuple[str, float]]) -> None:
    assert told(text, "subject", "value") == expected


WORDS = {
    "what a business year's word ends before": (
        "水利部下达了2024年度补助资金30亿元。",
        [("补助资金", 30, "total")],
    ),
    "a rate that is cut": (
        "央行决定下调存款准备金率0.25个百分点。",
        [("存款准备金率", -0.25, "change")],
    ),
    "indices in percent are no shares": (
        "4月，国内订单、出口订单指数分别为47%、48%。",
        [("国内订单", 47, "total"), ("出口订单指数", 48, "total")],
    ),
    "new as part of a name": ("全国发行新增地方政府债券9000亿元。", [("地方政府债券", 9000, "total")]),
    "a growth against a named year": (
        "全市持证人员19万人，同比2022年增加32%。",
        [("持证人员", 190000, "total"), ("持证人员", 32, "growth")],
    ),
    "the unit that the counted word ends with": (
        "国内旅游总人次30亿，比上年同期增加15亿。",
        [("国内旅游总人次", 3e9, "total"), ("国内旅游总人次", 1.5e9, "change")],
    ),
    "growth of what the clause before names": (
        "第一、二、三产业用电量均呈现增长态势，同比分别增长8%、7%和6%。",
        [("第一产业用电量", 8, "growth"), ("第二产业用电量", 7, "growth"), ("第三产业用电量", 6, "growth")],
    ),
    "gaps to two others, whose own rates are in brackets": (
        "全市生产总值增长8.4%，比全省（7.7%）和全国平均水平（7.0%）分别高0.7、1.4个百分点。",
        [("生产总值", 8.4, "growth"), ("高于全省", 0.7, "change"), ("高于全国平均水平", 1.4, "change")],
    ),
    "a growth that 达 gives": ("净利润同比增长达61%。", [("净利润", 61, "growth")]),
    "a class by what its firms sell": ("新增年销售收入过500万元的工业企业22家。", [("工业企业", 22, "new")]),
    "a share whose words compare": ("地表水达到或优于Ⅲ类水体比例达94%。", [("水体比例", 94, "share")]),
    "a class of thousands is no amount": ("建设5000亿元级别先进装备产业高地。", []),
    "hundreds and more": ("这种芯片包含上百种专利。", [("专利", 100, "total")]),
    "years as what is measured": ("劳动力平均受教育年限达到14年。", [("受教育年限", 14, "total")]),
    "those who take part": ("累计有37万人次参与其中。", [("参与", 370000, "total")]),
    "a number in a title": ("会议讨论《〈某某法〉等3部法律的修正案（草案）》。", []),
    "people without a unit": ("全县8万多工人在家门口就业。", [("工人", 80000, "total")]),
    "what public money is for": ("中央财政安排900亿元支持农田建设。", [("农田建设", 900, "total")]),
    "both protected areas are new": (
        "全省新增4个国家生态文明建设示范区、3个实践创新基地。",
        [("国家生态文明建设示范区", 4, "new"), ("实践创新基地", 3, "new")],
    ),
    "what a word means is no fact": ("单项冠军企业是指单项产品市场占有率位居全球前三名的企业。", []),
    "a delegation is not counted": ("市政协主席王某一行8人来访。", []),
}


@pytest.mark.parametrize(("text", "expected"), WORDS.values(), ids=WORDS)
def test_in_what_words(text: str, expected: list[tuple[str, float, str]]) -> None:
    found = told(text, "indicator", "value", "measure")
    assert len(found) == len(expected)
    for (words, value, measure), (part, *rest) in zip(found, expected, strict=True):
        assert part in words
        assert [value, measure] == rest


def test_more_than_so_many_times() -> None:
    assert told("村民收入十年增长了18倍多。", "value", "unit", "comparator") == [(18, "倍", ">")]


def test_a_rank_behind_how_long_it_was_kept() -> None:
    found = told("全省水稻制种面积连续8年全国第一。", "indicator", "measure", "rank", "rank_scope")
    assert found == [("水稻制种面积", "rank", 1, "全国")]


def test_a_rank_among_so_many() -> None:
    found = told("全市有示范企业30家，在全国31个省市中排名第9位。", "indicator", "value", "rank")
    assert found == [("示范企业", 30, 9)]


def test_a_rank_that_only_what_is_measured_introduces() -> None:
    assert told("全区培育单项冠军9家，数量全市第一。", "value", "rank", "rank_scope") == [(9, 1, "全市")]


KINDS = {
    "an index of what is expected is measured": ("从市场预期来看，生产经营活动预期指数为55%。", "actual"),
    "what the market expects is a forecast": ("零售总额增长4%，高过市场预期的3%。", "target"),
    "what is there already, whatever was planned before": ("装置即将试运行，29个平台已进入科研状态。", "actual"),
    "a programme for talents is no plan": ("去年工作\n新增国家级人才计划入选者100人。", "actual"),
    "a further round this year": ("广东今年再推动5000家企业转型。", "target"),
}


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS)
def test_reached_or_planned(text: str, kind: str) -> None:
    assert told(text, "kind")[-1] == (kind,)


def test_a_subject_carried_over_is_in_the_script_of_the_text() -> None:
    text = "澳門經濟\n澳門經濟穩步發展。澳門旅遊業興旺。\n今年旅客量突破3000萬人次。"
    assert told(text, "subject", title="澳門經濟")[-1] == ("澳門",)


@pytest.mark.parametrize(("words", "value"), [("网民规模达9.8亿", 980000000), ("活跃用户数达到3.2亿", 320000000)])
def test_how_many_users_is_no_money(words: str, value: float) -> None:
    assert told(f"我国{words}。", "value", "unit") == [(value, None)]


def test_members_that_a_list_welcomes_are_new() -> None:
    assert told("名单再迎12家新成员，总数达150家。", "value", "measure") == [(12, "new"), (150, "total")]
