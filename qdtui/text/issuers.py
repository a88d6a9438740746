"""Who issued a document: the subject of 印发, 发布, 出台 before its title, or behind it in 由…印发."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from qdtui.model import Span
from qdtui.text.normalise import normalise
from qdtui.text.orgs import listed_to, orgs
from qdtui.text.places import Place, places, resolve
from qdtui.text.policy_kinds import core, plain
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.times import times_between


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer as the text names it (我市 resolved to the city), where it stands, and where its verb begins."""

    name: str
    span: Span


_VERBS = (
    "印发|签署|发布|发表|出台|颁布|公布|制定|制订|下发|推出|通过|修订|签发|发出|拿出|亮出|转发|批复|批准|发文|印制|公示"
)
_ISSUED = re.compile(
    rf"(?:联合|共同|正式|专门|分别|研究|审议|表决|会同|(?:细则性)?讨论[及和]?|起草|编制)*(?:(?:{_VERBS}|(?:起草|编制|拟定)(?=了|实施|完成|形成))[并和]?)+(?<![并和])(?:实施|并实施|施行|完成|形成)?(?:同意)?(?:了|的)?(?:[最全]?新版?(?!一轮|[型兴质]|能源|材料|一代)|重新)?(?:(?:修订|修编|编制|制定|升级|调整)[后过]?的)?(?:20\d\d年?度?)?(?:(?:我国|全国|国内|全省)?首[个部份]|一[份部项个]|新一轮|[一二两三四五六七八九十\d]+大|\d+余?条)?(?:关于)?(?:(?:面向社会|向社会|公开)*征求)?(?:[^，。；《》、]{{0,20}}——|[^，。；：《》“”]{{0,4}}(?:支持|促进|推动|鼓励)[^，。；：《》“”]{{2,24}}的)?$"
)
_BY = re.compile(
    rf"[》”\"]?(?:[（(][^（）()]*[）)])?(?:近日|日前|已|正式|于)*(?:由|经|获)(?P<who>[^，。；《》“”]{{2,40}}?)(?:联合|共同|正式|审议|表决|研究|会议|牵头|负责|组织|于20\d\d年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?)*(?:{_VERBS}|起草|编制)"
)
_SAT_ON_IT = re.compile(r"(?:政府|管委会|[市县区州]委)[^，。；]{0,24}会议[^，。；]*(?:通过|同意|研究|审议)$")
"""A local government that a paper was laid before and that passed it: who gives it out is another thing."""
_PLENUM = re.compile(
    r"(?P<who>(?:党的|中共)?[一二三四五六七八九十]+届[一二三四五六七八九十]+中全会)(?:在|审议|表决|通过|作出|提出|的|了)*《?$"
)
"""A plenum before the document that it passed: 党的某届某中全会审议通过的《决定》."""
_BY_ORDER = re.compile(
    r"签署(?P<who>国务院)(?:第\d+号)?令[，、 ]?(?:公布|颁布|发布)?《?$|"
    r"(?P<army>中央军委)主席[\u4e00-\u9fff]{2,8}签署命令[，、 ]?(?:公布|颁布|发布)?(?:新?修订的|新的)?《?$"
)
"""The premier's signature: 签署国务院令，公布《…条例》."""
_DRAFTED = re.compile(
    r"(?:^|(?<=[，；]))(?P<alone>[^，。；：《》“”由]{2,30}?)(?:会同[^，。；、]{2,30}?)?(?:牵头|负责|组织|联合|共同)*(?:起草|编制)的$|"
    r"由(?P<who>[^，。；：《》“”由]{2,40}?)(?:会同[^，。；、]{2,30}?)?(?:(?:联合|共同|牵头|负责|组织|主导)+(?:研究)?(?:起草|制定|制订|编制|拟定|修订|发布|印发)的|编制的|(?:新|重新)修订的|共同发起的[^，。；：《》“”]{0,10})$"
)
_ASKED = re.compile(r"》?(?:[（(][^（）()]*[）)])?(?:向社会|面向社会|公开|广泛)*征求(?:社会|公众|各方)?意见")
"""Behind the title of a draft: who asks for opinions on it gives it out."""
_PARTY_AND_STATE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4})?[省市区县州]委、(?:[\u4e00-\u9fff]{2,4})?[省市区县州](?:人民)?政府(?:的|关于)?$"
)
_SEVERAL = re.compile(
    r"(?:(?<=[据照按，。、])|^)[^，。；：《》“”据照按]{3,30}等[\d一二两三四五六七八九十]+(?:个)?部[门委](?:的|联合)?$"
)
"""Several bodies right before a title: 省工信厅等六部门《…实施方案》."""
_UNION = re.compile(r"(?:联合国|非盟|欧盟|东盟|阿盟|(?:上海合作|世界贸易|世界卫生|上合|世贸|世卫)组织)$")
"""A union of states right before a title: 非盟《某某议程》."""
_OF_STATE = re.compile(
    r"^(?:国家|国务院|最高)[^、]{0,12}[部局委署院]|^(?![省市县区州])[^、]{1,10}(?:部|总局|总署)(?:$|[、等])"
)
CARRIES_OUT = re.compile(
    r"(?:从?20\d\d年(?:\d{1,2}月)?(?:起|开始)?[，,]?)?(?:开始|联合|共同|近日|日前|组织|正式|全面|在全国(?:范围内?)?|于20\d\d年)*(?:部署)?(?:实施|开展|启动)(?:实施|开展)?(?:了|的)?"
)
"""What stands between an authority and the campaign that it carries out."""
_SENT_OUT = re.compile(r"(?:近日|日前)?(?:下发|印发|发布|发出|发文)了?(?:通知|公告|通告|文件|意见)?$")
_RUN = re.compile(r"《[^《》]{2,80}》(?:[（(][^（）()]{1,30}[）)])?(?:、|和|与|及|以及)?$")
_NEXT_TITLE = re.compile(r"》(?:[（(][^（）()]{1,30}[）)])?(?:、|和|与|及|以及)?《[^《》]{2,80}》")
_LONGEST_RUN = 12
_EDGE = re.compile(r"[，。；：！？\n]|[电讯][（(][^（()）\n]{2,24}[)）]")
_ADVERB = re.compile(
    r"(?:在[^，。；在]{2,14}上|在[\u4e00-\u9fff]{2,6}(?:新区|[省市县])|在|关于|[将拟]?于|近日|日前|近期|最近|不久前|此前|目前|随后|同时|其中|此外|另外|又指?|还|也|已经?|将|(?<=[部局府厅院市省区])会|就|曾|均|率先|首次|全票|一致|高票|及时|抓紧|加快|正在?|陆续|相继|先后"
    r"|专门|牵头|重点|最新|联合|共同|正式|统一|研究|起草|自主|今年|去年|明年|早在|下一步|接下来|新闻发布会上?|当天|今天|昨天|上午|下午|今日|昨日|在全[国省市]|在国内|为此|并|再次|再|适时|同步|同期|一并|配套|抢先|第一时间|高标准|高质量|高水平|即将|拟|计划|密集|接连)+$"
)
_LEADING = re.compile(
    r"^(?:\d{1,2}[.、．]|近日|日前|近期|最近|不久前|此前|随后|随着|根据|按照|依据|依照|遵照|为?(?:深入)?(?:贯彻)?落实|为?(?:深入)?贯彻|围绕|对标|结合|据|由|经(?![济信贸发])|对(?!外)|从(?!化)|自(?!治区|然资源)|当|在|而|其中|此外|另外|同时|今年以来|今年|去年|早在|目前|当前|[，、：\s（()）]"
    r"|此基础上|下一步|接下来|为此|并|记者[从自]|以及|和|与|及|时任|昨天|今天|上午|下午|日(?!本))+"
)
_BODY = re.compile(
    r"(?:部|委|局|厅|办|署|院|会|府|省|市|区|县|州|旗|盟|镇|部门|部委|中央|国务院|机关|中心|单位|央行|交所|交易所|办公室|银行|集团|公司|当局|机构|(?:调查|工作|督导|巡视|领导小|考核|督察|综合|专家|专项)组|联防联控机制|主席团|两高|军委|政协|人大|总台|高校|大学|协会|学会|工商联|工经联|妇联|科协|文联|多地|[0-9一二三四五六七八九十]+地)$"
)
_TWICE = re.compile(r"(?P<body>[^，。、]{3,14}).+(?P<again>(?P=body))")
"""A body at both ends of what ran on from a headline: 某某委规范项目管理某某委."""
_INNER = re.compile(r".*(?:[了的对据由]|(?:起草|编制|制定)、|根据|解读|落实)(?=.{2})")
_NTH = r"第?[\d一二三四五六七八九十百]+次"
_SESSION = re.compile(
    rf"(?:{_NTH})?(?:常务|常委会|党组|全体|[^，。、]{{0,2}})会议(?:研究)?$|全体大会$|{_NTH}(?:[^，。]{{0,6}}会议|常务|党组|全体)?$"
)
_NATION = re.compile(
    r"^(?:我国|中国|国家|全国|各地|各级|国家和地方|有关部门|相关部门|两国|双方|我们|会议|大会|论坛|峰会|活动|会上|现场)$"
)
_OFFICE = re.compile(r"[副总]?(?:总理|书记|主席|部长|局长|主任|委员|省长|市长|厅长|负责人|发言人|消息|专家)")
_HERE = re.compile(r"^(?:[我全本该]([省市区县州]|自治区)(?:委|政府|人民政府)?|([省市区县州])里)$")
_OURS_WILL = re.compile(r"我[省市区县州](?=将|要|把|正|已|还|以|积极|先后|高度|坚持|立足|围绕)")
_SAYS = re.compile(r"(?P<who>[^，。 （()）]{2,20}[部局委署厅院办])[ （()）]*(?:表示|介绍|透露|通报|宣布|消息|称)")
"""A body that says something before it gives a paper out: 某部今天表示，…，并同步印发《…》."""
_UNSIGNED = re.compile("未批准|未签署|未加入")
_AND_OTHERS = re.compile(r"等[\d一二两三四五六七八九十]+个?部[门委]")
_THAT = re.compile(r"^该([局厅部委办署院])$")


