"""Words by which an honour is given: verbs before its title, what denies it, and whose it is by those words."""

from __future__ import annotations

import re

AWARDED = re.compile(
    r"(?:获[^，。；、]{2,14}?(?:授予|认定为?|评为)|入选|入围|上榜|[荣再喜又斩摘勇]获|捧回|挂上|拿下|拿到|收获|揽获|夺得|提交|递交|报送|获评|获批|获得|获授|荣膺|斩获|摘得|跻身|晋级|列入|纳入|通过|成为|当选|被[^，。；]{0,20}?(?:认定|评定|评|授予|确定|列|命名|纳入|列入)为?|(?:认定|评定|评选?|命名)为|加入|摘[取下]|捧得|揽得|问鼎|荣?登上|荣登|步入|迈[入进]|(?:升级|晋升|列|成长|发展成)为|入列|折桂|获颁|[拥保享具持]有|手握|保[留持]|延续|收到(?=[^，。；]{0,12}颁发)|喜提|分获|身份(?:——|是|[：:])|参加(?=第.{1,3}批|国家|全国|省|首批|20\d\d年|工信部)|"
    r"(?:是|系(?![列统数])|为|作为)(?!了)|申报|冲刺|争创|冲击|推荐申报|拟认定为|进入)"
)
MAKERS = re.compile(r"制造业|[国省市]家?级单项冠军|工信|工业和信息化|企业|公司|产品|厂")
DENIED = re.compile(r"(?:未能?|没有|尚未|还未|并未|落选|撤销|取消|无缘|不是|并非)[^，。；]{0,12}$")
COUNT_NEXT = re.compile(r"[”\"]?(?:企业|产品)?(?:数量|总数)?(?:达到?|增至|有|共)?(?:超过?|近|约)?\d+(?:余|多)?[家个项]")
AGAIN = re.compile(
    r"(?!或)[”\"]?[、和及与]?[“\"]?[^，。；、“”]{0,16}|[”\"]?(?:[（(][^（）()]{1,12}[）)])?(?:[、和及与“]|以及)(?:(?!公司|集团|厂)[^，。；]){0,80}"
)
ENTERING = re.compile(r"入选|加入|入围|上榜|获|荣膺|斩获|摘得|跻身|晋级|列入|纳入|通过|当选|被|认定|确定|成为|名单")
KIND_CELL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?P<kind>示范|培育)企业|(?P<product>(?:单项|冠军)?产品))(?![\u4e00-\u9fff：:])"
)
# 授予某公司“…单项冠军”称号
GIVEN = re.compile(
    r"授予(?P<to>[^，。；“]{2,200}?)[“\"]?(?:[^，。；“”、]{2,4}[省市]|国家级?|省级|市级|第.{1,3}批|首批|全国|20\d\d年度?|制造业)+$"
)
THIS_TIME = re.compile(
    r"(?:此次|本次|这次|本批|此批|新)(?:新)?(?:入选|上榜|获评|当选|入围)的(?:(?:\d+|[一两三四五六七八九十]+)[家户个])?(?:企业)?(?:有|包括|是|为|分别[是为])?[：:]?"
)
COUNTED_IN = re.compile(
    r"(?:算上|加上|连同)(?:此前|早先|已经?|先前|之前|去年|前年|今年|20\d\d年|前[两二三四五六七八]批|往年|前期|第[一二三四五六七八九十]批|首批)*(?:获评|入选|认定|获得|上榜)的"
)
LEADING = re.compile(r"(?:国家级?|省级|市级|全国|全球|制造业|“|[\u4e00-\u9fff]{2,4}[省市区县])*")
ONE_OF = re.compile('[”"]?(?:之一)?[，,]')
FAR = 400
REACH = 4000
"""How far from its title, in characters, a list of holders is looked for in a sentence without an end."""
APART = re.compile(
    r"其[他余](?:\d+|[一两三四五六七八九十]+)家|曾|此前|另外|此外|还有|累计|目前|现有|拥有|复核|早在|先后有|年间"
)
PRODUCT = re.compile(
    r"(?:凭借?其?在(?=[^，。；、]{2,16}领域)|凭借|凭|以(?![下及其此上]|外|来|为)|靠|主营产品|主导产品|生产的|研发的|产品为|产品是)(?:为|是)?[“\"]?(?P<product>(?!分别|依次|其在)[^，。；、“”\"]{2,20}?)[”\"]?(?:产品|系列产品|领域[^，。；、]{0,12})?(?:的[^，。；、]{0,12}(?:优势|实力|能力|地位|表现|水平|技术|品质|性能|业绩)(?:[和与][^，。；、]{0,12}(?:优势|实力|能力|地位|表现|水平))?)?(?=[，,。；]|被|入选|荣获|获评|获|上榜|通过|成功)"
)

