"""Policies: the plans, measures, opinions, laws and other policy documents that a document names.

A policy is a title in 《》 whose words name a kind of document, a plan in quotation marks, a named plan behind a verb
of issuing (出台…行动计划), a five-year plan, or a report that everybody knows by its name (政府工作报告). Short names
(《实施方案》) belong to the policy before them and are no rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from qdtui.api import Column, Document, Row, Span, Table, Value, hookimpl
from qdtui.text.issuers import Issuer, handed_out_by, issuer_of
from qdtui.text.normalise import normalise
from qdtui.text.places import document_place, filed_at, innermost, places, resolve
from qdtui.text.reading import Reading, as_written, read
from qdtui.text.signed_off import foot
from qdtui.text.times import Time, times, times_between
from qdtui.text.title_mentions import Mention
from qdtui.text.titles import Policy, policies_named

KINDS = ("实施方案", "行动计划", "规划", "意见", "办法", "条例", "通知", "政策", "报告", "其他")

POLICIES = Table(
    "policies",
    "Plans, measures, opinions, laws and other policy documents, by title. One row per policy in a document.",
    (
        Column("title", comment="Without the marks 《》."),
        Column("short_title", comment="What the text calls it afterwards, when it says so, without the marks."),
        Column(
            "kind", comment="行动计划 is also 行动方案 and other plans, 规划 also 纲要, 条例 also laws.", allowed=KINDS
        ),
        Column("issuer", comment="Who issued it."),
        Column("region", comment="The place that it applies to; 全国 for the whole country."),
        Column("period_start", "INTEGER", "First year that it covers."),
        Column("period_end", "INTEGER", "Last year that it covers."),
        Column("issued", "DATE", "Day of issue or publication."),
    ),
    key=("title",),
    label="title",
)

# how often rows found this way were right, on news that the rules were not written for
CONFIDENCE = {"marks": 0.95, "plan": 0.9, "report": 0.88, "law": 0.85, "quotes": 0.75, "verb": 0.82}

NATIONAL = re.compile(
    r"国务院|中共中央|中央|全国|国家|最高人民|^[\u4e00-\u9fff]{2,10}(?:部|总局|总署)|部委|党的|联防联控"
)
MINISTRY = re.compile(r"^(?:国资委|发改委|证监会|银保监会|金融监管总局|工信部|财政部|市场监管总局)(?:、|$)")
OF_NO_PLACE = re.compile(r"(?:集团|公司|总台|协会|学会|联合会|商会|大学|研究院|联盟|论坛)$")
LOCAL = re.compile(r"[省市区县州]委|[省市区县州][\u4e00-\u9fff]{0,8}(?:厅|局|政府)")
PREMIER = re.compile(r"(?<!副)总理[\u4e00-\u9fff]{0,4}在?")
BETWEEN_STATES = re.compile("中方|双方|两国|各国|元首|共建国家")
OF_THE_STATE = re.compile(r"国家(?!公园|级)|中共中央|国务院|中华人民共和国")
ASSEMBLY = re.compile("人大|人民代表大会")
BETWEEN_MANY = ("公约", "协定", "议定书", "条约", "宪章", "宣言", "议程", "联合声明", "公报")
"""Endings of what states agree on with each other."""
HERE = re.compile(r"[我全][省市区县州]")
HEADLINE = 80
"""How far into a file its own headline may begin."""
BASED_ON = re.compile(
    r"(?:根据|按照|依据|贯彻|落实)[^，。；》]{0,30}(?:《[^》]{2,80}》(?:[（(][^（）()]{1,30}[)）])?(?:、|和|及|以及)?)*《?$"
)
FOLLOWS = re.compile("贯彻|落实|根据|按照|依据|对照")
ISSUED = re.compile(r"印发|发布(?!会)|出台|颁布|公布|推出|下发|通过")


class Policies:
    """Finds policies by title, with issuer, region and the years they cover."""

    name = "policies"
    version = "1"
    tables = (POLICIES,)

    def extract(self, doc: Document) -> Iterable[Row]:
        """Yield one row for each policy that `doc` names, at its most telling mention."""
        reading = read(doc)
        for policy in policies_named(reading):
            yield row(reading, policy)


def row(reading: Reading, policy: Policy) -> Row:
    """The row of a policy: quoted where it is issued, or where its title is first written out."""
    issued = [(m, issuer_of(reading, m.sentence, m.span)) for m in policy.mentions]
    issued.sort(key=lambda told: told[0].sentence.heading)  # a headline shortens who issued it
    mention, issuer = next(((m, i) for m, i in issued if i), (None, None))
    mention = mention or next((m for m in policy.mentions if m.name == policy.title and not m.sentence.heading), None)
    mention = mention or policy.mentions[0]
    sent, day = _sent_out(reading, policy)
    passed = issuer is not None and not mention.sentence.heading  # a notice's own title says who gives it out
    issuer = (sent or issuer) if passed else (issuer or sent)
    issuer = issuer or handed_out_by(reading, policy.title)
    if issuer and policy.title.endswith("政府工作报告") and ASSEMBLY.search(issuer.name):
        issuer = None  # who passed it is not who made it
    period = covered_years(policy.title)
    start, end = quote(reading, mention, issuer)
    values: dict[str, Value] = {
        "title": policy.title,
        "short_title": policy.short_title,
        "kind": policy.kind,
        "issuer": issuer.name if issuer else None,
        "region": as_written(reading, region(reading, policy, mention, issuer)),
        "period_start": period[0],
        "period_end": period[1],
        "issued": issue_day(reading, mention) or day,
    }
    cells = {"title": mention.span}
    if issuer:
        cells["issuer"] = issuer.span
    if policy.short_title and policy.short_spans:
        cells["short_title"] = policy.short_spans[0]
    confidence = CONFIDENCE[mention.by]
    if len(policy.mentions) + len(policy.short_spans) > 1:
        confidence = min(0.97, round(confidence + 0.05, 2))
    return Row("policies", values, start, end, confidence, f"policy-{mention.by}", cells=cells)


def _sent_out(reading: Reading, policy: Policy) -> tuple[Issuer | None, date | None]:
    """Who signs the notice that sends a policy out, and on which day; None where it is no such notice's policy."""
    signed = foot(reading)
    if signed is None or not any(_is_sent(reading, m, signed.sends) for m in policy.mentions):
        return None, None  # another's paper, or one that was only named
    if not signed.bodies:
        return None, signed.day
    name = "、".join(reading.text[slice(*body)] for body in signed.bodies)
    return Issuer(name, Span(signed.bodies[0].start, signed.bodies[-1].end)), signed.day


