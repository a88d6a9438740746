"""Archives: each member is a document, and none can do harm."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from qdtui.load import LoadError
from qdtui.load.opener import MemberInfo, Opener
from qdtui.model import LoadSettings

TEXT = "海州新增三家\n\n海州市2024年新增单项冠军企业3家。\n"


def pack(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def listed(folder: Path, data: bytes, **limits: int) -> dict[str, str | None]:
    path = folder / "a.zip"
    path.write_bytes(data)
    return {member.name: member.error for member in Opener(LoadSettings(**limits)).members(path)}  # type: ignore[arg-type]


def test_members_are_documents_known_by_their_own_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(pack({"x/2024-05-06.txt": TEXT.encode(), "b.html": f"<p>{TEXT}</p>".encode(), "c.exe": b"MZ"}))
    (tmp_path / "2024-05-06.txt").write_text(TEXT, encoding="utf-8")
    opener = Opener()
    members = list(opener.members(path))
    assert [(m.name, m.place) for m in members] == [("x/2024-05-06.txt", 0), ("b.html", 1)]
    inside = opener.load(path, place=0, stored="a.zip!x/2024-05-06.txt")
    alone = opener.load(tmp_path / "2024-05-06.txt")
    assert inside.path == "a.zip!x/2024-05-06.txt"
    assert (inside.doc_id, inside.text, inside.published) == (alone.doc_id, alone.text, alone.published)
    assert inside.published_how == "filename"


def test_tables_and_archives_inside_are_opened(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": n, "text": TEXT + str(n)}) + "\n" for n in range(2)).encode()
    inner = pack({"n.jsonl": lines, "b.txt": TEXT.encode()})
    path = tmp_path / "a.zip"
    path.write_bytes(pack({"inner.zip": inner, "z.txt": b"the last one"}))
    opener = Opener()
    names = [member.name for member in opener.members(path)]
    assert names == ["inner.zip!n.jsonl!0", "inner.zip!n.jsonl!1", "inner.zip!b.txt", "z.txt"]
    assert opener.load(path, place=1).text == TEXT.strip() + "\n1" or "1" in opener.load(path, place=1).text


def test_chinese_names_of_old_archives_are_read(tmp_path: Path) -> None:
    data = pack({"AAAA.txt": TEXT.encode()}).replace(b"AAAA", "海州".encode("gb18030"))
    assert listed(tmp_path, data) == {"海州.txt": None}


def test_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    found = listed(tmp_path, pack({"../../up.txt": b"x", "/etc/abs.txt": b"x", "good.txt": TEXT.encode()}))
    assert found.pop("good.txt") is None
    assert all("leads out of the archive" in (reason or "") for reason in found.values())
    assert len(found) == 2


def test_a_bomb_is_refused_and_its_neighbour_read(tmp_path: Path) -> None:
    found = listed(tmp_path, pack({"bomb.txt": b"0" * 20_000_000, "good.txt": TEXT.encode()}))
    assert "ZIP bomb" in (found["bomb.txt"] or "")
    assert found["good.txt"] is None


def test_archives_inside_archives_end(tmp_path: Path) -> None:
    data = pack({"x.txt": TEXT.encode()})
    for _ in range(6):
        data = pack({"n.zip": data, "y.txt": TEXT.encode()})
    found = listed(tmp_path, data)
    assert found["n.zip!n.zip!y.txt"] is None
    assert "archive inside another" in (found["n.zip!n.zip!n.zip"] or "")


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    data = pack({f"{n}.txt": TEXT.encode() * 100 for n in range(20)}, zipfile.ZIP_STORED)
    with pytest.raises(LoadError, match="unpack"):
        listed(tmp_path, data, unpacked=10_000)
    inner = pack({f"{n}.txt": TEXT.encode() * 100 for n in range(3)})
    found = listed(tmp_path, pack({"a.zip": inner, "b.zip": inner, "c.zip": inner}), unpacked=30_000)
    assert None in found.values()
    assert any("unpacks to more" in (reason or "") for reason in found.values())


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="12 files"):
        listed(tmp_path, pack({f"{n}.txt": b"x" for n in range(12)}), members=10)


def test_encrypted_and_damaged_members_say_so(tmp_path: Path) -> None:
    data = pack({"locked.txt": TEXT.encode(), "good.txt": TEXT.encode()})
    locked = bytearray(data)
    central = data.index(b"PK\x01\x02")
    locked[central + 8] |= 1
    found = listed(tmp_path, bytes(locked))
    assert "encrypted" in (found["locked.txt"] or "")
    assert found["good.txt"] is None
    stored = bytearray(pack({"bad.txt": b"A" * 500, "good.txt": TEXT.encode()}, zipfile.ZIP_STORED))
    stored[200] ^= 0xFF
    assert "damaged inside" in (listed(tmp_path, bytes(stored))["bad.txt"] or "")


@pytest.mark.parametrize("cut", [10, 60, -15])
def test_an_archive_that_is_cut_off_says_so(tmp_path: Path, cut: int) -> None:
    with pytest.raises(LoadError, match="no whole ZIP archive"):
        listed(tmp_path, pack({"a.txt": TEXT.encode()})[:cut])


def test_an_archive_without_documents_says_so(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="nothing in it that is read"):
        listed(tmp_path, pack({"a.exe": b"MZ", "__MACOSX/._a.txt": b"x", ".hidden.txt": b"x"}))


def test_what_is_told_of_members_is_plain_data() -> None:
    assert MemberInfo("a", 0) == MemberInfo("a", 0, 0, "", None)