def issuer_of(reading: Reading, sentence: Sentence, name: Span) -> Issuer | None:
    """Who issued the document whose title stands at `name` (without marks), as far as this sentence says."""
    norm = reading.norm
    opening = name.start
    while opening > sentence.start and norm[opening - 1] in '《“「"':
        opening -= 1
    last = name.end
    while norm.startswith("》", last) and (other := _NEXT_TITLE.match(norm, last, sentence.end)):
        last = other.end() - 1  # 《甲》《乙》和《丙》已经市政府会议通过
    if plenum := _PLENUM.search(norm, sentence.start, opening):
        return Issuer(reading.text[slice(*plenum.span("who"))], Span(*plenum.span("who")))
    if order := _BY_ORDER.search(norm, sentence.start, opening):
        who = order.span("who" if order["who"] else "army")
        return Issuer(reading.text[slice(*who)], Span(*who))
    if (m := _BY.match(norm, last, sentence.end)) and not _SAT_ON_IT.search(m[0]):
        return body_in(reading, *m.span("who"))
    for _ in range(_LONGEST_RUN):
        run = _RUN.search(norm, max(sentence.start, opening - 120), opening)
        if run is None or norm[opening] != "《":
            break
        opening = run.start()  # 出台《甲》《乙》和《丙》: one verb for all
    left = norm[sentence.start : opening]
    if drafted := _DRAFTED.search(left):
        who = drafted.span("who" if drafted["who"] else "alone")
        return body_in(reading, sentence.start + who[0], sentence.start + who[1])
    asked = _ASKED.match(norm, name.end, sentence.end) and re.search("[就对]$", left)
    if left.endswith("关于批准"):
        return None  # 通过关于批准《某某条约》的决定: who approves a treaty did not make it
    verb = asked or _ISSUED.search(left)
    if verb is None and norm.endswith("专项行动", *name) and (body := carried_out_by(reading, sentence, name.start)):
        return body
    if verb is None:
        return _beside(reading, sentence, opening) or _in_title(reading, name)
    edge = max((m.end() for m in _EDGE.finditer(left, 0, verb.start())), default=0)
    own = body_in(reading, sentence.start + edge, sentence.start + verb.start())
    own = own or _in_title(reading, name)
    if own or left[edge : verb.start()].strip('"“「 ').startswith(("根据", "按照")):
        return own
    rest = _ADVERB.sub("", _untimed(reading, sentence.start + edge, sentence.start + verb.start())).strip()
    if rest or verb[0].startswith("编制实施"):
        return None  # of a work of several clauses: 某市瞄准重点领域，编制实施…计划
    return _carried(reading, sentence, sentence.start + edge)


