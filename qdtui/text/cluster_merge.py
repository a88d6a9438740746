"""Which mentions of clusters in a document are of one cluster."""

from __future__ import annotations

import re

from qdtui.text.cluster_lists import Cluster
from qdtui.text.places import Place, find_places, places, places_within
from qdtui.text.reading import Reading
from qdtui.text.spans import within

# What adds nothing to an industry: 橡胶 and 橡胶制造 are one, 汽车 and 汽车零部件 two
WEAK_TAIL = re.compile("(?:精深)?(?:产业|制造业?|加工|装备|制品|应用|及.+)+")


def merged(reading: Reading, found: list[Cluster]) -> list[Cluster]:
    """One cluster for each name and status: a mention that says less than another is that other one again."""
    norm = reading.norm

    def text(cluster: Cluster) -> str:
        return norm[cluster.name.start : cluster.name.end]

    first: dict[tuple[str, str, str | None, str, str | None], Cluster] = {}
    for cluster in found:
        twins = (c for c in found if text(c) == text(cluster) and _apart(reading, c, cluster))
        region = cluster.region if next(twins, None) is not None else None
        key = (text(cluster), cluster.category, cluster.level, cluster.status, region)
        old = first.setdefault(key, cluster)
        if _is_wide(old.region) and not _is_wide(cluster.region) and _tells_region(reading, cluster):
            first[key] = old = old._replace(region=cluster.region)  # the city that leads, told after a headline
        if old.year is None and cluster.year is not None and old.rule == "names entering a list":
            first[key] = old._replace(year=cluster.year)  # a headline leaves the year to its text
    every, found = found, list(first.values())
    names = {text(c) for c in found}
    kept: list[Cluster] = []
    for cluster in found:
        name = text(cluster)
        halves = re.split(r"[和与及]", name)
        if len(halves) == 2 and all(h in names for h in halves):
            continue
        if cluster.category == "产业集群":
            known = [c for c in found if _same(text(c), name) and c.category not in ("产业集群", "产业示范基地")]
            if any(k.status == cluster.status and cluster.level in (None, k.level) for k in known):
                continue
            if known and not norm.endswith("产业集群", *cluster.quote):
                cluster = cluster._replace(category=known[0].category)
        twin = next(
            (
                i
                for i, k in enumerate(kept)
                if _same(text(k), name)
                and _says_the_same(k, cluster)
                and not _apart(reading, k, cluster)
                # 甲、乙工程机械集群 in a headline, 甲工程机械集群和乙工程机械集群 below it
                and not any(c.region == k.region and text(c) == name and _apart(reading, c, cluster) for c in every)
            ),
            None,
        )
        if twin is None:
            kept.append(cluster)
            continue
        told = _tells_region(reading, cluster) and not (
            name == text(kept[twin]) and _is_wide(cluster.region) and _tells_region(reading, kept[twin])
        )
        region = cluster.region if told or not _tells_region(reading, kept[twin]) else kept[twin].region
        if told and not _tells_region(reading, kept[twin]):
            kept[twin] = kept[twin]._replace(region=region)
        if (kept[twin].level is None and cluster.level is not None) or (
            len(name) > len(text(kept[twin])) and kept[twin].level == cluster.level
        ):
            kept[twin] = cluster._replace(year=cluster.year or kept[twin].year, region=region)
    return kept


def _apart(reading: Reading, a: Cluster, b: Cluster) -> bool:
    """True for the clusters of two places that one list names alike: 烟台生物医药、临沂生物医药."""
    if a.rule == b.rule == "list by place":
        return a.region != b.region  # 深圳：智能装备 on one line, 广州：智能装备 on the next
    there, here = reading.sentence_at(a.name.start), reading.sentence_at(b.name.start)
    if a.region == b.region or a.name.start == b.name.start or (seat := _beside(reading, b)) is None:
        return False
    # 济南市智能装备集群 in one line of a list, 潍坊市智能装备集群 in the next
    other = _beside(reading, a)
    cities = other is not None and all(p.level in ("city", "county", "district") for p in (seat, other))
    return there == here or (cities and a.status == b.status and not _one_holds(seat, other))


def _one_holds(a: Place, b: Place | None) -> bool:
    """True for a city and a county of it."""
    return b is not None and bool(a.code and b.code) and "city" in (a.level, b.level) and a.code[:4] == b.code[:4]


def _beside(reading: Reading, cluster: Cluster) -> Place | None:
    """The place that stands right before a cluster's name and is its region."""
    own = places_within(reading.norm, max(0, cluster.name.start - 12), cluster.name.start)
    return own[-1] if own and own[-1].end == cluster.name.start and own[-1].region == cluster.region else None


def _is_wide(region: str | None) -> bool:
    """True for a region of several provinces or cities, which says less than the city that leads there."""
    found = find_places(region) if region is not None else ()
    return bool(found) and found[0].level == "macro"


def _tells_region(reading: Reading, cluster: Cluster) -> bool:
    """True when the sentence with the cluster names its region."""
    sentence = reading.sentence_at(cluster.name.start)
    return sentence is not None and any(
        p.region == cluster.region for p in within(places(reading.norm), sentence.start, sentence.end)
    )


def _same(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if long.endswith(short) and long[: -len(short)].endswith(("和", "与", "及", "、")):
        return False  # 超高清视频和智能家电 is another cluster than 智能家电
    rest = long[len(short) :] if long.startswith(short) else None
    return a == b or (len(short) >= 3 and short in long) or (rest is not None and WEAK_TAIL.fullmatch(rest) is not None)


def _says_the_same(a: Cluster, b: Cluster) -> bool:
    if a.category != b.category:
        return False
    if a.level is None or b.level is None:
        known = a.level or b.level
        return a.status == b.status or ("入选" in (a.status, b.status) and known != "世界级")
    return a.level == b.level and a.status == b.status
