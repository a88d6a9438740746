"""Counted phrases: the words before a number (单项冠军企业39家) or behind it (4个先进制造业集群) that it counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from qdtui.model import Span
from qdtui.text.data import by_kind, fields
from qdtui.text.lexicon import acts, adverbs, head_nouns, verbs


def _edges(kind: str) -> str:
    return "|".join(entry[1] for entry in fields("phrase_edges.tsv") if entry[0] == kind)


_TAIL_WORDS = re.compile(rf"(?:{_edges('after')})+$")
_LINK = re.compile(rf"^(?:{_edges('before')})+")
_NP_STOP = re.compile(rf"(?:联系|连接|串联)在一起|计划(?=每[周年月日天])|[，。；：！？…:,;!?\n]|(?:{_edges('stop')})")
_IN_CITY = re.compile(r"(?:成|首|昌|宜|丰|陪|新)都(?=[\u4e00-\u9fff])")
"""都 that ends a city's name rather than saying that it is so of all: 4家成都企业."""
_NUMBER_SOON = re.compile(r"[^，。；、,;]{0,8}?[\d一二两三四五六七八九十百千万]")
_MEASURED = re.compile(r"(?:率|额|值|量|收入|投资|产值|规模|面积|余额|占比|人数|总数|强度|密度|金额|经费|费用)$")
_OWNER_OF = re.compile(
    r"(?P<counted>[\u4e00-\u9fff“”]{0,12}?(?:产业(?!链|集群|园)|集群|行业|企业|园区|开发区|产业链|省份|省区市|地区|城市|市州|县区?(?!域)|市县)(?:[（(][^（()）\d]{1,6}[）)])?)"
    r"(?:[\u4e00-\u9fff]{2,10}?(?=均|都|同比)|(?:(?:规模以上|规上|工业|高新技术)[\u4e00-\u9fff]{0,8}?)?"
    r"(?:主营业务收入|营业收入|销售收入|营收|总?产值|增加值(?:增速)?|利润|税收|投资额?))(?:合计)?"
    r"(?=保持|年均|平均|增长|下降|同比|达|突破|超|为|约|占|实现|[\d近均都]|$)"
)
"""What is counted with what the next number says of it: 10个|主导产业|营业收入达到3000亿元."""


_OWNERS_OWN = re.compile(
    r"(?P<owner>[\u4e00-\u9fff“”]{0,12}?(?:企业|省份|城市|地区|园区|银行|机构|公司|国家|县区|行业))的"
    r"[^，。；、的\d]{2,20}?(?:总数|数量|规模|总量|收入|产值|增加值|利润|投资|面积|[率额])(?=达|突破|超|为|约|占|[\d近均都])"
)
"""What is counted and, behind 的, what the next number tells of it: 3家|电信企业的用户总数达5亿户."""
_NOMINAL_END = re.compile(
    r"[“”的（(]|[值额量率业品者性型力度化网面线点区县市省村镇厂站场馆院所部员师生费款金券队室厅堂港机器板团课策曲舞剧画房]$|(?<![参到与开])会$|(?<!参)赛$|专题$"
)
_TRIM_END = re.compile(
    r"(?:等(?:任务|举措|工作|方面|内容)|的同时|同时|期间|的基础|[中里内上]|之中|当中|之一|名单|的|等|、|和|及|与|以及|[（(]|[\s“])+$"
)
_AND_NUMBER = re.compile(
    r"(?:和|及|以及|与|、|或|并)(?=[\d近超约逾]|[一二两三四五六七八九十]{1,3}[个家项条名座所大]|一批|多[个家项])"
)
_COMPOUND = re.compile(
    r"(?:单位|企业|机构|公司|队伍|人员)(?=参[展会赛与加]|[，。；、和及]|$|已|均|都)|[器者师员率馆厅]|区(?![域别])|工程(?=[，。；、和及与正已]|$)|(?:示范[区县市园]|先行区|试验区|基地|中心|兵团|计划|枢纽|项目|资金|基金)(?=[，。；、和及]|$|目前|已|均|全部|开工)"
)
"""Behind a verb that is part of a noun: 人才培养基地."""
_QUOTED = re.compile(r"“[^“”\n]{1,30}”|《[^《》\n]{1,60}》|[（(][^（()）\n]{1,30}[）)]|‘[^‘’\n]{1,30}’")
_MARK = re.compile(r"[，。；：！？、,;]")
_NOT_NOUN = re.compile(rf"(?:{_edges('other')})")