def carried_out_by(reading: Reading, sentence: Sentence, name: int) -> Issuer | None:
    """The authority that is said to carry out the campaign whose name begins at `name`: 某部从2016年开始实施…."""
    norm = reading.norm
    opening = name - 1 if norm[name - 1 : name] in ("“", '"') else name
    at = max(sentence.start, opening - 60)
    verb = next((m for m in CARRIES_OUT.finditer(norm, at, opening) if m.end() == opening), None)
    if verb is None:
        return None
    edge = max((m.end() for m in _EDGE.finditer(norm, at, verb.start())), default=at)
    body = body_in(reading, edge, verb.start())
    return body if body is not None and _OF_STATE.search(normalise(body.name)) else None


def _untimed(reading: Reading, start: int, end: int) -> str:
    """`norm[start:end]` with the times in it blanked out."""
    chars = list(reading.norm[start:end])
    for time in times_between(reading, start, end):
        for i in range(time.start - start, min(time.end, end) - start):
            chars[i] = " "
    return "".join(chars)


def body_in(reading: Reading, start: int, end: int) -> Issuer | None:
    """The authority, organisation or place that the words `start`–`end` name, times and adverbs aside, or None."""
    text = _untimed(reading, start, end)
    while True:
        head = _LEADING.match(text)
        cut = head.end() if head else 0
        text, start = text[cut:], start + cut
        tail = _ADVERB.search(text.rstrip(" （()）"))
        if tail:
            text = text[: tail.start()]
        stripped = text.rstrip(" （()）")
        if not tail and not cut and stripped == text:
            break
        text = stripped
    text = _SESSION.sub("", text.removesuffix("等")).strip()
    if "会同" in text and _is_body(leading := text[: text.index("会同", 1)]):
        text = leading  # 某委会同某部研究制定
    if len(text) > 14 and (again := _TWICE.fullmatch(text)):
        text, start = again["body"], start + again.start("again")
    if not _is_body(text) and (inner := _INNER.search(text)):
        text, start = text[inner.end() :], start + inner.end()
    if not 2 <= len(text) <= (90 if text.count("、") > 2 else 48) or " " in text.strip() or not _is_body(text):
        return None
    if here := _HERE.match(text):
        level = here[1] or here[2]
        region = resolve("我" + level, reading, start)
        if region is None:
            unknown = re.match("[我全本该]", text) or text.endswith("里")
            return None if unknown else Issuer(reading.text[start : start + len(text)], Span(start, start + len(text)))
        # 县里 in 安丘市: the text gives the place an ending of its own
        other = any(region + ending in reading.norm for ending in "省市区县州") and region + level not in reading.norm
        suffix = "" if region.endswith(level) or other else level
        return Issuer(region + suffix, Span(start, start + len(text)))
    if that := _THAT.match(text):
        known = [o for o in orgs(reading.norm) if start - 200 < o.end <= start and o.name[-1] == that[1]]
        return Issuer(reading.text[known[-1].start : known[-1].end], Span(start, start + len(text))) if known else None
    return Issuer(reading.text[start : start + len(text)], Span(start, start + len(text)))


