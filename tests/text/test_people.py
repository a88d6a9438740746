"""People: names, offices, roles, statements, bylines and captions."""

from __future__ import annotations

import pytest

from qdtui.model import Document, Zone
from qdtui.text.people import Person, people
from qdtui.text.reading import read


def found(text: str, zones: tuple[Zone, ...] = ()) -> list[tuple[str, str]]:
    return [(text[slice(*p.name)], text[slice(*p.position)]) for p in persons(text, zones)]


def persons(text: str, zones: tuple[Zone, ...] = ()) -> tuple[Person, ...]:
    return people(read(Document(f"d{hash(text)}", "d.txt", text, zones=zones)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某市工信局党组成员、副局长谢远舟表示，进展顺利。", [("谢远舟", "某市工信局党组成员、副局长")]),
        (
            "市工经联会长、赛云集团董事长刘燕平表示，协会将继续努力。",
            [("刘燕平", "市工经联会长"), ("刘燕平", "赛云集团董事长")],
        ),
        ("县委副书记、县长李明主持会议并讲话。", [("李明", "县委副书记、县长")]),
        ("国务院总理李远6月2日前往调研。", [("李远", "国务院总理")]),
        ("国务院总理王强日前主持会议。", [("王强", "国务院总理")]),
        ("江苏省委书记信远和省长许文陪同。", [("信远", "江苏省委书记"), ("许文", "省长")]),
        ("与某国总统塔西多举行会谈。", [("塔西多", "某国总统")]),
        ("会见古巴国务委员会主席迪亚斯·卡内尔。", [("迪亚斯·卡内尔", "古巴国务委员会主席")]),
        ("航天员费明、张平完成任务。", [("费明", "航天员"), ("张平", "航天员")]),
        ("国家制造强国建设战略咨询委员会委员薛文认为，要加快转型。", [("薛文", "国家制造强国建设战略咨询委员会委员")]),
        ("时任某省省长的周文在调研时提出要求。", [("周文", "某省省长")]),
        ("质量管理专家栾大明博士在会上发言。", [("栾大明", "质量管理专家")]),
        ("市长覃伟中会见企业代表。", [("覃伟中", "市长")]),
        ("会见某国总统卢拉时，双方签约。", [("卢拉", "某国总统")]),
        (
            "全国人大代表、某电子公司董事长李东建议，加强培育。",
            [("李东", "全国人大代表"), ("李东", "某电子公司董事长")],
        ),
        ("国际组织总裁格奥娃和贸易组织总干事伊维拉出席。", [("格奥娃", "国际组织总裁"), ("伊维拉", "贸易组织总干事")]),
        (
            "论坛执行董事兼先进制造业与供应链中心负责人李文表示赞同。",
            [("李文", "论坛执行董事兼先进制造业与供应链中心负责人")],
        ),
        ("决定任命董远为某市市长。", [("董远", "某市市长")]),
        (
            "某共和国总统特别代表、外交委员会委员、酋长奥孔乔应邀出席。",
            [("奥孔乔", "某共和国总统特别代表"), ("奥孔乔", "外交委员会委员、酋长")],
        ),
        ("某国总统特使、工业部长姆瓦尔代表政府致辞。", [("姆瓦尔", "某国总统特使、工业部长")]),
        ("某国总统施林因德，某国外长费尔南。", [("施林因德", "某国总统"), ("费尔南", "某国外长")]),
        ("主任罗广、农委副主任杜德文分别发言。", [("罗广", "主任"), ("杜德文", "农委副主任")]),
        ("晚间播出某国首相洪森专访。", [("洪森", "某国首相")]),
        ("长期钻研丝网的某大学教授安文静受邀担任顾问。", [("安文静", "某大学教授")]),
        ("村支书何大壮乐呵呵地说。", [("何大壮", "村支书")]),
        ("车间主任彭勇指着屏幕说。", [("彭勇", "车间主任")]),
        ("董事长欧阳静常说，精度就是生命。", [("欧阳静", "董事长")]),
        (
            "某国总统特别代表、联邦最高委员会成员、北角酋长国酋长卡希米致辞。",
            [("卡希米", "某国总统特别代表"), ("卡希米", "联邦最高委员会成员"), ("卡希米", "北角酋长国酋长")],
        ),
        (
            "某国总理高级代表、发展部部长雷卡斯致辞。",
            [("雷卡斯", "某国总理高级代表"), ("雷卡斯", "发展部部长")],
        ),
        ("铸造协会副会长、专家委员会主任秦明作报告。", [("秦明", "铸造协会副会长、专家委员会主任")]),
        ("厂长董远航啧啧称奇。董远航说，很好。", [("董远航", "厂长")]),
        ("董事长王总介绍，一切顺利。", []),
        ("某国首相岸田文雄就此表态。", [("岸田文雄", "某国首相")]),
        ("某市市长朴正文率团来访。", [("朴正文", "某市市长")]),
        ("时任厂长的宋良立下军令状。", [("宋良", "厂长")]),
        ("其创始人林晓峰到场。", [("林晓峰", "创始人")]),
        ("会长封志远摆摆手。", [("封志远", "会长")]),
        ("该县县长叶青带队赴外招商。", [("叶青", "该县县长")]),
    ],
)
def test_person_and_position(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("陈立峰作为专项工作组组长，牵头制定了标准。", [("陈立峰", "专项工作组组长")]),
        ("作为公司的创始人，周亦群深知不易。", [("周亦群", "公司的创始人")]),
        ("由王海东任组长的工作专班已成立。", [("王海东", "组长")]),
        ("公司聘请罗天明担任首席技术顾问。", [("罗天明", "首席技术顾问")]),
        ("孙志伟，女，1975年生，某轴承有限公司董事长。", [("孙志伟", "某轴承有限公司董事长")]),
        ("公司法定代表人为赵立新。", [("赵立新", "公司法定代表人")]),
        ("曾任车间主任的孙宏伟说，过去难。", [("孙宏伟", "车间主任")]),
        ("万华作为链主企业，带动上下游。", []),
        ("企业作为创新主体，组建专家团队。", []),
        ("双方担任联合主席。", []),
        ("作为制造业大市，常州把集群当主引擎。", []),
        ("张江，科学城的研究员云集。", []),
    ],
)
def test_a_name_before_its_office(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("“没有退路，只能往前走。”创始人林晓峰说。", "没有退路，只能往前走"),
        ("“订单排到了明年三月，”该公司副总经理诸葛云峰介绍。", "订单排到了明年三月"),
        ("在总工程师徐敏看来，设备自研是关键。", "设备自研是关键"),
        ("据车间主任刘洋介绍，产线效率提升了三成。", "产线效率提升了三成"),
    ],
)
def test_statements_before_and_behind(text: str, statement: str) -> None:
    (person,) = persons(text)
    assert person.role == "speaker"
    assert person.statement is not None
    assert text[slice(*person.statement)] == statement


