"""Events as short news tell of them: what met, was welcomed, is the nth day of its kind, or began before witnesses."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.events import Events
from qdtui.model import Document, Row

PUBLISHED = date(2025, 9, 19)


def rows(text: str) -> list[Row]:
    return list(Events().extract(Document("d", "d.txt", text, published=PUBLISHED)))


@pytest.mark.parametrize(
    ("text", "name", "first", "place"),
    [
        ("2025山海论坛年会正在青岛召开，多国学者与会。", "2025山海论坛年会", None, "青岛"),
        (
            "某国第七届国会第一次会议今天（9月19日）在石城表决通过新首相。",
            "某国第七届国会第一次会议",
            date(2025, 9, 19),
            None,
        ),
        ("本月7日，南洋外长会议同意北岛重返联盟。", "南洋外长会议", date(2025, 9, 7), None),
        ("今天（9月19日）是第十个“江河保护日”，各地放流鱼苗。", "第十个“江河保护日”", date(2025, 9, 19), None),
        (
            "9月12日晚和13日上午，大赛新闻中心分别举行两场集体采访。",
            "大赛新闻中心集体采访",
            date(2025, 9, 12),
            None,
        ),
        (
            "昨天（9月18日），首届中国（云岭）茶文化大会在昆明、大理同时拉开帷幕。",
            "首届中国（云岭）茶文化大会",
            date(2025, 9, 18),
            "昆明、大理",
        ),
        (
            "2025中国食品产业博览会日前在吉林通过线上线下方式举办。",
            "2025中国食品产业博览会",
            None,
            "吉林",
        ),
        (
            "节目讲述去年在南京博物院展出的“大河之光”主题成就展。",
            "“大河之光”主题成就展",
            None,
            "南京博物院",
        ),
        (
            "甲总理和乙总统18日在西山口岸共同见证了两国首座边境集市开张。",
            "两国首座边境集市开张",
            date(2025, 9, 18),
            "西山口岸",
        ),
        ("东南三省物流合作协议今天（9月19日）在京签署。", "东南三省物流合作协议签署", date(2025, 9, 19), "北京"),
        ("今天（9月19日），第二十批援外医疗队启程。", "第二十批援外医疗队启程", date(2025, 9, 19), None),
        ("甲地、乙地文旅部门启动“百城互游”文旅招商会。", "“百城互游”文旅招商会", None, None),
        (
            "在以“稻米与文明”为主题的2024年农史学术研讨会上，他提出三点建议。",
            "2024年农史学术研讨会",
            None,
            None,
        ),
        ("江省产业投资与开放合作大会今天在长春举行。", "江省产业投资与开放合作大会", date(2025, 9, 19), "长春"),
        (
            "2025年古城保护日主场活动，今天（9月19日）在西安举行。",
            "2025年古城保护日主场活动",
            date(2025, 9, 19),
            "西安",
        ),
        ("山海大运会将于今晚正式开幕。", "山海大运会", date(2025, 9, 19), None),
        (
            "总理王大山19日在京同海国总理李远共同主持两国总理第八次定期会晤。",
            "两国总理第八次定期会晤",
            date(2025, 9, 19),
            "北京",
        ),
        ("中央8日上午在人民会堂举行2025年春节团拜会。", "2025年春节团拜会", date(2025, 9, 8), "人民会堂"),
        ("某战区于9月8日—10日在海峡周边组织战备警巡和“长剑”演习。", "“长剑”演习", date(2025, 9, 8), None),
        (
            "今天（9月19日），区域互联示范工程——苏州轨道交通21号线正式运营。",
            "苏州轨道交通21号线正式运营",
            date(2025, 9, 19),
            "苏州",
        ),
        (
            "今天，我国在西昌卫星发射中心用火箭成功发射第五颗、第六颗导航卫星。",
            "第五颗、第六颗导航卫星发射",
            date(2025, 9, 19),
            "西昌卫星发射中心",
        ),
        (
            "9月3日，南珠（中）城际山海至江口段动工建设。",
            "南珠（中）城际山海至江口段动工",
            date(2025, 9, 3),
            None,
        ),
        (
            "今天（9月19日），在海拔5050米的西藏高山风电场，首批五台风机成功并网发电。",
            "首批五台风机成功并网发电",
            date(2025, 9, 19),
            "西藏高山风电场",
        ),
        ("9月19日，永定河北京段修复工程完工。", "永定河北京段修复工程完工", date(2025, 9, 19), None),
        (
            "今天（9月19日），中欧班列“江海号”从张家口出发，班列满载家电。",
            "中欧班列“江海号”出发",
            date(2025, 9, 19),
            "张家口",
        ),
        ("人社部今天（9月19日）启动2025年百城招聘专项行动。", "2025年百城招聘专项行动", date(2025, 9, 19), None),
        ("在今天（9月19日）开幕的海洋教育交流周上，各方签署协议。", "海洋教育交流周", date(2025, 9, 19), None),
        ("在吉林长春，“五一”期间举行的亲子露营文化节吸引了游客。", "亲子露营文化节", None, "吉林长春"),
        ("山海运动会运动员村今天（9月19日）开村。", "山海运动会运动员村开村", date(2025, 9, 19), None),
        ("今天，沧州至石城城际铁路开通运营。", "沧州至石城城际铁路开通运营", date(2025, 9, 19), None),
        (
            "“发展道路与南洋：新起点与新机遇”中国—南洋媒体对话活动今天（9月19日）在北京举办。",
            "“发展道路与南洋：新起点与新机遇”中国—南洋媒体对话活动",
            date(2025, 9, 19),
            "北京",
        ),
        (
            "将于今年11月在海南三亚举行的第十五届全国民族运动会今天（9月19日）在京举行新闻发布会。",
            "第十五届全国民族运动会",
            None,
            "海南三亚",
        ),
        (
            "2025青年电影周（浙江）开幕式今天在浙江杭州举行。",
            "2025青年电影周（浙江）开幕式",
            date(2025, 9, 19),
            "浙江杭州",
        ),
        (
            "7日，《江河公约》第二十七次缔约方大会河流落实峰会在埃及开罗开幕。",
            "《江河公约》第二十七次缔约方大会河流落实峰会",
            date(2025, 9, 7),
            "埃及开罗",
        ),
        (
            "全国首列南亚全铁快速货运列车昨天（9月18日）从成都国际铁路港驶出开往海国。",
            "全国首列南亚全铁快速货运列车驶出",
            date(2025, 9, 18),
            "成都国际铁路港",
        ),
        ("航天办公室今天启动载人飞船征名活动。", "载人飞船征名活动", date(2025, 9, 19), None),
        ("昨天，全长一万多米的楠山隧道贯通。", "楠山隧道贯通", date(2025, 9, 18), None),
        ("江口特大桥128米钢桁梁5日顺利完成空中转体。", "江口特大桥128米钢桁梁顺利完成空中转体", date(2025, 9, 5), None),
        ("首届兰花奖终评会昨天（9月18日）在北京召开。", "首届兰花奖终评会", date(2025, 9, 18), "北京"),
        (
            "联合国安理会18日就当前局势举行高级别公开辩论会。",
            "联合国安理会高级别公开辩论会",
            date(2025, 9, 18),
            None,
        ),
        (
            "18日在德国法兰克福举行的欧洲银行成立25周年纪念活动上，行长表示通胀回落。",
            "欧洲银行成立25周年纪念活动",
            date(2025, 9, 18),
            "德国法兰克福",
        ),
        ("今天（9月19日）下午，大赛新闻中心举行首场集体采访。", "大赛新闻中心集体采访", date(2025, 9, 19), None),
        (
            "9月15日晚，他出席东道国总统在椰岛神鹰广场举行的二十国领导人峰会欢迎晚宴。",
            "二十国领导人峰会欢迎晚宴",
            date(2025, 9, 15),
            "椰岛神鹰广场",
        ),
        ("联合国安理会将于当地时间20日就局势召开紧急会议。", "联合国安理会紧急会议", date(2025, 9, 20), None),
        ("在某地，我国首台重型样机19日在上海临港总装下线。", "我国首台重型样机下线", date(2025, 9, 19), "上海临港"),
        ("今天（9月19日）是第五个国际茶日，各地举办茶会。", "第五个国际茶日", date(2025, 9, 19), None),
        (
            "今天（9月19日），由驱逐舰东海舰、护卫舰南海舰和补给舰北湖舰组成的海军第83批护航编队从广东湛江起航。",
            "海军第83批护航编队起航",
            date(2025, 9, 19),
            "广东湛江",
        ),
        ("海国参议院5日举行会议决定不干预。", "海国参议院会议", date(2025, 9, 5), None),
        ("北约9日起在北海举行为期两周的海军演习。", "北约海军演习", date(2025, 9, 9), "北海"),
        (
            "总台《2026年春节联欢晚会》今天（9月19日）顺利完成第二次彩排。",
            "总台《2026年春节联欢晚会》顺利完成第二次彩排",
            date(2025, 9, 19),
            None,
        ),
        ("2日，“海韵中秋”音乐会在厦门音乐厅上演。", "“海韵中秋”音乐会", date(2025, 9, 2), "厦门音乐厅"),
    ],
)
def test_short_news_names_what_took_place(text: str, name: str, first: date | None, place: str | None) -> None:
    (row,) = rows(text)
    assert (row.values["name"], row.values["start_date"], row.values["place"]) == (name, first, place)


@pytest.mark.parametrize(
    "text",
    [
        "9月20日至26日，全国旅客列车按高峰运行图组织开行。",
        "会议9月19日研究了召开市政协九届三次会议的有关事项。",
        "围绕支农助农开展履职“服务为民”活动。",
        "南方将积极参与“丝路”倡议和合作论坛。",
        "南方愿就举办合作论坛同北方保持沟通。",
        "组织开展空地联合搜救等实战化演习。",
        "并举办第六届电影新力量等系列论坛。",
        "今晚，大型文化节目将在综合频道播出第二季收官之作。",
        "由国家疾控局授权某中心9月19日在网站上对外发布。",
        "这是本学期的第19个工作日。",
        "今天（9月19日），总经理启程。",
    ],
)
def test_what_no_event_is_told_of(text: str) -> None:
    assert rows(text) == []


def test_a_guest_is_welcomed_on_the_day_of_the_talks() -> None:
    text = (
        "9月18日下午，国家主席王大山在人民会堂同来访的某国总统李远举行会谈。\n"
        "会谈前，王大山在人民会堂北厅为李远举行欢迎仪式。\n"
        "当晚，王大山在人民会堂金色大厅为李远夫妇举行欢迎宴会。"
    )
    found = {r.values["name"]: (r.values["start_date"], r.values["place"]) for r in rows(text)}
    assert found["欢迎仪式"] == (date(2025, 9, 18), "人民会堂北厅")
    assert found["欢迎宴会"] == (date(2025, 9, 18), "人民会堂金色大厅")


def test_this_fair_that_will_be_held_is_the_one_named_before() -> None:
    text = "第33届江海交易会首批展品今天（9月19日）通关。本届江海交易会将于10月15日至11月4日在广州举办。"
    (row,) = rows(text)
    assert row.values["name"] == "第33届江海交易会"
    assert (row.values["start_date"], row.values["end_date"]) == (date(2025, 10, 15), date(2025, 11, 4))
    assert row.values["place"] == "广州"


def test_a_fair_whose_theme_stands_before_its_day_takes_that_day() -> None:
    text = "9月4日，省长向2025中国智能产业博览会致贺信。\n2025中国智能产业博览会主题为“智汇八方”，当日在重庆市开幕。"
    (row,) = rows(text)
    assert (row.values["start_date"], row.values["place"]) == (date(2025, 9, 4), "重庆市")


def test_meetings_of_one_body_months_apart_are_two() -> None:
    text = (
        "3月4日，总书记主持中央政治局会议，审议通过若干规定。\n"
        "今年8月25日，二十届中央政治局召开的第一次会议审议了实施细则。"
    )
    assert [r.values["start_date"] for r in rows(text)] == [date(2025, 3, 4), date(2025, 8, 25)]


def test_who_met_one_met_the_next_too() -> None:
    text = "委员长赵大江14日至16日对海国进行正式友好访问，在首都会见总统萨拉，与议长迪奥举行会谈。"
    assert "赵大江与议长迪奥举行会谈" in [r.values["name"] for r in rows(text)]


def test_the_day_between_a_body_and_with_whom_it_signed_is_no_name() -> None:
    text = "东海广播总台今天（9月19日）与江西省人民政府在南昌签署战略合作框架协议。"
    (row,) = rows(text)
    assert row.values["name"] == "东海广播总台与江西省人民政府签署战略合作框架协议"
    assert row.values["place"] == "南昌"


def test_a_headline_that_leaves_out_whom_one_met_is_no_second_talk() -> None:
    text = "王大山同海国总统会谈\n\n9月18日，国家主席王大山在人民会堂同来华的海国总统李远举行会谈。"
    (row,) = rows(text)
    assert (row.values["name"], row.values["start_date"]) == ("王大山同海国总统李远举行会谈", date(2025, 9, 18))


def test_a_headline_says_what_began_on_the_day_that_the_text_tells() -> None:
    text = "国内快讯\n\n江北两大抽水蓄能电站开工建设\n今天（9月19日），电网公司在甲市、乙市分别开工建设大河、小河两座电站。"
    (row,) = rows(text)
    assert (row.values["name"], row.values["start_date"]) == ("江北两大抽水蓄能电站开工建设", date(2025, 9, 19))
    assert rows("国内快讯\n\n江北水库工程将开工建设\n今天（9月19日），省水利厅介绍了情况。") == []


def test_the_nth_day_and_what_is_done_on_it_are_two() -> None:
    text = "今天（9月19日）是第28个全国校园安全日。由教育部部署的“全国校园安全周”主题活动正式启动。"
    assert [r.values["name"] for r in rows(text)] == ["第28个全国校园安全日", "“全国校园安全周”主题活动"]


def test_a_banquet_that_welcomes_guests_is_named_after_the_welcome() -> None:
    (row,) = rows("9月18日中午，国家主席王大山在山水宾馆举行宴会，欢迎来访的国际贵宾。")
    assert (row.values["name"], row.values["place"]) == ("欢迎宴会", "山水宾馆")


def test_a_fair_by_its_short_name_and_by_its_full_one_is_one() -> None:
    text = (
        "第35届广交会开展\n\n今天（9月19日），第35届中国进出口商品交易会在广州开展。\n"
        "本届广交会于9月19日—10月5日分三期举办线下展。"
    )
    (row,) = rows(text)
    assert row.values["name"] == "第35届中国进出口商品交易会"


def test_a_headline_that_tells_the_same_opening_in_another_verb_is_one() -> None:
    text = "杭甬高速（江口段）正式开通\n今天（9月19日），智慧交通示范项目——杭甬高速（江口段）建成通车。"
    (row,) = rows(text)
    assert row.values["start_date"] == date(2025, 9, 19)


def test_games_with_and_without_their_year_are_one() -> None:
    text = "2022年2月4日，石城2022年冬奥会盛大开幕。随着石城冬奥会成功举办，冰雪热了起来。"
    (row,) = rows(text)
    assert (row.values["name"], row.values["start_date"]) == ("石城2022年冬奥会", date(2022, 2, 4))


def test_a_congress_by_its_short_name_and_by_its_full_one_is_one() -> None:
    text = (
        "党的二十大主席团举行第三次会议\n\n中国共产党第二十次全国代表大会主席团21日上午在人民会堂举行第三次会议，通过名单。\n"
        "21日下午，各团酝酿主席团第三次会议通过的候选人名单。"
    )
    assert [r.values["name"] for r in rows(text)] == ["中国共产党第二十次全国代表大会主席团第三次会议"]


def test_a_show_that_a_headline_names_by_its_quoted_part_is_one() -> None:
    text = "总台“何为山海”艺术大展启动\n博物馆“何为山海——山海工程成果数字艺术大展”今天（9月19日）启动。"
    assert [r.values["start_date"] for r in rows(text)] == [date(2025, 9, 19)]


def test_a_guest_who_came_is_no_place_that_the_host_came_to() -> None:
    text = "9月18日，海国外长李山与到访的江国外长张海举行会谈，就多个问题交换意见。"
    (row,) = rows(text)
    assert row.values["name"] == "李山与江国外长张海举行会谈"