def _is_body(text: str) -> bool:
    if _NATION.match(text) or re.search(r"[《》“”]|(?<!党)的(?!地方)|了|[尚还]未|未批准|没有|提出|强调|表示", text):
        return False
    if _BODY.search(text) or re.fullmatch(r"[省市区县州]里", text):
        return not text.endswith(("大会上", "会上", "社会", "机会"))
    found = places(text)
    between = "".join(text[a.end : b.start] for a, b in pairwise(found))
    return bool(found) and found[0].start == 0 and found[-1].end == len(text) and not between.strip("、和与及以")


def _beside(reading: Reading, sentence: Sentence, opening: int) -> Issuer | None:
    """An organisation or place directly before the title: 国务院《…意见》."""
    at = opening - 1 if reading.norm[opening - 1 : opening] == "的" else opening
    for org in orgs(reading.norm):
        named = org.end == at and org.start >= sentence.start and org.kind in ("agency", "association")
        if named and not _UNSIGNED.search(org.name):
            return Issuer(reading.text[org.start : org.end], Span(org.start, org.end))
    if reading.norm[at : at + 1] != "《":
        return None
    if both := _PARTY_AND_STATE.search(reading.norm, max(sentence.start, at - 20), at):
        return body_in(reading, both.start(), both.end())
    if several := _SEVERAL.search(reading.norm, max(sentence.start, at - 40), at):
        return body_in(reading, several.start(), several.end())
    if union := _UNION.search(reading.norm, max(sentence.start, at - 6), at):
        if _UNSIGNED.search(reading.norm, max(sentence.start, union.start() - 4), union.start()):
            return None
        return Issuer(reading.text[slice(*union.span())], Span(*union.span()))
    for place in places(reading.norm):
        if place.end == at and place.start >= sentence.start and place.level not in ("country", "macro"):
            return Issuer(reading.text[place.start : place.end], Span(place.start, place.end))
    return None