def _is_sent(reading: Reading, mention: Mention, sends: Span) -> bool:
    """True where the sentence with the words that send papers out names one as theirs, and not as what it follows."""
    if mention.sentence.heading and mention.sentence.start < HEADLINE:
        return mention.kind == "通知" or mention.span.start - mention.sentence.start < 4  # the notice's own title
    if not mention.sentence.start <= sends.start < mention.sentence.end:
        return False
    return not BASED_ON.search(reading.norm, mention.sentence.start, mention.span.start)


def quote(reading: Reading, mention: Mention, issuer: Issuer | None) -> tuple[int, int]:
    """From the issuer (or the title's mark) to the mark behind the title."""
    start, end = mention.span
    start -= reading.text[start - 1 : start] in ("《", "“", "「") and start > 0
    end += reading.text[end : end + 1] in ("》", "”", "」") and end < len(reading.text)
    if issuer and abs(issuer.span.start - start) < 80:
        start, end = min(start, issuer.span.start), max(end, issuer.span.end)
    return start, end


def covered_years(title: str) -> tuple[int | None, int | None]:
    """The years that a title gives: （2025—2027年）, “十四五”."""
    spans: list[Time] = [t for t in times(title) if t.kind in ("years", "plan") and t.first and t.last]
    spans.sort(key=lambda t: t.kind != "years")
    if not spans:
        return None, None
    first, last = spans[0].first, spans[0].last
    return first.year if first else None, last.year if last else None