_CLOSED = re.compile(r"[（(][^（()）]*[)）][、，,和及]?")
_NEW_VERB = re.compile(
    r"[、并](?=新增|新建|新培育|新认定|建成|完成|实现|覆盖|带动|培育|打造|引进|释放|吸引|惠及|拥有|设立|形成|达到)"
)


_INNER_VERB = re.compile(
    r"(?:累计|共|已|新)?(?:设立|建成(?!投)|签约|吸引|推出|出台|下达|拨付|发放|拥有(?![量率数])|开通|投放|延伸出|签下|内?就有|共有|(?<![总合])累计|已(?!知|建[和、])经?|获得(?![感者])|通报|"
    r"生产(?=[^，。]{0,2}突破)|提出|(?:主持|参与|牵头)(?:(?:和|或|、)?(?:主持|参与|牵头))?(?:制定|制修订|修订|起草))(?:了|各类)?"
)
_ORIGIN = re.compile(r"(?:从|由)[^，。；从由]{0,8}(?:年前|之初|最初|原来|当时|此前|初期)的?$")
_MORE_NAMES = re.compile(r"、[^，。；：\d]{1,30}?等")
_MORE_KINDS = re.compile(
    r"(?<![家业司构校院店所厂场馆队站区县市省村镇群位者员师])、[^，。；：、\d]{1,10}?(?:参展|参会|生产|制造|加工|经营|骨干|龙头|重点)(?:企业|商|厂商|公司)"
)
"""A list of what the firms counted make: 40家乳制品、肉类参展企业."""
_OUTPUT_ALONE = re.compile(r"[产销]量|装机量?|产值|营收|投资|出口额?|进口额?")
"""Behind 累计, a measure that is nothing without what stands before: 储能电池累计产量."""
_DEED_OF = re.compile(
    r"(?<=项目|企业|工程|产品|技术|设备)的(?:引进|落地|建设|签约|对接|竞赛|比赛|改造|培育|开工|攻关|推广)(?:[和及、][\u4e00-\u9fff]{0,4})?$"
)
"""What is done with those counted, behind 的: 200个|项目|的引进和落地."""
_HEAD_MEASURED = re.compile(
    r"(?:行业|产业|产品|企业|省份|市州|地区(?!生产总值)|城市|高新区|开发区|园区|县|[）)])(?P<measured>(?:规模以上|规上)?(?:工业)?(?:固定资产投资|利润总额|增加值(?:增速)?|生产总值|营业收入|营收|产量|产值|利润|销量|价格)(?:保持|实现|继续)*(?:[比较][^，。]{0,8})?$)"
)
"""What is measured of each one counted, behind the noun: 28个|行业|增加值保持增长."""
_OF_ONE = re.compile(r"的[\u4e00-\u9fff]$")
"""What is left of 项目的金、银、铜牌 where 、 ends it."""
_DONE_BY = re.compile(
    r"(?:(?<!公)共(?![同享建性识])|合计|已经?(?!知)|累计|将(?![军士领])|还(?![款贷田原])|(?:预计|计划)(?![总年内投])|今[天年]|陆续|相继|先后|再次|"
    r"分别|也|又|可以?(?!再生|持续|支配|控|转债|研|靠|燃|用|采|视|移动|降解|循环|供|交易)|能够|正在|紧急|临时|成功)+"
)
"""Adverbs between who does something and the verb, wherever they stand: 民警|共|抓获."""
_FIELD_WORK = frozenset(by_kind("deed_words.tsv")["field_work"])
"""What was done with what stands in front of 已, without an object: 水稻已插秧."""
_ALSO_NOUNS = frozenset(by_kind("deed_words.tsv")["also_nouns"])
"""Verbs that are nouns as well, and verbs only behind 共."""
_MEANS = re.compile(r"(?:铁路|公路|水路|民航|航空|港口|班列|邮政)$")
"""By what is carried, which the number is told of: 铁路共发送旅客."""
_CHANGES = re.compile(
    r"减少|减免|免征|免除|降低|节约|节省|压减|压缩|削减|下降|增加|提高|提升|缩短|延长|替代|挽回|追回|取消|停止|拒绝|退还|缓缴|流失|损失|缺少|扣除|停运|推迟|预测|预计|宣布|决定"
)
"""Verbs without which it would not be clear what the number says, and those of saying."""
_JUST_DONE = re.compile(r"(?P<verb>[\u4e00-\u9fff]{2})[了着](?=[\u4e00-\u9fff“《A-Z]{2})")
"""A verb with its aspect: 创建|了."""
_PROCESS = re.compile(
    r"(?:交付|办理|建设|办结|受理|开发|安装|部署|招引|编制|发行|供应|保障|接待|收储|承接|扩建|改建)"
    r"(?:平均)?(?:周期|时间|时限|效率|成本|进度|速度|流程|期限|环节|密度|强度|质量|水平|标准|材料)"
)
"""What is measured of something that is done, which begins like the doing."""
_WORD_GOES_ON = frozenset("率额量值度者型性库区业的费数力")
"""Behind a verb that is the first part of a noun: 投放量."""
_WHO = re.compile(
    r"(?:企业|公司|机构|单位|[院高]校|选手|嘉宾|代表|队伍|队员|人员|传承人|[客展购]商|商户|农户|居民|村民|学生|师生|教师|专家|学者|记者|[船店社演职球]员|代表团|[代球车船舰]队|代表队|[志愿消费劳动]者|工人|职工|员工|官兵|干部|"
    r"党员|游客|旅客|市民|群众|民众|[侨同]胞|儿童|作家|画家|艺术家|乐团|院团|品牌|国家|地区|城市|省份|部门|乡镇|(?<!自)县)"
    r"(?P<how>(?:集中|全新|同步|共同|竞相|踊跃|正在|精彩|重磅|惊艳|组团|联合|纷纷|首次|悉数|自发|积极|主动|现场|同台|轮番|火热|同时|不仅|日前|近日)*)$"
)
"""Who may do something, in front of a verb, with how it is done."""
_TAKE_PART = ("参赛", "参展", "参会")
"""Verbs that those counted do, and that elsewhere begin their name: 参展企业."""
_BEHIND_VERB = re.compile(r"[，。；、！？…,;!?]|$|[了着过到在于至上入]")
_ALL_SAID = re.compile(r"[，。；！？,;!?]|$")
_EVENTS = frozenset("次场轮起例宗项届个")
"""Units that count what is done rather than those that do it: 4次飞船返回."""
_EACH_THING = frozenset("对双种款名位家台座辆艘架件条支株盏栋户只头匹棵枚间")
"""Units that count things and people one by one."""
_AIMED = frozenset("到于至给住")
"""What a verb ends with that can only have an object or an aim behind it."""
_ALWAYS_DONE = frozenset(by_kind("deed_words.tsv")["always_done"])
"""Verbs that are no part of a noun."""
_HOW = re.compile(
    r"(?:集中|全新|早早|仅仅|稳稳|火速|昼夜|日夜|显著|明显|整齐|靠前|快速|进一步|[1-3]?\d日|严重|因公|陆续|同步|竞相|部分|完全|安全|无法|勇于|提前|分批次?|也|就|已|正|均|将|仍|还|又|被|遭|未|或)+$"
)
"""How something is done, in front of its verb."""
_STANDING = frozenset(
    ("拥有", "设有", "建有", "具有", "具备", "形成", "集聚", "聚集", "汇聚", "涵盖", "覆盖", "包括", "包含")
)