def _in_title(reading: Reading, name: Span) -> Issuer | None:
    """The body that a title itself begins with: 国务院关于…的意见."""
    found = (reading.norm.find(word, name.start, min(name.end, name.start + 30)) for word in ("关于", "印发", "贯彻"))
    about = min((at for at in found if at > name.start), default=-1)
    if about <= name.start + 1 or not _BODY.search(reading.norm, name.start, about):
        return None
    return Issuer(reading.text[name.start : about], Span(name.start, about))


def handed_out_by(reading: Reading, title: str) -> Issuer | None:
    """Who the headline of a notice says to hand out the paper of this title: 某市人民政府关于印发某方案等的通知."""
    headline = next((s for s in reading.sentences if s.heading), None)
    told = _HANDS_OUT.match(reading.norm, *headline.span) if headline is not None and headline.start < 80 else None
    if (
        told is None
        or headline is None
        or plain(core(normalise(title))) not in plain(reading.norm[told.end() : headline.end])
    ):
        return None
    parts = told["who"].split()
    if len(parts) > 1 and all(_BODY.search(part) for part in parts):
        return Issuer("、".join(reading.text[slice(*told.span("who"))].split()), Span(*told.span("who")))
    return body_in(reading, *told.span("who"))


_HANDS_OUT = re.compile(r"(?P<who>[\u4e00-\u9fff、 ]{2,80}?)关于(?:印发|公布|发布)")


def _carried(reading: Reading, sentence: Sentence, before: int) -> Issuer | None:
    """The subject of an earlier clause of the sentence: the place or agency that stands first in it."""
    norm = reading.norm
    best: Issuer | None = None
    for clause in reading.clauses(sentence):
        if clause.start >= before:
            break
        text = _untimed(reading, clause.start, clause.end)
        head = _LEADING.match(text)
        at = clause.start + (head.end() if head else 0)
        subject: Place | None = next(
            (p for p in places(norm) if p.start == at and p.level not in ("country", "macro")), None
        )
        agency = next((o for o in orgs(norm) if o.start == at and o.kind == "agency"), None)
        if agency and agency.end <= clause.end and not _OFFICE.match(norm, agency.end):
            end = listed_to(norm, agency.end)  # 市委、市政府高度重视，出台…
            if several := _AND_OTHERS.match(norm, end, clause.end):
                end = several.end()  # 某部、某委等七部门，联合发布…
            best = Issuer(reading.text[agency.start : end], Span(agency.start, end))
        elif subject and norm[subject.end : subject.end + 1] not in ("的", "市场"):
            best = Issuer(reading.text[subject.start : subject.end], Span(subject.start, subject.end))
        elif says := _SAYS.fullmatch(text[at - clause.start :]):
            best = body_in(reading, at, at + says.end("who")) or best
        elif ours := _OURS_WILL.match(text[at - clause.start :]):
            best = body_in(reading, at, at + len(ours[0])) or best  # 我市将把…作为抓手，牵头制订…
        elif sent := _SENT_OUT.search(text):
            best = body_in(reading, clause.start, clause.start + sent.start()) or best
    return best