@pytest.mark.parametrize(
    "text",
    [
        "市长高度重视。",
        "总经理于2019年上任。",
        "有关负责人介绍，产量增长。",
        "院长应邀出席。",
        "市民张女士说，很方便。",
        "书记和平时一样。",
        "湖北地处长江中游，水运便利。",
        "记者从陕西省长安银行获悉。",
    ],
)
def test_words_behind_an_office_are_no_names(text: str) -> None:
    assert found(text) == []


def test_the_office_may_stand_behind_the_name() -> None:
    assert found("张文远教授指出，要重视基础。张文远教授多次提到。") == [("张文远", "教授")]


def test_roles() -> None:
    text = "局长李明表示，要提速。副局长王文主持会议。科长赵平参加。"
    assert [p.role for p in persons(text)] == ["speaker", "host", "mentioned"]


def test_a_statement_ends_with_the_sentence() -> None:
    text = "协会秘书长梁文表示，新能源是四大优势产业之一，前景广阔。会后参观。"
    (person,) = persons(text)
    assert person.statement is not None
    assert text[slice(*person.statement)] == "新能源是四大优势产业之一，前景广阔"


def test_what_somebody_did_is_no_statement() -> None:
    text = "南通市商会会长周启明介绍了三年来的培育情况，分析了企业的主要特征。"
    (person,) = people(read(Document("d", "d.txt", text)))
    assert person.role == "speaker"
    assert person.statement is None


