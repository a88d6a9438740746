"""Search terms: those of jieba's search mode for Han, whole words for the rest, alike with either segmenter."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from qdtui.text.segment import Segmenter, fold, search_terms, term_counts

MIXED = (
    "海州晚报讯：国家级制造业单项冠军企业达39家，５G＋工业互联网（2025—2027年）投资3.5亿元；"
    "ＡＢ公司、T恤厂、A股α粒子，臨江燈塔工廠1家。𠮷野家㐀🏭İstanbul v1.2.3"
)


def test_long_words_give_their_shorter_words_as_well() -> None:
    terms = [term for term, _ in search_terms("国家级产业集群", "jieba")]
    assert terms == ["国家", "国家级", "产业", "集群"]


def test_offsets_are_code_points_of_the_text_itself() -> None:
    for term, start in search_terms(MIXED, "jieba"):
        assert fold(MIXED)[start : start + len(term)] == term
        assert fold(MIXED[start : start + len(term)]) == term


def test_punctuation_and_emoji_are_no_terms() -> None:
    assert search_terms("，。（）“”——🏭 \n\t%", "jieba") == []
    assert search_terms("", "jieba") == []


def test_letters_and_digits_give_whole_words_in_lower_case() -> None:
    terms = {term for term, _ in search_terms(MIXED, "jieba")}
    assert {"5g", "2025", "2027", "3.5", "39", "ab", "t", "a", "α", "v1"} <= terms


def test_width_and_script_make_no_difference() -> None:
    assert term_counts("臨江燈塔工廠ＡＩ", "jieba") == term_counts("临江灯塔工厂ai", "jieba")


def test_rare_characters_outside_the_dictionary_stand_alone() -> None:
    assert {"𠮷", "㐀"} <= set(term_counts("𠮷野㐀", "jieba"))


def test_folding_never_changes_the_length() -> None:
    for text in (MIXED, "İİİ", "ﬁ", "ΑΣ", "ǅ"):
        assert len(fold(text)) == len(text)


def test_counting_and_listing_agree() -> None:
    assert term_counts(MIXED, "jieba") == Counter(term for term, _ in search_terms(MIXED, "jieba"))


SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_both_segmenters_give_the_same_terms(path: Path) -> None:
    pytest.importorskip("rjieba")
    text = path.read_text(encoding="utf-8")
    assert search_terms(text, "rjieba") == search_terms(text, "jieba")
    assert term_counts(text + MIXED, "rjieba") == term_counts(text + MIXED, "jieba")


@pytest.mark.parametrize("segmenter", ["jieba", "auto"])
def test_the_segmenter_is_loaded_late_says_nothing_and_caches_in_the_users_folder(
    tmp_path: Path, segmenter: Segmenter
) -> None:
    program = (
        "import sys, tempfile; import qdtui.text.segment as s\n"
        "assert not {'jieba', 'rjieba'} & set(sys.modules)\n"
        f"s.search_terms('海州', {segmenter!r})\n"
    )
    folders = {name: str(tmp_path / name) for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR")}
    for folder in folders.values():
        Path(folder).mkdir()
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=folders,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout + done.stderr == ""
    assert list((tmp_path / "TMPDIR").iterdir()) == []