class Lead(NamedTuple):
    """What stands before a number."""

    phrase: Span
    """The counted words; empty when there are none of their own."""
    verbs: tuple[str, ...]
    """The governing verbs cut off in front of it, in order."""

    @property
    def acts(self) -> bool:
        """True when a verb says that something was done (完成…), rather than that it is there (拥有…)."""
        return any(v not in _STANDING for v in self.verbs)


def phrase_before(norm: str, start: int, end: int) -> Lead:
    """The counted words in `norm[start:end]`, which ends where the number begins."""
    if norm.startswith(("(", "（"), start) and (close := _CLOSED.match(norm, start, end)) is not None:
        start = close.end()  # 集群1个（物联网）、园区2个: what stands in brackets belongs to the number before
    dash = norm.rfind("——", start, end)
    start = dash + 2 if dash >= 0 else start
    for mark in _NEW_VERB.finditer(norm, start, end):
        start = mark.end()
    if origin := _ORIGIN.search(norm, start, end):
        end = origin.start()
    tail = _TAIL_WORDS.search(norm[start:end])
    last = start + tail.start() if tail else end
    for inner in _INNER_VERB.finditer(norm, start, last - 2):
        if inner[0] in ("已", "已经") and last - inner.end() == 2 and norm[inner.end() : last] in _FIELD_WORK:
            continue  # 水稻已插秧
        if inner[0] == "累计" and _OUTPUT_ALONE.fullmatch(norm, inner.end(), last):
            continue
        if inner.start() - start >= 2 and not verbs().fullmatch(norm, inner.end(), last):
            start = inner.end()
    start, done = _behind_deed(norm, start, last)
    first, cut = _strip_front(norm, start, last)
    cut = [*done, *cut]
    return Lead(Span(first, max(first, last)), tuple(cut))