# 拥有单项冠军示范企业等荣誉: a firm's honours, not the firms that a place has
HELD = re.compile(r"单项冠军[^，。；\d]{0,40}?(?:称号|荣誉|资质|头衔)")
# 国家制造业单项冠军示范企业的牌匾 on the wall of the firm named before
PLAQUE = re.compile(r"[”\"]?(?:企业)?[”\"]?的?(?:牌匾|奖牌|证书|金字招牌|铭牌|荣誉牌|匾额)")
# 2024年，… at the head of a paragraph dates what the paragraph goes on to tell
TOPIC = re.compile(r"[ \t\u3000]*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．])?(?P<year>20\d\d)年(?:度|以来|里)?，")

# 认定甲为第三批单项冠军企业，乙为单项冠军产品: the second title is as bare as this, the first has told the rest
BARE = re.compile(r"(?:^|[，、；])(?:(?!公司曾|曾|此前)[^，。；]){0,40}?[为成获评选]“?$")

NEXT_OF_LIST = re.compile(
    r"(?:[^，。；]{2,40}?(?:公司|集团|厂))?[、和](?:[国省市]家?级|[\u4e00-\u9fff]{2,4}[省市])?(?:制造业)?“?"
)
# 甲公司（国家级制造业单项冠军示范企业）
IN_BRACKETS = re.compile(r"[（(][^（）()，。；]{0,16}$")
NOTICE_OF_LIST = re.compile(r"公[布示告]|印发|名单|认定(?!管理|办法|工作)")
NO_LIST = re.compile(r"申报|推荐|组织|办法|方案|意见|细则|指南|培训")
LISTED = re.compile(
    r"[：:]|分别[是为]|[其另][他余外]?(?:\d+|[一两二三四五六七八九十]+)家(?:企业|公司)?是|\d[家个][，,]?[即为是](?!单)|包括|依次[是为]|(?:它|这家企业|该企业)(?:就|便|正)?是"
)
GROUP_KIND = re.compile(
    r"[^，；]*?(?:\d+|[一二两三四五六七八九十]+)[家个项款](?:(?P<kind>示范|培育)企业|(?:单项冠军)?(?P<product>产品))"
)
# 获得国家级制造业单项冠军称号的甲公司
OF_TITLE = re.compile(r"[”\"]?(?:企业|产品)?[”\"]?(?:称号|荣誉|资格|资质)?的")
# 拥有甲、乙等国家级制造业单项冠军企业; 甲、乙2家国家级…; 以甲、乙为代表的国家级…
BEFORE_TITLE = re.compile(
    r"(?:(?P<like>为(?:代表|龙头|引领|骨干|首)的)|(?P<etc>等)?(?:(?P<count>\d+|[两三四五六七八九十]+)[家户个]|一批|多家|众多)?)"
    r"(?:国家级?|国内|省级|市级|全国|全球|世界级?|制造业|第[一二三四五六七八九十]+批[、和]?|首批|“|的)*$"
)
# 甲公司：国家制造业单项冠军示范企业（2017年）
LABELLED = re.compile(r"[：:—]+[^，。；：:]{0,30}$")
NOT_HELD = re.compile("支持|推动|培育(?![了出])|争创|推荐|申报|力争|冲刺|引导|鼓励|对标")
# a table's row with a firm, its title and the year in cells of their own
TITLE_CELL = re.compile(
    r"(?:(?P<national>国家级?|全国)|(?P<province>省级)|(?P<city>市级))?(?:制造业)?“?单项冠军”?(?:(?P<kind>示范|培育)?企业|(?P<product>产品))?"
)
# 入选的两家企业中，甲公司主要从事…；乙公司主营…
OF_THE_ENTERED = re.compile(
    r"(?:此次|本次|新)?(?:入选|获评|上榜|入围)的(?P<count>\d+|[两三四五六七八九十]+)家企业[中里][，,]"
)
# 在第七批名单中，张家港还有甲公司入选
OTHER_BATCH = re.compile(r"第(?P<number>[一二三四五六七八九十\d]+)批[^，。；]{0,6}名单[中里]?")
# 国家级有甲、乙2家，省级有丙
LEVEL_HAS = re.compile(
    r"(?P<level>国家级|省级|市级)的?(?:企业)?(?:有|为|包括|分别[是为]|[：:])(?P<list>[^，。；：:]{3,120}?)等?(?:(?:\d+|[一两三四五六七八九十]+)家)?(?=[，。；]|$)"
)
# …等12家企业为2024年甘肃省单项冠军企业，乙公司的产品为…
ALSO_IS = re.compile(r"企业?[”\"]?，[^，。；]{2,60}为[^，。；]{0,12}$|^，[^，。；]{2,60}为[^，。；]{0,12}$")
SAME_TITLE = re.compile("(?:这一|该|此|同一)(?:称号|荣誉|殊荣|头衔|桂冠)")
OTHERS = re.compile("[其另][他余外]?(?:\\d+|[一两三四五六七八九十]+)家(?:企业|公司)?是")
# 进入…公示名单的我省企业分别是：甲公司、乙公司
WHO_ENTERED = re.compile(
    r"[^，。；：、]{0,12}的(?:[我全本][省市县区]|[^，。；：、的]{0,6})(?:企业|公司)(?:共有|分别|依次)?[是为有：:]"
)
SIGNED = re.compile(r"\s*\n\s*20\d\d年\d{1,2}月\d{1,2}日\s*(?:\n|$)")
BATCH_CELL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:第(?P<number>[一二三四五六七八九十\d]+)批|(?P<first>首批))(?![\u4e00-\u9fff])"
)
# 今年新增的企业既有甲、乙等传统产业的代表，也有丙、丁等企业
MADE_UP_OF = re.compile(r"(?:既有|也有|还有|又有|不乏|包括)(?P<list>[^，。；]{4,90}?)等")
# 携航天电池入选的某公司
WITH_ITS_GOODS = re.compile(
    r"携[“\"]?(?P<goods>[^，。；“”]{2,24}?)[”\"]?(?:入选|上榜|获评|入围)的(?P<name>[^，。；的]{4,30}?(?:公司|集团|厂))"
)
# 获得某省单项冠军的企业中，甲集团…；乙公司…
AMONG_HOLDERS = re.compile(r"[”\"]?的?(?:企业|公司)?[中里][，,]")
AFTER_ANOTHER = re.compile(r"继[^，。；]*$")
# 成为我市继甲公司、乙公司之后第三家单项冠军企业: those before hold it, too
AFTER_THESE = re.compile(
    r"继(?:(?P<year>20\d\d)年)?(?P<list>[^，。；“”]{3,60}?)(?:入选|获评|上榜|获此殊荣)?(?:之后|以后|后)[，,]?(?:[^，。；]{0,10}?)(?:第[二三四五六七八九十\d]+|又一)[家个]"
)
YEAR = re.compile(r"(?:20\d\d|今|去|前)年")


def award_verb(norm: str, floor: int, stop: int) -> re.Match[str] | None:
    """The first verb of awarding before the title with nothing but words of the award between."""
    for match in AWARDED.finditer(norm, floor, stop):
        if match[0].endswith("有") and HELD.match(norm, stop) is None:
            continue
        between = norm[match.end() : stop]
        if len(between) <= 90 and not re.search(
            r"[。；;]|企业\d|公司|拥有|[，,](?!(?:继续)?(?:保留|保持)|(?:以及|和)?(?:全国|国家|工信部|省|市|第|首批|中国|制造业|“)[^，]{0,12}$)",
            between,
        ):
            return match
    return None