def issue_day(reading: Reading, mention: Mention) -> date | None:
    """The day on which the clause with the title says it was issued."""
    clauses = reading.clauses(mention.sentence)
    at = next((n for n, c in enumerate(clauses) if c.start <= mention.span.start < c.end), None)
    before = ISSUED.search(reading.norm, max(mention.sentence.start, mention.span.start - 8), mention.span.start)
    after = ISSUED.search(reading.norm, mention.span.end, mention.span.end + 8)
    if at is None or not (before or after):
        return None
    start = clauses[at - 1].start if at and clauses[at - 1].end - clauses[at - 1].start < 16 else clauses[at].start
    days = [t.day for t in times_between(reading, start, clauses[at].end) if t.day and t.role == "in"]
    return days[0] if days else None


def region(reading: Reading, policy: Policy, mention: Mention, issuer: Issuer | None) -> str | None:
    """The place that a policy applies to: of its title, its issuer, its level, or of the text around it."""
    if policy.title.endswith(BETWEEN_MANY):
        return "全国" if "中国" in policy.title else None
    title = normalise(policy.title)  # the text may be in traditional script
    inside = [p for p in places(title) if p.level not in ("state", "macro")]
    inside = [p for p in inside if p.level != "country"] or inside
    if inside and inside[0].start <= 10:
        chain = innermost(places(title), inside[0].start, len(title))
        return chain.region if chain else None
    if issuer:
        local = innermost(places(normalise(issuer.name)), 0, len(issuer.name))
        if local:
            return local.region
        if issuer.name[0] in "省市区县州" and not issuer.name.startswith("市场"):
            return resolve("我" + issuer.name[0], reading, issuer.span.start)
        if (NATIONAL.search(issuer.name) or MINISTRY.search(issuer.name)) and not LOCAL.search(
            issuer.name.replace("市场", "")
        ):
            return "全国"
        if OF_NO_PLACE.search(issuer.name):
            return None
    if mention.by in ("plan", "law") or "中央" in policy.title or OF_THE_STATE.match(policy.title):
        return "全国"
    if mention.by == "report" and policy.kind == "报告" and "政府" not in policy.title:
        return None
    if PREMIER.search(reading.norm, mention.sentence.start, mention.span.start):
        return "全国"
    left = innermost_before(reading, mention.sentence.start, mention.span)
    if BASED_ON.search(reading.norm, mention.sentence.start, mention.span.start):
        return left  # what a place follows is not of that place: 为落实《促进中部地区崛起规划》，结合我省实际
    if left or mention.by == "marks":
        here = HERE.search(reading.norm, mention.sentence.start, mention.sentence.end)
        return left or (resolve(here[0], reading, mention.span.start) if here else None)
    if BETWEEN_STATES.search(reading.norm, mention.sentence.start, mention.sentence.end):
        return None
    return document_place(reading, mention.span.start)


def innermost_before(reading: Reading, start: int, name: Span) -> str | None:
    """The last place named in the sentence before the title."""
    comma = reading.norm.rfind("，", start, name.start) + 1
    told = [p for p in places(reading.norm) if start <= p.start and p.end <= name.start]
    told = [p for p in told if not filed_at(reading.norm, p)]
    near = [p for p in told if p.start >= comma or p.start == start or p.level == "country"]
    near = [p for p in near if p.level not in ("state", "macro")]
    if near and FOLLOWS.search(reading.norm, near[-1].end, name.start):
        return None  # 某市贯彻落实《…》
    return near[-1].region if near else None


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Policies]:
    """Register the extractor."""
    return [Policies()]