def _behind_deed(norm: str, start: int, last: int) -> tuple[int, list[str]]:
    """Where the object begins of the last verb that an adverb or its own aspect marks as one, and these verbs.

    民警共抓获|嫌疑人, 在县一级创建了|绿色工厂: a verb of no list of governing ones is known by where it stands.
    """
    done: list[str] = []
    for adverb in _DONE_BY.finditer(norm, start, last):
        end = adverb.end() + 2
        sure = (adverb[0] in ("共", "合计") or adverb.start() > start + 1) and _MEANS.search(
            norm, start, adverb.start()
        ) is None
        if adverb[0].endswith("预计") and norm.startswith("增加值", adverb.end()):
            continue  # 装备产业预计|增加值
        governed = verbs().match(norm, adverb.end(), last) if adverb[0] == "将" else None
        if governed is not None and governed.end() - adverb.end() >= 2 and governed.end() <= last - 2:
            done.append(governed[0])  # 工程将新建|水库
            start = governed.end()
        elif norm[adverb.end() : end] in acts() or (sure and norm[adverb.end() : end] in _ALSO_NOUNS):
            if _CHANGES.fullmatch(norm, adverb.end(), end):
                start = adverb.end()  # 每年可|减少碳排放: the verb is what is measured
                continue
            if norm[end - 1] in "至到为于" or (adverb[0][0] not in "共累" and "的" in norm[end:last]):
                continue  # 已抵达甲国的队伍
            while norm[end : end + 2] in acts() and end <= last - 4:
                end += 2
            end += norm[end : end + 1] in tuple("了出起到着") and not norm.startswith(("出入", "出口", "出境"), end)
            if end <= last - 2 and norm[end] not in _WORD_GOES_ON:
                done.append(norm[adverb.end() : end])
                start = end
    if "了" in norm[start:last] or "着" in norm[start:last]:
        for just in _JUST_DONE.finditer(norm, start, last - 2):
            plain = just["verb"] in acts() and _CHANGES.fullmatch(just["verb"]) is None
            if plain and norm[just.end()] not in _WORD_GOES_ON and "的" not in norm[just.end() : last]:
                done.append(just["verb"])
                start = just.end()
    return start, done


def _deed_of_counted(norm: str, start: int, at: int, end: int) -> int | None:
    """Where those counted end when they do what the verb at `at` says: 50家|企业|亮相; None where it is part of a noun."""
    word = norm[at : at + 2]
    if (word not in acts() and word not in _TAKE_PART and word not in _ALSO_NOUNS) or norm[
        at + 2 : at + 3
    ] in _WORD_GOES_ON:
        return None
    who = _WHO.search(norm, max(start, at - 10), at)
    if who is not None and who.start("how") - start >= 2:
        stop = next((m.start() for m in _MARK.finditer(norm, at, end)), end)
        said = norm[at + 2 : stop]
        if (
            who["how"]
            or (word not in _ALSO_NOUNS and _BEHIND_VERB.match(norm, at + 2, end))
            or (len(said) > 4 and "的" in said)
        ):
            return who.start("how")
    ends = _ALL_SAID.match(norm, at + 2, end) is not None
    if ends and norm[start - 1 : start] in _EVENTS:
        return None
    alone = ends and norm[start - 1 : start] in _EACH_THING
    if not alone and norm[at + 1] not in _AIMED and norm[at : at + 2] not in _ALWAYS_DONE:
        return None
    at -= norm[at - 1 : at + 1] in acts()  # 转|运到
    how = _HOW.search(norm, start + 2, at)
    cut = at if how is None else how.start()
    return cut if cut - start >= 2 and norm[cut - 1] not in "的和与及、" else None


def _strip_front(norm: str, first: int, last: int) -> tuple[int, list[str]]:
    cut: list[str] = []
    verb, adverb = verbs(), adverbs()
    while first < last:
        if match := _LINK.match(norm[first:last]):
            first += match.end()
        elif match := adverb.match(norm, first, last):
            first = match.end()
        elif match := verb.match(norm, first, last):
            if match.end() < last and (
                norm[match.end()] in "率额量值度者型性库区业" or norm.startswith("解决方案", match.start())
            ):
                break
            if _PROCESS.match(norm, match.start(), last) is not None:
                break  # 交付周期
            cut.append(match[0])
            first = match.end()
        else:
            break
    return first, cut