def test_organisation_of_the_position() -> None:
    (person,) = persons("山东广新材料有限公司总经理助理孟文表示，订单饱满。")
    assert person.organization is not None
    assert person.organization.end - person.organization.start == len("山东广新材料有限公司")
    (person,) = persons("二代接班人、公司总裁顾晓岚说，传承不是守业。")
    assert person.organization is not None
    assert person.organization.start == len("二代接班人、")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正文结束。\n(半岛全媒体记者 孙文慧)", [("孙文慧", "记者")]),
        ("某市晚报首席记者 张译文 通讯员 吕林", [("张译文", "首席记者"), ("吕林", "通讯员")]),
        ("本报讯（记者 张文 李平）近日，会议召开。", [("张文", "记者"), ("李平", "记者")]),
        ("新华社记者王凯、通讯员李芳报道", [("王凯", "记者"), ("李芳", "通讯员")]),
        ("记者从市工信局获悉，产量增长。", []),
        ("【某网讯】2026年4月22日　记者 方志华 珠海报道", [("方志华", "记者")]),
        ("【某报讯】记者胡若璋广州报道：昨日，大会举行。", [("胡若璋", "记者")]),
        ("本报讯 记者潘海报道 近日，大会举行。", [("潘海", "记者")]),
        ("(全媒体记者 田野 实习生 马小云)", [("田野", "记者"), ("马小云", "实习生")]),
        ("记者/王小刚 通讯员/李雪梅", [("王小刚", "记者"), ("李雪梅", "通讯员")]),
        ("全媒体记者：李明、王华 通讯员：赵军", [("李明", "记者"), ("王华", "记者"), ("赵军", "通讯员")]),
        ("记者李明远、实习记者王华", [("李明远", "记者"), ("王华", "实习记者")]),
        ("记者 买买提·艾力 通讯员 古丽", [("买买提·艾力", "记者"), ("古丽", "通讯员")]),
        ("采访中，记者了解到高明电子有限公司已投产。", []),
    ],
)
def test_bylines(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected
    assert all(p.role == "author" for p in persons(text))


def test_a_byline_in_the_dateline() -> None:
    text = "产业大会召开\n【某网讯】2026年4月22日　记者 方志华 珠海报道\n大会举行。"
    start, end = text.index("【"), text.index("\n大会")
    assert found(text, (Zone(start, end, "dateline"),)) == [("方志华", "记者")]


def test_a_caption_repeats_the_speaker_and_counts_only_with_another_position() -> None:
    text = "联合会副会长荣文英致辞。\n图为联合会副会长荣文英致辞\n图为联合会执行副会长荣文英发言"
    second, third = text.index("图为"), text.rindex("图为")
    zones = (Zone(second, third - 1, "caption"), Zone(third, len(text), "caption"))
    assert found(text, zones) == [("荣文英", "联合会副会长"), ("荣文英", "联合会执行副会长")]


def test_the_longer_of_two_positions_is_kept() -> None:
    assert found("市工信局副局长谢文介绍情况。副局长谢文说，很好。") == [("谢文", "市工信局副局长")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("任命：\n胡晓东为市工业和信息化局局长；", [("胡晓东", "市工业和信息化局局长")]),
        ("免去：\n章国庆的市科学技术局局长职务。", [("章国庆", "市科学技术局局长")]),
        ("世界论坛制造中心主管基瓦·奥古德表示赞同。", [("基瓦·奥古德", "世界论坛制造中心主管")]),
        ("董事长饶文斌系专家。", [("饶文斌", "董事长")]),
        ("部长王文远在布鲁塞尔与某会副主席布罗夫斯基举行会谈。", [("王文远", "部长"), ("布罗夫斯基", "某会副主席")]),
    ],
)
def test_appointments_and_offices_of_others(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某国驻外大使西尔万·泰伊离开驻地。", [("西尔万·泰伊", "某国驻外大使")]),
        ("国务院总理李远致电杰里·马内表示祝贺。", [("李远", "国务院总理")]),
        ("福州市长乐区举行活动。", []),
        ("外国领导人祝贺大会召开。", []),
        ("尼北利亚总统出席。", []),
    ],
)
def test_what_ends_a_name_and_what_is_none(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_appointed_with_a_form_of_address() -> None:
    assert found("董事会同意聘任宋佳女士为公司财务总监。") == [("宋佳", "公司财务总监")]


def test_a_name_with_towards_in_it_and_a_firm_with_a_hyphen() -> None:
    assert found("总工程师曲向军23日发言。") == [("曲向军", "总工程师")]
    assert found("总裁杨刚、克恩-里伯斯公司总裁斯特芬·舍费尔发言。") == [
        ("杨刚", "总裁"),
        ("斯特芬·舍费尔", "克恩-里伯斯公司总裁"),
    ]


def test_offices_that_one_person_takes_together_are_one_position() -> None:
    assert found("李文同志任海州省委委员、常委、书记。") == [("李文", "海州省委委员、常委、书记")]


def test_swearing_to_the_constitution_names_nobody() -> None:
    assert found("国家工作人员向宪法宣誓。") == []
    assert found("某国学者奥斯卡·拉方近日表示。") == [("奥斯卡·拉方", "某国学者")]


def test_a_name_with_by_in_it_before_a_saying() -> None:
    assert found("咨询公司合伙人倪以文表示赞同。") == [("倪以文", "咨询公司合伙人")]


def test_a_task_is_no_taking_of_office() -> None:
    assert found("经工程任务指挥部研究决定，近日发射。") == []


def test_a_monarch_s_number_is_part_of_the_name() -> None:
    assert found("国家主席同莱索托国王莱齐耶三世互致贺电。") == [("莱齐耶三世", "莱索托国王")]
    assert found("约旦国王阿卜杜拉二世表示支持。") == [("阿卜杜拉二世", "约旦国王")]


def test_foreign_names_in_less_common_characters() -> None:
    text = "沙特王储兼首相穆罕默德、亚美尼亚总统哈恰图良、蒙古国总统呼日勒苏赫出席。俄罗斯总统普京呼吁停火。"
    assert [name for name, _ in found(text)] == ["穆罕默德", "哈恰图良", "呼日勒苏赫", "普京"]
    assert found("赵某同多米尼加众议长帕切科举行会谈。") == [("帕切科", "多米尼加众议长")]
    assert found("代表团会见马来西亚最高元首阿卜杜拉、总理安瓦尔。")[0] == ("阿卜杜拉", "马来西亚最高元首")
    assert found("北约秘书长斯托尔滕贝格日前表示支持。") == [("斯托尔滕贝格", "北约秘书长")]


def test_those_who_are_given_an_office_together() -> None:
    text = "会议经表决，免去杨超、徐令义的国家监委副主任职务，任命孙新阳、刘学新、张福海为国家监委委员。"
    assert found(text) == [
        ("杨超", "国家监委副主任"),
        ("徐令义", "国家监委副主任"),
        ("孙新阳", "国家监委委员"),
        ("刘学新", "国家监委委员"),
        ("张福海", "国家监委委员"),
    ]


def test_a_dash_between_office_and_name() -> None:
    assert found("今天我们来认识海州市临河村党支部书记——李春燕。") == [("李春燕", "海州市临河村党支部书记")]


def test_a_committee_on_the_credentials_of_deputies_keeps_its_name() -> None:
    assert found("会议听取了全国人大常委会代表资格审查委员会主任委员吴良作的报告。") == [
        ("吴良", "全国人大常委会代表资格审查委员会主任委员")
    ]
