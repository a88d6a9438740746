"""Whose the numbers of news items are: works that begin, gatherings, lines, groups, and what a headline names."""

from __future__ import annotations

import pytest

from qdtui.model import Document
from qdtui.text.measure import measures
from qdtui.text.reading import read


def subjects(text: str) -> list[tuple[str | None, float]]:
    title = text.split("\n")[0]
    found = measures(read(Document("d", "d.txt", text, title=title)))
    return [(m.subject.name if m.subject else None, m.quantity.as_stored()[0]) for m in found if m.quantity]


CASES = {
    "a trade with each of several is that of the one who trades": (
        "外贸数据\n前三季度，浙江省对东盟、欧盟分别出口470亿元、423亿元，同比分别增长8.5%、2.1%。江苏、福建分别进出口47亿元、42亿元。",
        [("浙江", 470), ("浙江", 423), ("浙江", 8.5), ("浙江", 2.1), ("江苏", 47), ("福建", 42)],
    ),
    "contracts of technology are a city's, whatever fair was told before": (
        "上海市工作报告\n上海稳中有进。\n第八届中国国际进口博览会成功举办，意向成交金额834.9亿美元。技术合同成交额达到6496.8亿元。",
        [("第八届中国国际进口博览会", 834.9), ("上海", 6496.8)],
    ),
    "a city that is a home of emigrants is no township": (
        "福州：开放\n福州对外开放。福州是侨乡，400多万侨胞遍布世界各地。",
        [("福州", 4e6)],
    ),
    "a customs house whose figures the headline tells": (
        "国内联播快讯\n南京海关签证出口货值超430亿元\n截至今年4月，南京海关共签发证书12万份，签证出口货值431亿元。",
        [("南京海关", 1.2e5), ("南京海关", 431)],
    ),
    "a festival of what is handed down": (
        "国内联播快讯\n非遗节举办\n第八届滨海非物质文化遗产节今天开幕，吸引了900多个非遗项目参加。",
        [("第八届滨海非物质文化遗产节", 900)],
    ),
    "the time between the ends of a railway": (
        "国内简讯\n我国铁路建设提速。今天，延榆高速铁路开工建设。延榆高铁全长239公里。延安至榆林的运行时间将从3个小时缩短至1小时。",
        [("延榆高铁", 239), ("延榆高铁", 3), ("延榆高铁", 1)],
    ),
    "a forum with a name of its own": (
        "论坛举行\n我国主办论坛。贸易畅通专题论坛达成了200多项成果。",
        [("贸易畅通专题论坛", 200)],
    ),
    "a drill that bodies hold, by its bare noun": (
        "简讯\n今天，应急管理部和云南省人民政府在丽江举行“使命·2023”高山救援演习。此次演习共设置43个科目。",
        [("“使命·2023”高山救援演习", 43)],
    ),
    "a local time means no gathering": (
        "国际简讯\n首届海州创意设计大赛启动\n今天，首届海州创意设计大赛启动。\n当地时间2月10日，由巴基斯坦海军组织的演练在卡拉奇举行。共有50艘军舰参加。",
        [(None, 50)],
    ),
    "the country, with a fair named in passing": (
        "开放\n第五届中国国际进口博览会闭幕。我国坚持举办进博会。中国已成为140多个国家的主要贸易伙伴。",
        [("全国", 140)],
    ),
    "a gas field behind what describes it": (
        "简讯\n我国能源生产提速。昨天，我国最大超深气区——塔里木油田“博孜”气区，累计产气突破1000亿立方米。",
        [("塔里木油田“博孜”气区", 1e11)],
    ),
    "a district that reporters go to, behind what it is known for": (
        "深圳：创新\n走进深圳制造业聚集的宝安区，每平方公里就有18家高新技术企业。",
        [("宝安区", 18)],
    ),
    "the trains that a headline names, whatever their last character": (
        "国内联播快讯\n上半年中欧班列滨海号开行同比增长46.2%\n1—6月，中欧班列滨海号开行2619列，较去年同期增长46.2%；运送货物总重249万吨。国际干线已达17条。",
        [("中欧班列滨海号", 2619), ("中欧班列滨海号", 46.2), ("中欧班列滨海号", 2.49e6), ("中欧班列滨海号", 17)],
    ),
    "a border crossing that a headline names and cars go through": (
        "国内联播快讯\n横琴口岸车道验放突破100万辆次\n截至今天，经横琴口岸进出境的车辆已累计超过100万辆次。",
        [("横琴口岸", 1e6)],
    ),
    "a body that makes known what is the country's": (
        "国内联播快讯\n国家禁毒办发布2023年工作情况\n国家禁毒办今天发布全国情况。2023年共破获案件4.2万起。",
        [("全国", 4.2e4)],
    ),
    "this fair is the one that the title names": (
        "领导出席2024年成都世界园艺博览会开幕式\n26日，2024年成都世界园艺博览会在成都开幕。五年前，北京世界园艺博览会举办。\n本次博览会以公园为主题，来自54个国家的代表出席。",
        [("2024年成都世界园艺博览会", 54)],
    ),
    "the country and others at a gathering": (
        "代表出席第十六届中国—拉美企业家高峰会\n11月2日，第十六届中国—拉美企业家高峰会在京开幕。\n本届高峰会以共享为主题。中国与26个国家的代表1000余人与会。",
        [("第十六届中国—拉美企业家高峰会", 26), ("第十六届中国—拉美企业家高峰会", 1000)],
    ),
    "a number inside the name of a race": (
        "国内联播快讯\n2023年滨海铁人三项世界杯赛开赛\n2023年滨海铁人三项世界杯赛今天开赛，来自26个国家的选手参加。",
        [("滨海铁人三项世界杯赛", 26)],
    ),
    "a plant of a place without a name": (
        "重庆：新赛道\n位于重庆沙坪坝区的这家新能源汽车厂刚刚推出新车，订单就已突破8万台。",
        [("沙坪坝区新能源汽车厂", 8e4)],
    ),
    "what the bridge by its bare noun is told of goes on": (
        "万桥飞架\n近日，清江特大桥合龙，我国再添一桥，大桥全长1800米，主跨500米。",
        [("清江特大桥", 1800), ("清江特大桥", 500)],
    ),
    "a line that runs since a year": (
        "简讯\n据厦门海关统计，国内首条“丝路”电商快线开通一年来，集装箱吞吐量近3万标箱。",
        [("国内首条“丝路”电商快线", 3e4)],
    ),
    "so many banks of the country, and how many they are": (
        "国内简讯\n我国银行减费让利。今年上半年，21家主要银行为各类主体减免服务费用1375亿元，同比增长9.5%。",
        [("全国", 21), ("21家主要银行", 1375), ("21家主要银行", 9.5)],
    ),
    "so many banks of a city are the city's": (
        "宁波：减费\n宁波加力。今年上半年，21家主要银行为各类主体减免服务费用13亿元。",
        [("宁波", 21), ("宁波", 13)],
    ),
    "a festival that opened last night": (
        "简讯\n第二十届滨海国际电影节昨晚开幕。本届电影节共设置16个单元。",
        [("第二十届滨海国际电影节", 16)],
    ),
    "firms of the whole world at a gathering": (
        "简讯\n今天，2023世界重工大会在安徽合肥开幕，全球120余家500强企业参会。",
        [("2023世界重工大会", 120)],
    ),
    "bonds that a ministry issues in a place": (
        "简讯\n今天，财政部在澳门成功发行50亿元人民币国债，认购总额101亿元。",
        [("全国", 50), ("全国", 101)],
    ),
    "a section of a railway behind what it connects": (
        "简讯\n今天，连接四川成都和青海西宁的川青铁路青白江东至松潘段开通运营。该段线路全长206公里。",
        [("川青铁路青白江东至松潘段", 206)],
    ),
    "a heading that gives a fair in brief": (
        "国内联播快讯\n首届链博会将于11月底举行\n首届中国国际供应链促进博览会将于11月在北京举行。首届链博会将设置5个链条。",
        [("首届中国国际供应链促进博览会", 5)],
    ),
    "what it is like when the railway is done is the railway's": (
        "简讯\n今天，杭绍铁路全线铺轨完成。杭绍铁路全长188公里。建成通车后，从杭州到绍兴只需89分钟。",
        [("杭绍铁路", 188), ("杭绍铁路", 89)],
    ),
    "a railway of a sentence that begins with its province": (
        "重大工程\n各地开局。在江西，昌景黄高铁正进入全线铺轨阶段，这条设计时速350公里的高速铁路将串联多地。",
        [("昌景黄高铁", 350)],
    ),
    "workers on a building site": (
        "重大工程\n当记者来到“海星一号”二期工程施工现场时，160多名工人在忙碌着。",
        [("“海星一号”二期工程", 160)],
    ),
    "a platform by its bare noun": (
        "简讯\n由生态环境部建设的国家红线监管平台项目近日完成验收、投入运行。平台综合利用30多颗卫星资源。",
        [("国家红线监管平台项目", 30)],
    ),
    "works with their size before their noun": (
        "能源\n在天山脚下，首个“沙海”基地外送通道项目加紧建设，这个装机规模超过600万千瓦的工程，建成后每年可新增绿电142亿度。",
        [("首个“沙海”基地外送通道项目", 6e6), ("首个“沙海”基地外送通道项目", 1.42e10)],
    ),
    "a station that was begun months ago": (
        "简讯\n雪原新站去年12月开工建设，按计划，建设周期大约60天，建成后可容纳80名队员。",
        [("雪原新站", 60), ("雪原新站", 80)],
    ),
    "a zone that is so many years old": (
        "简讯\n据深圳海关统计，前海自贸片区成立8年来，海关备案企业突破1万家。",
        [("前海自贸片区", 1e4)],
    ),
    "a city behind a line about it": (
        "保护海洋\n我国是海洋大国。“城在海上，海在城中”的福建厦门，近岸海域面积超过300平方公里。",
        [("厦门", 300)],
    ),
    "a district of the text's own city by its bare name": (
        "重庆：向新\n重庆加快布局未来产业。在涪陵，新材料集群正在形成；在永川，100家数字文创企业落地。",
        [("永川", 100)],
    ),
    "a fair by its short name, paragraphs later": (
        "开放\n我国举办第六届中国国际进口博览会。\n举办五年多来，进博会累积意向成交额近3500亿美元。",
        [("第六届中国国际进口博览会", 3500)],
    ),
    "a base that has a name and no place": (
        "能源\n在清水江流域“水风光”基地，累计发电量已突破1万亿度。",
        [("清水江流域“水风光”基地", 1e12)],
    ),
    "a province that sets going what is called by a name": (
        "吉林：开局\n吉林全面启动汽车产业“上台阶”工程，总投资近1000亿元。",
        [("吉林", 1000)],
    ),
    "a vessel that a clause launches, taken up by its last character": (
        "一周简讯\n昨天，国内首艘双体远洋敷缆船在江苏南通下水。该船全长120米，一次可载缆8000吨。",
        [("国内首艘双体远洋敷缆船", 120), ("国内首艘双体远洋敷缆船", 8000)],
    ),
    "a well by what it is, with the number told before it is taken up": (
        "油气新进展\n我国自主设计的海上第二深井日前正式投产。测试日产原油600吨，这口井深度8500米。",
        [("海上第二深井", 600), ("海上第二深井", 8500)],
    ),
    "a belt whose cost stands before its name": (
        "生态修复\n总投资210亿元的环太行山绿色发展带加速建设。这个发展带总面积3000平方公里。",
        [("环太行山绿色发展带", 210), ("环太行山绿色发展带", 3000)],
    ),
    "works of two builders, and what 项目 goes on to tell": (
        "国内简讯\n昨天，中国、挪威两国共建的乙烯及原料工程在福建漳州开工建设，项目总投资600亿元，主要建设18套装置。",
        [("乙烯及原料工程", 600), ("乙烯及原料工程", 18)],
    ),
    "an aircraft by its own name, behind what describes it": (
        "国内简讯\n昨天，我国自主研制的第五架大型灭火、救援飞机“海雕”HG500在广东珠海首飞成功。“海雕”HG500最大起飞重量50吨。",
        [("“海雕”HG500", 50)],
    ),
    "what was begun is left where another place is told of": (
        "各地开局\n在某湖，某湖湿地修复工程加快推进。在浙江，今年开工项目80个，总投资300亿元。",
        [("浙江", 80), ("浙江", 300)],
    ),
    "an oil field that makes known what it brought up": (
        "能源\n昨天，长庆油田宣布，累计生产原油总量突破9亿吨。",
        [("长庆油田", 9e8)],
    ),
    "a power station's units are counted right behind its name": (
        "能源\n我国能源建设提速。溪洛渡水电站8台机组全部投产。",
        [("溪洛渡水电站", 8)],
    ),
    "a part of the country behind 我国": (
        "区域\n我国西部地区约占国土面积的七成。西部地区涵盖12个省份。",
        [("西部地区", 70), ("西部地区", 12)],
    ),
    "a park without its name, within the place of a clause": (
        "新疆：开局\n新疆煤炭资源丰富，在新疆哈密的煤化工产业区内，58个项目在加紧生产。开年以来，园区交出了不错的成绩单，一月份总产值35亿元。",
        [("新疆哈密的煤化工产业区", 58), ("新疆哈密的煤化工产业区", 35)],
    ),
    "a ministry's projects are no zone's": (
        "简讯\n工程建成后，四川天府新区将提升供水能力。截至目前，水利部今年重点推进的66项全国重大水利工程已开工10项。",
        [("全国", 66), ("全国", 10)],
    ),
    "a festival at which other gatherings were held": (
        "2023滨海中医药文化节闭幕\n2023滨海中医药文化节昨天闭幕。其间举办了滨海中医药国际论坛、养生产业博览会等活动，500多名嘉宾参加交流研讨。",
        [("2023滨海中医药文化节", 500)],
    ),
    "the next place that the reporters come to": (
        "老产业新路\n记者来到浙江安吉县，这里的竹产业兴旺。\n安吉县的林农说起安吉县的竹子。\n记者一来到铜陵就看到铜街。这里的电解铜产量占全国比重超过10%。",
        [("铜陵", 10)],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_whose_the_numbers_of_an_item_are(case: tuple[str, list[tuple[str | None, float]]]) -> None:
    text, expected = case
    assert subjects(text) == expected