def follows_noun(norm: str, at: int, end: int) -> bool:
    """True when a counted noun stands right behind a number that ends at `at`."""
    return at < end and norm[at] not in "（(" and not _NOT_NOUN.match(norm, at, end)


def _own_measure(norm: str, start: int, stop: int) -> int | None:
    """Where the counted noun ends when a measure of it follows, which the next number gives: 203个断面|水质优良率达97%."""
    if owner := _OWNER_OF.match(norm, start, stop + 2):  # and what stopped it: 同比
        return owner.end("counted")
    if of := _OWNERS_OWN.match(norm, start, stop + 2):
        return of.end("owner")
    heads = [m.end() for m in head_nouns().finditer(norm, start, stop) if m.end() < stop - 1]
    if not heads or not _MEASURED.search(norm, heads[-1], stop) or norm[heads[-1]] in "的”":
        return None
    return heads[-1]


def phrase_behind(norm: str, start: int, end: int) -> tuple[Span, Span | None]:
    """The counted noun phrase that begins at `start`, and the predicate behind it within the clause, if any."""
    quoted = [m.span() for m in _QUOTED.finditer(norm, start, end)]
    stop = end
    verb = verbs()
    at = start
    while at < end:
        inside = next((b for a, b in quoted if a <= at < b), None) if quoted else None
        if inside is not None:
            at = inside
            continue
        here = norm[at]
        if here in "(（" and at > start:
            stop = at  # closed behind the next number: 24家企业(全省共80家)
            break
        if here == "未" and norm.startswith("未来", at):
            at += 2  # 未来产业: 来 begins nothing here
            continue
        if here in "和及以与、或并" and _AND_NUMBER.match(norm, at, end):
            stop = at
            break
        if here == "、" and not (_MORE_NAMES.match(norm, at, end) or _MORE_KINDS.match(norm, at, end)):
            stop = at
            break
        stops = at > start and _NP_STOP.match(norm, at, end) is not None and _IN_CITY.match(norm, at - 1) is None
        if stops:
            stop = at
            break
        long = at - start > 1 or (at > start and norm[start] in "县镇乡村市州")
        deed_verb = verb.match(norm, at, end) if long and norm[at - 1] != "的" else None
        deed_verb = (
            None if deed_verb is not None and norm.startswith(("占有率", "占比", "增加值", "新增长"), at) else deed_verb
        )
        if deed_verb is not None and not _COMPOUND.match(norm, deed_verb.end(), end):
            stop = at
            break
        if at - start > 1 and (deed := _deed_of_counted(norm, start, at, end)) is not None:
            stop = deed
            break
        if here == "的" and norm[at + 1 : at + 2].isdecimal():
            stop = at
            break
        at += 1
    if stop == end > start + 1 and norm[end - 1] in "和及与":
        stop -= 1  # the next number begins at `end`
    np_end = stop
    if _NUMBER_SOON.match(norm, stop) and (head := _own_measure(norm, start, stop)):
        return Span(start, head), None
    if stop < end and norm[stop] not in "，。；：、！？" and (heads := list(head_nouns().finditer(norm, start, stop))):
        # an adverb in front of the verb that ends the phrase belongs to the predicate
        last = heads[-1].end()
        if stop - last <= 3 and last > start + 1 and not _NOMINAL_END.search(norm, last, stop):
            np_end = last
    elif heads := list(head_nouns().finditer(norm, start, stop)):
        last = heads[-1].end()
        if last - start >= 2 and stop - last >= 2 and not _NOMINAL_END.search(norm, last, stop):
            np_end = last
    if norm.startswith("、", np_end) and np_end - start > 3 and (one := _OF_ONE.search(norm, start, np_end)):
        np_end = one.start()
    if (made := _DEED_OF.search(norm, start, np_end)) is not None:
        np_end = made.start()
    if (measured := _HEAD_MEASURED.search(norm, start, np_end)) is not None:
        np_end = measured.start("measured")
    trimmed = _TRIM_END.sub("", norm[start:np_end])
    phrase = Span(start, start + len(trimmed))
    rest_end = end
    for mark in _MARK.finditer(norm[np_end:end]):
        rest_end = np_end + mark.start()
        break
    rest = Span(np_end, rest_end)
    predicate = rest if np_end < rest_end and norm[np_end] not in "，。；：、！？和及与" else None
    return phrase, predicate
