"""Subjects: who or what the numbers of an article are about, on articles of the genre."""

from __future__ import annotations

import pytest

from qdtui.model import Document
from qdtui.text.measure import measures
from qdtui.text.reading import read


def subjects(text: str) -> list[tuple[str | None, float]]:
    title = text.split("\n")[0]
    found = measures(read(Document("d", "d.txt", text, title=title)))
    return [(m.subject.name if m.subject else None, m.quantity.as_stored()[0]) for m in found if m.quantity]


FAIR = "第六届中国低空装备博览会"

CASES = {
    "a city that people of the place are sent to holds nothing": (
        "三墩经济观察\n三墩工业园区坚持招商引资。10人团队分赴深圳、上海等地对接，累计获取招商线索53条。",
        [(None, 10), (None, 53)],
    ),
    "the firms that a province owns, and the province again behind them": (
        "甘肃省政府工作报告\n甘肃省地区生产总值增长6%。省属企业完成产业类投资55亿元。培育专精特新中小企业32户。",
        [("甘肃", 6), ("省属企业", 55), ("甘肃", 32)],
    ),
    "a fair in full, of which the text gives number and some characters": (
        "第三届制博会即将开幕\n第三届滨海国际装备制造业博览会由商务部主办。第三届制博会吸引2600家展商参展。第三届制博会设置8个展区。",
        [("第三届滨海国际装备制造业博览会", 2600), ("第三届滨海国际装备制造业博览会", 8)],
    ),
    "a fair is not written in full by the one before it": (
        "第三届制博会即将开幕\n第二届滨海国际装备制造业博览会已经闭幕。第三届制博会吸引2600家展商参展。第三届制博会设置8个展区。",
        [("第三届制博会", 2600), ("第三届制博会", 8)],
    ),
    "a wide region holds for the sentences behind it": (
        "全国协调发展\n中部地区加快崛起。截至目前，中部地区拥有国家级高新区46家，累计建成智能工厂300家。",
        [("中部地区", 46), ("中部地区", 300)],
    ),
    "a town that the article went to": (
        "小纽扣，大产业\n走进浙江嘉善县干窑镇的纽扣产业园，机器轰鸣。\n当地企业与高校合作，累计申报专利120项。",
        [("干窑镇", 120)],
    ),
    "a financial district": (
        "湖南：金融活水\n湖南加快发展金融业。目前，马栏山金融城已经集聚了300家金融机构。",
        [("马栏山金融城", 300)],
    ),
    "what 当地 means was said in the clause before": (
        "湖南：向新而行\n湖南加快发展。在株洲，当地以龙头企业为主体，联合22家科研院所攻关。",
        [("株洲", 22)],
    ),
    "a firm by the short name that its officers go by": (
        "宁波智造\n宁波制造业向新。在东睦精工，机械臂挥舞。东睦精工总经理王力说，车间减少用工40人。\n宁波规上企业9000家。",
        [("东睦精工", 40), ("宁波", 9000)],
    ),
    "a plant tells whose name stands before its place": (
        "合肥再添灯塔工厂\n绿源电气（合肥）工厂入选。绿源电气的绿色账本亮眼，单位能耗下降15%。",
        [("绿源电气", 15)],
    ),
    "what a gathering held in the clause before brought": (
        "赣州：稳岗\n赣州多措并举。5月,赣州举办了“春风送岗”招聘活动,28家企业带去900余个岗位。",
        [("“春风送岗”招聘活动", 28), ("“春风送岗”招聘活动", 900)],
    ),
    "a gathering by its bare noun": (
        "徐州重工\n徐州召开装备制造大会，发布新规划。\n大会由徐州市人民政府主办，徐州市商务局承办，共有400余名代表出席，现场签约项目36个。",
        [("装备制造大会", 400), ("装备制造大会", 36)],
    ),
    "the part of a whole of the world": (
        "长沙工厂\n长沙再添一厂。截至目前，全球示范网络成员达150家，其中中国60家，占比四成。",
        [("全球", 150), ("全国", 60), ("全国", 40)],
    ),
    "a scope right before the number": (
        "烟台获批\n烟台拥有国家级特色园区3个。至此，这类园区全国已有220个。",
        [("烟台", 3), ("全国", 220)],
    ),
    "one of so many of the country": ("贵州算力\n贵州是全国六大枢纽节点之一。", [("全国", 6)]),
    "places apiece": (
        "榜单公布\n全国名单公布。湖南、湖北各有4个和3个园区上榜。",
        [("湖南", 4), ("湖北", 3)],
    ),
    "a thing told of": ("蚌埠玻璃\n蚌埠玻璃闻名。这种玻璃厚度仅0.1毫米，重量不到2克。", [("玻璃", 0.1), ("玻璃", 2)]),
    "goods that go abroad": ("我国装备出海\n我国装备升级。国产盾构机已出口到30多个国家。", [("国产盾构机", 30)]),
    "a bare 公司 is the firm named before": (
        "一颗螺丝的路\n在江苏泰州，记者找到了它的制造者——江苏恒紧紧固件有限公司。\n去年，公司营业收入8.5亿元，研发强度6%。",
        [("江苏恒紧紧固件有限公司", 8.5), ("江苏恒紧紧固件有限公司", 6)],
    ),
    "当地 is the place named last": (
        "河北：科创\n河北加快转化。在邢台这家轴承公司，项目投产。今年，当地还提出12条优惠措施。",
        [("邢台", 12)],
    ),
    "for a place": ("四川：轻产业\n四川布局。这些产品小巧轻薄，已为内江创造了约300亿元的产值。", [("内江", 300)]),
    "what befalls a cluster of a place leaves the topic": (
        "全国集群竞赛\n全国竞赛举行。洛阳市轴承集群止步初评。此前竞赛共产生45个国家先进制造业集群。",
        [("全国", 45)],
    ),
    "a firm by its workshop": (
        "一块滤芯的突破\n在山东东营，科润滤材的车间里，新品下线。\n公司申请专利75件。目前，企业年产值12亿元。",
        [("科润滤材", 75), ("科润滤材", 12)],
    ),
    "the plant that the article went to": (
        "工厂变身记\n走进位于江苏昆山的恒盛智能工厂，1800台设备联网运行。这座工厂投资4亿元。",
        [("昆山恒盛智能工厂", 1800), ("昆山恒盛智能工厂", 4)],
    ),
    "全镇 is the town named last": (
        "炉火正旺\n浙江省诸暨市店口镇机声隆隆。店口镇现有五金企业800余家。“十四五”以来，全镇税收达到20亿元。",
        [("店口镇", 800), ("店口镇", 20)],
    ),
    "places apiece, their noun before the numbers": (
        "西安：创新\n雁塔区、未央区分别有科技企业900家、700家。",
        [("雁塔区", 900), ("未央区", 700)],
    ),
    "a wide region by its whole name": ("东部地区开放\n今年，东部地区进出口20万亿元。", [("东部地区", 200000)]),
    "places that share what is measured": (
        "华中粮食\n三省丰收。湖北、湖南、江西粮食产量分别为2800万吨、3000万吨和2200万吨。",
        [("湖北", 28e6), ("湖南", 30e6), ("江西", 22e6)],
    ),
    "places of a list that goes on, and what is measured in each": (
        "零售\n湖北、湖南、江西等地重点零售业销售额均实现同比20%左右的增长。湖北、湖南、江西三省市场投资均增长8%。",
        [("湖北", 20), ("湖南", 20), ("江西", 20), ("湖北", 8), ("湖南", 8), ("江西", 8)],
    ),
    "本届 means the fair of the title": (
        "第十届中国智能装备博览会开幕\n本届博览会展览面积6万平方米，800家企业参展。",
        [("第十届中国智能装备博览会", 60000), ("第十届中国智能装备博览会", 800)],
    ),
    "products of a firm are the firm's": (
        "襄阳智造\n在襄阳，恒信轴承的车间里，机器轰鸣。公司产品远销60多个国家。",
        [("恒信轴承", 60)],
    ),
    "a railway, and what lies in a zone": (
        "贵州：通道\n沪昆高铁累计发送旅客2亿人次。\n贵安新区聚集企业700家。区内的花溪科学城集聚国家级平台9个。",
        [("沪昆高铁", 2e8), ("贵安新区", 700), ("花溪科学城", 9)],
    ),
    "a fair that the title tells of has what no clause gives to others": (
        "第六届中国低空装备博览会观察\n第六届中国低空装备博览会在合州举行，展览面积5万平方米。\n专业观众12万人次，参展企业900家。"
        "第六届中国低空装备博览会上，新品首发60项。",
        [(FAIR, 50000), (FAIR, 120000), (FAIR, 900), (FAIR, 60)],
    ),
    "an item of news is of what its headline names": (
        "联播快讯\n云岭水电站全部机组投产\n今天，国内在建规模最大的水电站——云岭水电站全部机组投产。总装机容量800万千瓦。\n"
        "第三批全国医用支架集采开标\n第三批全国医用支架集采在天津开标，每年可节省费用20亿元。",
        [("云岭水电站", 8e6), ("第三批全国医用支架集采", 20)],
    ),
    "the number in front of a name is of what it names": (
        "湖北兴水\n湖北水网加快建设。在下游，总投资96亿元的青岩河灌区工程开工，设计灌溉面积210万亩。",
        [("青岩河灌区工程", 96), ("青岩河灌区工程", 2.1e6)],
    ),
    "a power station by its bare noun": (
        "水电新闻\n青岩河抽水蓄能电站投产。青岩河抽水蓄能电站共4台机组。电站年发电量20亿千瓦时。",
        [("青岩河抽水蓄能电站", 4), ("青岩河抽水蓄能电站", 2e9)],
    ),
    "those who come to a forum come to it, not to its city": (
        "合肥：聚力科创\n合肥加快创新。这两天，2027青岩科创论坛年会在合肥召开，80余个国家和地区的代表参会。合肥高新技术企业9000家。",
        [("2027青岩科创论坛年会", 80), ("合肥", 9000)],
    ),
    "what any place has makes no name of a thing": (
        "湖南：项目\n湖南大中型灌区改造提速。湖南重点建设项目完成投资300亿元。",
        [("湖南", 300)],
    ),
    "state firms of the whole country, but a city's own are the city's": (
        "1至10月国有企业运行平稳\n财政部公布数据。1至10月，国有企业营业总收入70万亿元；利润总额3.9万亿元。",
        [("国有企业", 700000), ("国有企业", 39000)],
    ),
    "a firm that lies in a city is whose numbers follow": (
        "浙江民企观察\n浙江民营经济壮大。前不久，位于合州的恒澜集团智能工厂开工。今年，恒澜新建项目10个，恒澜申请专利150件。在合州，恒澜订单排满。",
        [("恒澜集团", 10), ("恒澜集团", 150)],
    ),
    "who is told of behind 不久前 is told of in the next sentence": (
        "各地加快布局\n我国加快布局。\n不久前，河北制定了新方案。今年提出的24个重点产业更细。",
        [("河北", 24)],
    ),
    "a part of a province": ("广东：协调\n广东区域协调。粤北地区森林覆盖率达70%。", [("粤北", 70)]),
    "a province's lighthouse factories are not the world's": (
        "四川工作报告\n四川制造向新。全球灯塔工厂增至10家，国家级集群8个。",
        [("四川", 10), ("四川", 8)],
    ),
    "what the state spends is the state's": (
        "河南水利\n河南水利提速。今年，中央财政安排专项资金60亿元。河南开工灌区9处。",
        [("全国", 60), ("河南", 9)],
    ),
    "a text that opens with the whole country is not of the city that it visits": (
        "中小企业平稳向好\n工业和信息化部最新数据显示，中小企业经营平稳。\n各级政策加力，围绕缺订单、转型难、融资难、用工难等问题，从中央到地方正在不断加大支持的力度和精准度，企业信心增强，活力不断显现出来，采购、用电、用工等指标连续几个月都处在景气区间之内，预期稳步改善。\n广东佛山投入100亿元改造企业。\n5月，中小企业采购指数为51.5%。",
        [("佛山", 100), ("全国", 51.5)],
    ),
    "a zone that the text never names in full": (
        "一季度签约14个项目\n金坛区招商提速。\n为攻坚重大项目，开发区成立了5个专班。一季度，累计签约项目7个。",
        [("开发区", 5), ("开发区", 7)],
    ),
    "a fair by the short name of its title": (
        "装博会合州启幕\n由商务部主办的第九届中国国际装备博览会（简称：装博会）昨日在合州启幕。\n合州承办装博会。本届装博会展出面积10万平方米，设展位4000个。",
        [("第九届中国国际装备博览会", 100000), ("第九届中国国际装备博览会", 4000)],
    ),
    "an autonomous county by its short form": (
        "一季度酉阳自治县经济运行\n全县实现地区生产总值56亿元。",
        [("酉阳自治县", 56)],
    ),
    "this year's forum is the one that was named with its year": (
        "贺信引起反响\n2027青岩论坛在合州开幕。\n本届青岩论坛共有近200家机构参与，近120位专家演讲。",
        [("2027青岩论坛", 200), ("2027青岩论坛", 120)],
    ),
    "what a bridge will bring once it is built": (
        "大桥合龙\n广西龙岭大桥今天合龙。龙岭大桥总长6500米。主桥跨径1098米。建成后总通行能力10万辆。",
        [("广西龙岭大桥", 6500), ("广西龙岭大桥", 1098), ("广西龙岭大桥", 100000)],
    ),
    "the only one of its kind": (
        "天津：新赛道\n天津瞄准新赛道。在天津滨海高新区，国内首条原子钟生产线投产，年产量可达3万台。",
        [("国内首条原子钟生产线", 30000)],
    ),
    "customs are told of, not their city": (
        "示范区快讯\n合州海关不断提速。示范区设立以来，青岛海关已监管班列1400列。",
        [("青岛海关", 1400)],
    ),
    "a first paragraph of all places makes the text the country's": (
        "加快灾后重建\n连日来，各地和有关部门多措并举加快灾后重建，保障受灾群众基本生活。\n河北有序开展防疫。\n16个保险机构收到报案27万件。",
        [("全国", 16), ("全国", 270000)],
    ),
    "a park that the title names, by the bare nouns that take it up": (
        "岚山生态工业园区一季度开局良好\n来源：三门县人民政府网站\n1—3月，园区实现工业总产值17亿元。规模以上企业达32户。全区签约项目9个，三门县新增5户。",
        [("岚山生态工业园区", 17), ("岚山生态工业园区", 32), ("岚山生态工业园区", 9), ("三门县", 5)],
    ),
    "a zone by its bare noun, where the title gives no more": (
        "上半年经开区工业经济稳居全市第一\n上半年，经开区规上工业增加值同比增长23%。新增规上企业5家，拉动园区产值增长3个百分点。",
        [("经开区", 23), ("经开区", 5), ("经开区", 3)],
    ),
    "a zone in the longest form that the text has": (
        "青岩经开区：多项指标增长强劲\n记者从青岩经济开发区获悉，一季度，经开区营业收入110亿元。截至目前，经开区在库项目26个。",
        [("青岩经济开发区", 110), ("青岩经济开发区", 26)],
    ),
    "a firm in the zone that a title begins with": (
        "合州高新区企业绿源电气再获大单\n绿源电气有限公司位于合州高新区。公司今年新增订单30亿元，员工2000人。",
        [("绿源电气有限公司", 30), ("绿源电气有限公司", 2000)],
    ),
    "zones of a whole province are no zone": (
        "全省高新区运行平稳\n浙江省高新区工作会议召开。浙江新增高新区3家，全省高新区营业收入900亿元。",
        [("浙江", 3), ("浙江", 900)],
    ),
    "an autonomous region that calls itself 我区": (
        "产业升级加快\n引进科技成果600项，技术改造入选全国试点。宁夏现代煤化工等2个平台投用，填补了我区空白。新增经营主体11万户。",
        [("宁夏", 600), ("宁夏", 2), ("宁夏", 110000)],
    ),
    "what the report says it is by is no firm": (
        "合州电信公布业绩\n合州电信股份有限公司8日公布2023年中期业绩。期内，合州电信经营收入25亿元。根据财报，在2023年上半年，合州电信移动业务收入10亿元；云业务收入6亿元。",
        [("合州电信", 25), ("合州电信", 10), ("合州电信", 6)],
    ),
    "what a firm did is told in passing in a province's report": (
        "政府工作报告\n各位代表：青海省地区生产总值增长4%。\n绿源矿业集团组建后焕新提质，一年建成2条生产线。全年生产钾肥757万吨。",
        [("青海", 4), ("绿源矿业集团", 2), ("青海", 7570000)],
    ),
    "a firm that its profile presents": (
        "\n合州青岩集团是一家伴随改革发展起来的企业。董事长是全国劳动模范。\n1984年，青岩人建成了年产1万吨的砂厂。",
        [("合州青岩集团", 10000)],
    ),
    "a paper of Hong Kong, where some come from the mainland": (
        "科學園進駐企業增加\n港府近年發展創科，期內共有320家企業進駐，當中2成來自內地。",
        [("香港", 320), ("香港", 20)],
    ),
    "a body of the whole trade": (
        "中国压缩机工业协会发布的数据显示，今年上半年，重点联系企业营业收入同比增长2%。螺杆机分行业同比增长4%。",
        [("全国", 2), ("全国", 4)],
    ),
    "a park that is called by its trade": (
        "台科技產業園區營業額創新高\n受惠於需求，去年科技產業園區營業額達4656億元；公司家數達715家。",
        [("台科技產業園區", 4656), ("台科技產業園區", 715)],
    ),
    "a zone that the first sentences speak of": (
        "\n压力之下，动能更足。白城经济开发区发展劲头十足，经开区全力组织经济运行。一季度，全区生产总值9亿元。\n经开区签约项目23个。\n今年，经开区将新增企业8家。",
        [("白城经济开发区", 9), ("白城经济开发区", 23), ("白城经济开发区", 8)],
    ),
    "a zone of a place of which only 我区 is told": (
        "\n本报讯 开发区是我区经济发展的主战场，行政管辖面积171平方公里。外资项目加快集聚，累计引进外资项目12个。全区产值30亿元，园区产值20亿元，开发区就业3万人。",
        [("开发区", 171), ("开发区", 12), ("开发区", 30), ("开发区", 20), ("开发区", 30000)],
    ),
    "the page of a town": ("城关镇\n镇区面积6.5平方公里。乡镇企业总产值11亿元。", [("城关镇", 6.5), ("城关镇", 11)]),
    "one of many that is taken to tell of": (
        "付井镇概况\n镇区民营企业壮大。以绿源集团为例，其固定资产达5亿元，年产值3亿元。",
        [("绿源集团", 5), ("绿源集团", 3)],
    ),
    "a firm in the form that its short name stands for": (
        "\n合州通用技术(集团)控股有限责任公司(简称合技集团)成立于1998年。目前，合技集团拥有5家上市公司。",
        [("合州通用技术(集团)控股有限责任公司", 5)],
    ),
    "whose officer is named behind his words": (
        "青岩工业园区开工忙\n走进园区，工人们赶制订单，园区一派忙碌。\n“这边主要是出口，去年产量达700万件。”青岩民合服饰有限公司厂长郭某说。\n园区入驻21家企业。",
        [("青岩民合服饰有限公司", 7000000), ("青岩工业园区", 21)],
    ),
    "全市场 is of no city": (
        "\n中国上市公司协会在5月1日发布了业绩报告。\n2023年，全市场5327家上市公司营业收入增长1%。全市场367家公司扭亏。",
        [("全国", 5327), ("全国", 1), ("全国", 367)],
    ),
    "where a firm has its branches": (
        "\n合州资产管理股份有限公司是中央金融企业。截至2022年末，合州资产管理股份有限公司总资产达12479亿元，在全国共设26家分公司，员工5万人。",
        [("合州资产管理股份有限公司", n) for n in (12479, 26, 50000)],
    ),
    "what makes a county rich is no county": (
        "我县工业情况\n我县坚持“工业富县”战略，规模企业达36家。全县完成投入8亿元。",
        [(None, 36), (None, 8)],
    ),
    "a city in the name of a firm is not the county": (
        "我县工业情况\n我县规模企业达36家。形成了以华洋铜业、泰安硅业为代表的产业集群。全县完成投入8亿元。",
        [(None, 36), (None, 8)],
    ),
    "a park that a text without a headline begins with": (
        "\n1至5月，湄潭县工业园区完成产值26亿元。新增入园项目6个。截至5月底，园区项目入园率达68%。",
        [("湄潭县工业园区", 26), ("湄潭县工业园区", 6), ("湄潭县工业园区", 68)],
    ),
    "a firm's own story": (
        "走近润杰\n润杰轴承股份有限公司（以下简称“润杰”）坐落在辽宁大连。润杰发展稳。\n累计参与制定国家标准9项。",
        [("润杰轴承股份有限公司", 9)],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_subject_of_a_number(case: tuple[str, list[tuple[str | None, float]]]) -> None:
    text, expected = case
    assert subjects(text) == expected


def test_what_a_central_body_tells_is_not_of_a_place_in_passing() -> None:
    text = (
        "企业经营回升\n工业和信息化部调查显示，4月，35%的中小企业订单回升。位于成都高新区的这家企业在赶制订单。"
        "\n6月，专精特新企业利润率为9%。"
    )
    assert subjects(text) == [("全国", 35.0), ("全国", 9.0)]


def test_a_listed_firm_is_whose_shares_and_figures_they_are() -> None:
    text = (
        "行情快报：海州重工（300999）净卖出529万元。截至收盘，海州重工(300999)报收于2.58元，成交额9575万元。"
        "资金流向方面，净流出529万元。海州重工一季报显示，主营收入14.27亿元。"
    )
    assert {name for name, _ in subjects(text)} == {"海州重工"}
