"""The bundled extractor of events: meetings, launches and visits, each once, with days and places."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.events import Events
from qdtui.model import Document, Row

PUBLISHED = date(2025, 9, 19)


def rows(text: str, published: date | None = PUBLISHED) -> list[Row]:
    found = list(Events().extract(Document("d", "d.txt", text, published=published)))
    for row in found:
        assert 0 <= row.start < row.end <= len(text)
        if "place" in row.cells:
            assert text[slice(*row.cells["place"])] == row.values["place"]
    return found


def names(text: str) -> list[object]:
    return [r.values["name"] for r in rows(text)]


def test_a_meeting_with_hosts_and_theme() -> None:
    text = (
        "9月18日，“2025年浙江省单项冠军企业培育交流会”在浙江宁波成功召开。会议由中国工业经济联合会、宁波市经济和信息化局主办，"
        "宁波市企业联合会承办。大会以“聚力创新”为主题。"
    )
    (row,) = rows(text)
    assert row.values == {
        "name": "2025年浙江省单项冠军企业培育交流会",
        "start_date": date(2025, 9, 18),
        "end_date": None,
        "place": "浙江宁波",
        "hosts": ["中国工业经济联合会", "宁波市经济和信息化局"],
        "organizers": ["宁波市企业联合会"],
        "theme": "聚力创新",
    }
    assert row.confidence > 0.8


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市政府新闻办召开“奋进新征程”主题系列发布会第3场。", "“奋进新征程”主题系列发布会第3场"),
        ("在不久前举行的2025年国际工业博览会上，他说。", "2025年国际工业博览会"),
        ("第二十届中国（深圳）国际文化产业博览交易会今天开幕。", "第二十届中国（深圳）国际文化产业博览交易会"),
        ("党的二十届三中全会提出，深化改革。", "党的二十届三中全会"),
        ("中共中央政治局就人工智能进行第二十次集体学习。", "中共中央政治局集体学习"),
    ],
)
def test_names_of_meetings(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "会议指出，要抓好落实。",
        "公司召开了专题会议。",
        "全年举办对接会近20场。",
        "要落实中央经济工作会议部署。",
        "项目建成投产，新增产能3000吨。",
        "贯彻总书记在江苏考察时重要讲话精神。",
        "省里发布最新数据。",
        "将推动二期项目开工建设。",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert names(text) == []


def test_lists_share_their_verb() -> None:
    assert names("成功举办全国田径锦标赛、国际羽毛球公开赛等赛事。") == ["全国田径锦标赛", "国际羽毛球公开赛"]


def test_a_headline_and_its_sentence_are_one_event() -> None:
    text = "第八届智博会在重庆闭幕\n昨天（9月18日），第八届中国国际智能产业博览会在重庆闭幕。"
    (row,) = rows(text)
    assert row.values["name"] == "第八届中国国际智能产业博览会"
    assert (row.values["start_date"], row.values["end_date"]) == (None, date(2025, 9, 18))


def test_a_press_conference_about_a_meeting_is_not_the_meeting() -> None:
    text = "9月17日，2025世界装备大会新闻发布会在合肥召开。2025世界装备大会将于9月20日开幕。"
    found = {r.values["name"]: r.values["start_date"] for r in rows(text)}
    assert found == {"2025世界装备大会新闻发布会": date(2025, 9, 17), "2025世界装备大会": date(2025, 9, 20)}


def test_two_sessions_of_one_body_are_two_events() -> None:
    assert len(rows("党的二十届三中全会提出改革。党的二十届四中全会通过了规划建议。")) == 2


def test_launches_need_a_day_or_a_word_that_says_so() -> None:
    (row,) = rows("今天（9月19日），宜昌磷化工基地二期项目在枝江正式投产。")
    assert row.values["name"] == "宜昌磷化工基地二期项目正式投产"
    assert row.values["place"] == "枝江"
    assert row.values["start_date"] == row.values["end_date"] == PUBLISHED
    assert names("我国在酒泉卫星发射中心成功将遥感五十号卫星发射升空。") == ["遥感五十号卫星发射"]


def test_visits() -> None:
    (row,) = rows("国务院总理李强9月16日在河北调研。")
    assert row.values["name"] == "李强在河北调研"
    assert (row.values["place"], row.values["start_date"]) == ("河北", date(2025, 9, 16))


@pytest.mark.parametrize(
    ("text", "first", "place"),
    [
        ("“真好！”9月16日，果农在棚里忙碌。\n\n当天，第三届瓜果文化节在临泽镇开幕。", date(2025, 9, 16), "临泽镇"),
        ("日前，2025中国轴承产业大会在洛阳举行。9月15日下午的开幕式上，嘉宾云集。", date(2025, 9, 15), "洛阳"),
        ("9月12日，第九批遴选答辩会在京举行。", date(2025, 9, 12), "北京"),
        ("9月12日，第四届轻工博览会在沪开幕。", date(2025, 9, 12), "上海"),
        ("9月12日，2025国际智能产业博览会相约重庆。", date(2025, 9, 12), "重庆"),
        ("9月12日，两地企业家相聚徐州，参加工程机械供需对接会。", date(2025, 9, 12), "徐州"),
        ("今天，省长王远在轻工博览会开幕式上致辞。", PUBLISHED, None),
        ("今年5月，温州还举办了首届“冠军进校园”活动。", None, "温州"),
        ("9月17日，部里在湖南长沙组织召开产业集群现场会。", date(2025, 9, 17), "湖南长沙"),
        ("国务院副总理王远15日在京会见某国总统特使克里。", date(2025, 9, 15), "北京"),
    ],
)
def test_days_and_places(text: str, first: date | None, place: str | None) -> None:
    row = rows(text)[-1]
    assert (row.values["start_date"], row.values["place"]) == (first, place)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("9月17日电 全国制造业转型大会今天在沈阳召开。", "全国制造业转型大会"),
        ("9月17日，威海市举行“智造”对接会暨科技成果发布会。", "“智造”对接会暨科技成果发布会"),
        ("9月12日，盐化基地二期正式投产。", "盐化基地二期正式投产"),
        ("9月12日，首个氢能重卡产业联盟在佛山成立。", "首个氢能重卡产业联盟成立"),
        ("9月12日，第十届中国（西安）电子展览会拉开帷幕。", "第十届中国（西安）电子展览会"),
        ("“链上冠军”产业对接活动9月12日在顺德举行。", "“链上冠军”产业对接活动"),
        ("9月12日，2025年全国“质量月”启动仪式在武汉举行。", "2025年全国“质量月”启动仪式"),
        ("9月12日，“暖冬行动”主题宣传活动启动仪式在丰台站举行。", "“暖冬行动”主题宣传活动启动仪式"),
        ("某部新闻办公室9月9日举行新闻发布会。", "某部新闻办公室新闻发布会"),
        ("工博会9月23日启幕", "工博会"),
        ("9月17日，市长王远到经开区调研。", "王远到经开区调研"),
        ("9月12日，第二届世界食博会在漯河举行。", "第二届世界食博会"),
        ("9月9日，市长王远在人民大会堂会见来华访问的某国总统法耶。", "王远会见某国总统法耶"),
    ],
)
def test_more_names(text: str, name: str) -> None:
    assert names(text) == [name]


def test_no_day_is_invented() -> None:
    (row,) = rows("近日，第五届中原制造业论坛在洛阳举行。")
    assert row.values["start_date"] is None
    (row,) = rows("今年6月，第五届中原制造业论坛在洛阳举行。")
    assert row.values["start_date"] is None
    (row,) = rows("9月18日，第五届中原制造业论坛在洛阳举行。", None)
    assert row.values["start_date"] is None


def test_local_sessions_take_the_place_of_the_document() -> None:
    text = "正在进行的徐州两会上，代表热议制造业。在市第十三次党代会和市两会上，徐州提出产业强市。"
    found = {str(r.values["name"]): r.values["place"] for r in rows(text)}
    assert found == {"徐州两会": "徐州", "市第十三次党代会": "徐州"}


def test_a_press_conference_takes_its_hosts_name() -> None:
    (row,) = rows("9月17日，佛山市工业和信息化局举行新闻发布会，介绍有关情况。")
    assert row.values["name"] == "佛山市工业和信息化局新闻发布会"
    assert row.values["hosts"] == ["佛山市工业和信息化局"]
    assert row.values["start_date"] == date(2025, 9, 17)


def test_who_met_whom() -> None:
    text = "市长王建国会见李志强\n9月18日，市长王建国在南京会见企业家协会会长李志强一行。"
    (row,) = rows(text)
    assert row.values["start_date"] == date(2025, 9, 18)
    assert row.values["place"] == "南京"


def test_a_meeting_in_passing_gets_no_day_of_its_visitors() -> None:
    (row,) = rows("副省长昨天会见了出席第三届世界算力大会的代表。")
    assert (row.values["name"], row.values["start_date"]) == ("第三届世界算力大会", None)


def test_joint_meetings_are_one() -> None:
    text = "9月18日，2025年全国智能制造交流会暨第四批示范工厂发布会在郑州国际会展中心隆重举行。"
    (row,) = rows(text)
    assert row.values["name"] == "2025年全国智能制造交流会暨第四批示范工厂发布会"
    assert row.values["place"] == "郑州国际会展中心"


def test_a_firm_that_carries_a_citys_name_is_no_place() -> None:
    (row,) = rows("宁德时代宜春工厂一期项目正式投产。")
    assert row.values["place"] is None
    (row,) = rows("今天（9月19日），深圳今年首批266个重大项目开工建设。")
    assert row.values["place"] == "深圳"


def test_publishing_something_is_no_launch() -> None:
    assert names("9月15日，世界经济论坛在瑞士达沃斯发布最新一批名单。") == []
    assert names("9月15日，国内首台氢能装载机在柳州发布。") == ["国内首台氢能装载机发布"]


def test_an_announcement_gives_time_and_place_on_lines() -> None:
    text = "展会预告\n第九届华中进出口商品交易会\n时间：3月15日至18日\n地点：上海新国际博览中心\n"
    doc = Document("labelled", "d.txt", text, published=date(2025, 3, 13), published_year=2025)
    (row,) = Events().extract(doc)
    assert row.values["name"] == "第九届华中进出口商品交易会"
    assert (row.values["start_date"], row.values["place"]) == (date(2025, 3, 15), "上海新国际博览中心")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("某气象局今天（7月28日）启动一级应急响应。", []),
        ("在这次具有重要意义的座谈会上，他发言。", []),
        ("展会期间，设计师将举办超百场时装发布会。", []),
        ("“通道建设”分论坛以“互联互通”为主题，嘉宾展开研讨。", ["“通道建设”分论坛"]),
        ("首届西南全球招商大会吸引投资2.5万亿元。", ["首届西南全球招商大会"]),
        ("甘肃首颗自主产权卫星在酒泉成功升空。", ["甘肃首颗自主产权卫星成功升空"]),
        ("石羊口大桥西锚碇7月29日顺利封底。", ["石羊口大桥西锚碇顺利封底"]),
        ("7月30日，总重量超过1万吨的“石羊一号”处理平台在崖城海域全面安装就位。", ["“石羊一号”处理平台全面安装就位"]),
        (
            "大会期间还将举行世界集成大会、北方制造业协同发展大会等8场专项活动。",
            ["世界集成大会", "北方制造业协同发展大会"],
        ),
        ("2月3日，他在某省第十四届人民代表大会第四次会议上作报告。", ["某省第十四届人民代表大会第四次会议"]),
    ],
)
def test_what_is_an_event_and_what_is_none(text: str, names: list[str]) -> None:
    doc = Document(f"d{hash(text)}", "d.txt", text, published=date(2024, 7, 30), published_year=2024)
    assert [r.values["name"] for r in Events().extract(doc)] == names


def test_all_who_hold_a_meeting_together_are_its_hosts() -> None:
    text = "11月4日，工业联合会（以下简称“工联”）联合中国纺织工业联合会、中国轻工业联合会在厦门举办第二届工业发展大会。"
    (row,) = rows(text)
    assert row.values["hosts"] == ["工业联合会", "中国纺织工业联合会", "中国轻工业联合会"]


def test_a_verb_before_a_session_is_no_part_of_its_name() -> None:
    text = "会议决定将上述草案提请市政协第十四届常务委员会第五次会议审议。"
    assert [row.values["name"] for row in rows(text)] == ["市政协第十四届常务委员会第五次会议"]


def test_an_authority_that_starts_its_response_is_no_launch() -> None:
    assert rows("5月1日，多部门及时启动应急预案。") == []


def test_the_third_visit_is_a_visit_to_the_country() -> None:
    (row,) = rows("国务院总理李强5月6日对法国进行第三次国事访问。")
    assert (row.values["name"], row.values["place"]) == ("李强对法国进行国事访问", "法国")


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("第十四届北江三角区域合作与发展论坛7月15日在广州举行。", "第十四届北江三角区域合作与发展论坛", "广州"),
        ("2024中国国际自行车展览会5月5日在上海开幕。", "2024中国国际自行车展览会", "上海"),
        ("第四届跨国公司领导人海州峰会将于7月10日在海州举办。", "第四届跨国公司领导人海州峰会", "海州"),
    ],
)
def test_words_inside_a_name(text: str, name: str, place: str) -> None:
    doc = Document(f"d{hash(text)}", "d.txt", text, published=date(2024, 7, 30), published_year=2024)
    (row,) = Events().extract(doc)
    assert (row.values["name"], row.values["place"]) == (name, place)


def test_the_year_of_a_plan_in_the_headline_is_not_the_events() -> None:
    from qdtui.load import load_bytes

    text = "某省经济工作会议举行 部署2024年经济工作\n2023-12-22\n12月21日至22日，某省经济工作会议在海州举行。会上还举行了重点项目签约仪式。大会主会场设在海州会展中心。\n"
    first = next(iter(Events().extract(load_bytes(text.encode(), "a.txt"))))
    assert first.values["start_date"] == date(2023, 12, 21)


def test_a_notice_gives_the_day_below_its_own_heading() -> None:
    text = "定于5月下旬在南昌召开2025年全省工业互联网大会。\n一、会议时间\n2025年5月22日至23日，会期1天半。\n"
    doc = Document("notice", "d.txt", text, published=date(2025, 4, 28), published_year=2025)
    (row,) = Events().extract(doc)
    assert (row.values["name"], row.values["start_date"]) == ("2025年全省工业互联网大会", date(2025, 5, 22))


def test_a_headline_that_counts_what_the_text_does_not_is_no_second_event() -> None:
    text = "全省最大级别9万吨散货船正式交付\n9月18日，我省自主设计建造的全省最大级别散货船在舟山正式交付。\n"
    assert names(text) == ["我省自主设计建造的全省最大级别散货船正式交付"]


def test_a_group_is_no_place_where_its_plant_starts() -> None:
    (row,) = rows("9月18日，西核集团石门坎核电二号机组反应堆厂房开工建设。")
    assert row.values["place"] is None


def test_two_who_held_it_together_are_two_hosts() -> None:
    text = "由中国某某广播电视总台与江海青少年交流协会联合举办的“远方”青年交流活动今天在北京举行。"
    (row,) = rows(text)
    assert row.values["hosts"] == ["中国某某广播电视总台", "江海青少年交流协会"]
