"""What 分别 gives to each of several holders: years and levels, in the order of the names."""

from __future__ import annotations

import re

from qdtui.text.holders import Holder
from qdtui.text.listing import small_number

YEARS_BEHIND = re.compile(r"(?:为|于|在)20\d\d年度?(?:[、和]20\d\d年度?)*")
BATCHES = re.compile(r"(?:第[一二三四五六七八九十\d]+批|首批)(?:[、和](?:第[一二三四五六七八九十\d]+批|首批))+")
LEVELS = re.compile(r"(?P<levels>(?:国家级|省级|市级)(?:、(?:国家级|省级|市级))+)(?:制造业)?“?$")


def years_apiece(norm: str, start: int, end: int, count: int) -> list[int | None]:
    """The years of 甲、乙分别于2018年、2021年获评, in order; empty when there are not as many as holders."""
    apiece = re.search(r"分别[于在]?(?P<years>20\d\d年?(?:[、和]20\d\d年?)+)$", norm[start:end])
    years: list[int | None] = [int(y) for y in re.findall(r"20\d\d", apiece["years"])] if apiece is not None else []
    if not years and "分别" in norm[max(0, end - 8) : end + 4]:
        # 2020年、2023年，甲和乙分别入选
        ahead = re.match(r"(?:早在)?(?P<years>20\d\d年?(?:[、和]20\d\d年?)+)[，,]", norm[start:end])
        years = [int(y) for y in re.findall(r"20\d\d", ahead["years"])] if ahead is not None else []
    return years if len(years) == count else []


def years_behind(norm: str, holders: tuple[Holder, ...], stop: int) -> list[int | None]:
    """For each holder its year of 甲、乙分别为2018年、2021年认定, or None."""
    years: list[int | None] = [None] * len(holders)
    for apiece in YEARS_BEHIND.finditer(norm, holders[0].span.end if holders else stop, stop):
        told = [int(y) for y in re.findall(r"20\d\d", apiece[0])]
        near = [
            n
            for n, h in enumerate(holders)
            if h.span.end <= apiece.start() and not re.search("[，。；]", norm[h.span.end : apiece.start()])
        ]
        if len(near) == len(told):
            for n, year in zip(near, told, strict=True):
                years[n] = year
    return years


def batches_apiece(norm: str, start: int, end: int, count: int) -> list[int | None]:
    """The batches of 甲、乙分别入选第五批、第七批单项冠军, in order; empty when there are not as many as holders."""
    told = BATCHES.search(norm, start, end)
    named = re.findall(r"第([一二三四五六七八九十\d]+)批|(首)批", told[0]) if told is not None else []
    batches = [1 if first else small_number(number) for number, first in named]
    return batches if len(batches) == count > 1 else []


def levels_apiece(norm: str, start: int, end: int, count: int) -> list[str | None]:
    """The levels of 甲、乙分别入选省级、国家级单项冠军, in order; empty when there are not as many as holders."""
    told = LEVELS.search(norm, start, end)
    levels: list[str | None] = (
        [*told["levels"].split("、")] if told is not None and "分别" in norm[max(0, start - 4) : end] else []
    )
    return levels if len(levels) == count > 1 else []
