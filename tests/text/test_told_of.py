"""Whom numbers are of that no name at the head of a clause tells: gatherings that open, firms of a kind, two places together."""

from __future__ import annotations

import pytest

from qdtui.model import Document
from qdtui.text.measure import measures
from qdtui.text.modality import modality
from qdtui.text.reading import read
from qdtui.text.told_of import gathering_held


def subjects(text: str) -> list[tuple[str | None, float]]:
    title = text.split("\n")[0]
    found = measures(read(Document("d", "d.txt", text, title=title)))
    return [(m.subject.name if m.subject else None, m.quantity.as_stored()[0]) for m in found if m.quantity]


CASES = {
    "firms of a kind of the whole country, over a semicolon": (
        "快讯\n我国经济\n数据显示，1—5月份，我国软件收入加快，规模以上电影和相关服务企业完成票务收入140亿元，同比增长6.9%；实现利润总额20亿元。",
        [("规模以上电影和相关服务企业", 140), ("规模以上电影和相关服务企业", 6.9), ("规模以上电影和相关服务企业", 20)],
    ),
    "the country's main generators": (
        "快讯\n我国经济\n1—5月份，全国主要发电企业电源工程完成投资1264亿元。",
        [("全国主要发电企业", 1264)],
    ),
    "industrial firms above the threshold are the country's own": (
        "快讯\n我国经济\n1—5月份，全国规模以上工业企业实现利润5亿元。规模以上工业企业实现营业收入9亿元。",
        [("全国", 5), ("全国", 9)],
    ),
    "firms of a kind in a province are the province's": (
        "湖南：工业\n湖南工业向好。规模以上文化企业实现营业收入9亿元。",
        [("湖南", 9)],
    ),
    "an exhibition that opens, taken up as this exhibition": (
        "快讯\n展览\n中国探海工程展今天（11月30日）在香港开幕，此次展览在两个场馆布展，主要展品包括3个模型。",
        [("中国探海工程展", 2), ("中国探海工程展", 3)],
    ),
    "an exercise that somebody organised": (
        "快讯\n我国开放\n当地时间2月10日，由巴基斯坦海军组织的“蓝海-25”多国海军联合演习在卡拉奇正式拉开帷幕。此次联演共有40多个国家的海军参加。",
        [("“蓝海-25”多国海军联合演习", 40)],
    ),
    "two places taken up together": (
        "快讯\n我国开放\n日前，青海、福建两地文旅部门举行推介。两地计划互送游客30万人次以上。",
        [("青海、福建", 300000)],
    ),
    "the members of a league": (
        "快讯\n我国开放\n截至目前，海上之路国际剧院、博物馆、图书馆联盟成员单位已超过600家。",
        [("海上之路国际剧院、博物馆、图书馆联盟", 600)],
    ),
    "at an exhibition of a name of its own": (
        "快讯\n我国开放\n近日，某美术馆举行系列展览，其中在“山海之间”国际作品主题展中，展出了80余件美术作品。",
        [("“山海之间”国际作品主题展", 80)],
    ),
    "a thing behind what it is known as, whose name begins with its size": (
        "快讯\n我国科学\n记者获悉，截至目前，被誉为“海上之眼”的300米口径射电望远镜，已发现90颗新星，其中包括12颗双星。",
        [("300米口径射电望远镜", 90), ("300米口径射电望远镜", 12)],
    ),
    "a city behind words that describe it": (
        "各地节日\n各地过节。有着百年灯彩历史的广东东莞接到的订单就超过了100单。",
        [("东莞", 100)],
    ),
    "villages behind words that describe them": (
        "浙江\n浙江乡村富。在浙北水乡长乐村，今年已为村集体增收30万元；在浙中大山深处的花溪村，音乐节带动门票收入535万元；位于浙西的安吉余村，村民年人均收入超过6万元。",
        [("长乐村", 300000), ("花溪村", 5350000), ("安吉余村", 60000)],
    ),
    "users are those of the platform told of before": (
        "运动会\n杭州运动会\n“智能赛会一站通”平台，为观众提供购票、出行服务。截至目前，注册用户已经突破1亿。",
        [("“智能赛会一站通”平台", 1e8)],
    ),
    "a time by the clock of Beijing names no place": (
        "国际简讯\n国际简讯\n林火\n截至北京时间今天16时，加拿大有30处火点。受灾严重的某省有390处火情。",
        [("加拿大", 30), (None, 390)],
    ),
    "how many there are of which a place has one": (
        "算力\n算力建设加快。作为“东数西算”十大数据中心集群之一，芜湖数据中心集群目前已签约13个项目。",
        [("全国", 10), ("芜湖数据中心集群", 13)],
    ),
    "police of a state in front of what they did": (
        "国际简讯\n以色列局势。以色列警方逮捕42人。",
        [("以色列警方", 42)],
    ),
    "all the provinces, of which the last is named": (
        "快讯\n疫情\n10月31日，31个省（自治区、直辖市）和新疆生产建设兵团报告新增病例547例，其中境外输入病例49例。",
        [("全国", 31), ("全国", 547), ("全国", 49)],
    ),
    "a state whose government says what it does": (
        "国际简讯\n边境\n立陶宛政府16日称，基于形势，决定从18日起关闭边界6处过境点。这次关闭涉及2处桥梁。",
        [("立陶宛", 6), ("立陶宛", 2)],
    ),
    "the province that was named right before 当地": (
        "春耕\n各地春耕\n西藏拉孜县发放种子3万斤。在吉林，当地通过整地，建成高标准农田1000万亩。",
        [("拉孜县", 30000), ("吉林", 1e7)],
    ),
    "parts of what was told of the whole country": (
        "雨雪\n湖北雨雪\n湖北全力除雪。湖北高速通车。\n2024年综合运输春运工作专班数据显示，全社会人员流动量预计超2亿人次。其中，公路人员流动量预计超1亿人次。",
        [("全国", 2e8), ("全国", 1e8)],
    ),
    "the world's economy": (
        "国际简讯\n我国经济\n联合国报告称，预计2023年世界经济增长将从约3%降至1.9%。",
        [("全球", 3), ("全球", 1.9)],
    ),
    "a river of which a clause says which one it is, and its basin": (
        "福建\n福建发展\n闽江是福建省最大的河流，流域面积约占全省面积的一半。今年，闽江流域水质优良比例达99%，其中好水比例为75%。",
        [("闽江", 50), ("闽江流域", 99), ("闽江流域", 75)],
    ),
    "parts of a canal": (
        "快讯\n工程\n昨天，随着平陆运河枢纽浇筑，平陆运河三大枢纽进入施工阶段。",
        [("平陆运河", 3)],
    ),
    "those who come to the gathering of the sentence before": (
        "快讯\n论坛\n25日，有关部门以视频方式举办第六届中非青年领导人论坛。来自非洲40多个国家的代表参会。",
        [("第六届中非青年领导人论坛", 40)],
    ),
    "a plant is no bank's": (
        "国际简讯\n欧洲\n欧洲中央银行15日将利率上调25个基点。\n起火\n韩国大邱市一家回收工厂15日起火，该工厂附近另有7座建筑被烧毁。",
        [("欧洲中央银行", 25), ("韩国", 7)],
    ),
    "many teachers are no school by name": (
        "国际简讯\n罢工\n在英格兰，超过10万名中小学教师参加罢工。",
        [(None, 100000)],
    ),
    "a gas field that lies in two places": (
        "快讯\n我国能源\n今天，位于重庆市綦江区和贵州省习水县境内的綦江页岩气田勘探获重大突破，首期探明地质储量为1459亿立方米。",
        [("綦江页岩气田", 1.459e11)],
    ),
    "a unit of a power station by its noun": (
        "快讯\n我国核电\n今天，国家重大能源项目——海光集团三湾核电4号机组厂房开工建设，这是今年首个开工的核电机组。该机组额定容量125万千瓦。",
        [("海光集团三湾核电4号机组", 1.25e6)],
    ),
    "a body of the United Nations by its noun": (
        "国际简讯\n局势\n联合国近东救济工程处日前发布消息说，自冲突爆发以来，该机构已有142名工作人员死亡。",
        [("联合国近东救济工程处", 142)],
    ),
    "a central bank that says what it does": (
        "国际简讯\n我国经济\n欧洲中央银行27日发布公告说，自8月2日起将关键利率上调25个基点。",
        [("欧洲中央银行", 25)],
    ),
    "a state of another country": (
        "国际简讯\n风暴\n美国各地被取消的航班超过1.8万架次。截至29日凌晨，俄勒冈州仍有2.5万户停电。15日晚，美国俄亥俄州一栋房屋起火。同一家庭3人受伤。",
        [("美国", 18000), ("俄勒冈州", 25000), ("美国俄亥俄州", 3)],
    ),
    "the works that began inside a zone, once they are done": (
        "天津\n天津抓项目。\n这几天，在天津港保税区，某某创新产业基地正式投产。全部达产后，首年预计生产电脑300万台。",
        [("某某创新产业基地", 3e6)],
    ),
    "trains that the whole text is of": (
        "中欧班列累计开行突破9万列\n连通亚欧的中欧班列数量增长。中欧班列累计开行突破9万列。\n中欧班列由西安始发，货值超3800亿美元。",
        [("中欧班列", 90000), ("中欧班列", 3800)],
    ),
    "a coast at the mouth of a river": (
        "赏花\n各地赏花\n安徽岳西县培育花卉10万株。位于长江入海口的江苏启东市海岸边，50多万株花盛开。",
        [("岳西县", 100000), ("启东", 500000)],
    ),
    "a field behind a dash, in front of what it did": (
        "快讯\n油气\n2022年，我国最大油气田——中国石油长庆油田全年生产油气6501万吨，创造最高纪录。",
        [("中国石油长庆油田", 65010000)],
    ),
    "the height and weight of a thing with a name": (
        "快讯\n平台\n中国海油今天发布消息。“海光二号”导管架总高度338米，重量3.7万吨。",
        [("“海光二号”导管架", 338), ("“海光二号”导管架", 37000)],
    ),
    "what goods weigh is no name": (
        "快讯\n西安班列\n1—6月，西安已开行班列4714列，运送货物总重418万吨。",
        [("西安", 4714), ("西安", 4180000)],
    ),
    "a part in the growth of the world's economy is a country's": (
        "经济\n我国经济向好。去年中国经济增速靠前，对世界经济增长贡献率超过30%。",
        [("全国", 30)],
    ),
    "what came of it, where it happened": (
        "国际简讯\n脱轨\n16日，一列列车在美国华盛顿州某县脱轨，事故造成约19000升柴油泄漏。",
        [("美国华盛顿州", 19000)],
    ),
    "a vessel that 它 means": (
        "快讯\n我国装备\n昨天，我国自主建造的首艘“海上工厂”——“海葵九号”在山东青岛完工。它是新型海洋装备，最大储油量达6万吨。",
        [("“海葵九号”", 60000)],
    ),
    "a park by its bare noun in front of 的": (
        "绿色\n我国绿色制造\n在四川成都的这个绿色工业园区，1万个传感器监测能耗。目前，园区的绿色产业占比达到90%。",
        [("四川成都的这个绿色工业园区", 10000), ("四川成都的这个绿色工业园区", 90)],
    ),
    "a village whose name ends with 明村": (
        "山东\n山东乡村振兴。\n山东省临沂市蒙阴县长明村的花开了。\n蒙阴县建设21个片区。在长明村，村里种花，每亩年固定收入1000元。",
        [("蒙阴县", 21), ("长明村", 1000)],
    ),
    "the second of a list of what a project does": (
        "一杯水\n我国调水领先。南水北调工程目前已累计调水598亿立方米，惠及沿线42座大中城市、280多个县市区。南水北调工程很好。",
        [("南水北调工程", 5.98e10), ("南水北调工程", 42), ("南水北调工程", 280)],
    ),
    "a policy of four characters has no numbers": (
        "江苏\n江苏发展\n眼下，江苏正在开展行动，“一群一策”打造多个世界级集群和10条卓越产业链。",
        [("江苏", 10)],
    ),
    "the firms of an exchange": (
        "快讯\n我国经济\n深交所上市公司一季度收入同比增长5.2%。",
        [("深交所上市公司", 5.2)],
    ),
    "a port in a part of a city": (
        "快讯\n口岸\n今天，位于广州市中心城区的琶湾客运口岸正式开通。首期开通两条航线。",
        [("琶湾客运口岸", 2)],
    ),
    "a reactor put in place, once the project is done": (
        "快讯\n我国核电\n今早（11月3日），我国陆上商用小堆“玲海一号”最后一块安全壳在海南昌江顺利吊装就位。项目建成投运后，预计每年发电量可达10亿度。",
        [("“玲海一号”", 1e9)],
    ),
    "当地 means the city of the paragraph before": (
        "三夏\n河南三夏\n河南小麦多。在河南漯河的加工企业，工人们正在清理粮仓。\n为了精准对接，当地打造了7个联合体。",
        [("漯河", 7)],
    ),
    "an organisation with a city in its name is not of the city": (
        "命运\n中国设立研究中心。在地区层面，中方推动构建了上海合作组织、中非等10个命运共同体。全国支持。我国领先。",
        [("全国", 10)],
    ),
    "words that only say what can be are no thing": (
        "大桥\n我国建桥\n玉带特大桥横跨大江，却能够让设计时速达到80公里。",
        [("全国", 80)],
    ),
    "a part of a state is the state's": (
        "国际简讯\n天气\n6月30日，美国中部地区遭遇强风暴，约40万户用户断电。中部地区仍有大风。",
        [("美国", 400000)],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_whom_the_numbers_are_of(case: tuple[str, list[tuple[str | None, float]]]) -> None:
    text, expected = case
    assert subjects(text) == expected


def test_what_two_places_plan_is_a_target() -> None:
    reading = read(Document("d", "d.txt", "快讯\n日前，青海、福建推介。两地计划互送游客30万人次。", title="快讯"))
    (told,) = [m for m in measures(reading) if m.quantity]
    assert modality(reading, told.sentence, told.at, told.end, None) == "target"


@pytest.mark.parametrize(
    "clause", ["新闻发布会今天在北京举行", "产品向海外拓展", "各地多地启动", "公司本次展览今天举行"]
)
def test_no_gathering_of_a_name_of_its_own_opens(clause: str) -> None:
    assert gathering_held(clause, 0, len(clause)) is None
