"""Files of other formats made for tests: PDF by hand, Word and saved pages by libraries."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from email.message import EmailMessage

import docx

WIDTH, HEIGHT = 595, 842
Placed = tuple[float, float, float, str]
"""x, y (from below), size, and words."""


def pdf(
    pages: Sequence[Iterable[Placed]],
    *,
    title: str = "",
    made: str = "",
    picture: bool = False,
    pictured: Collection[int] = (),
    locked: bool = False,
    turned: bool = False,
    watermark: str = "",
    drawn: str = "",
) -> bytes:
    """A PDF with a font of boxes, one for each character, all as wide as they are high; its maps tell what they mean.

    `drawn` are operators that draw on every page.
    """
    placed = [list(page) for page in pages]
    used = sorted({char for page in placed for *_, words in page for char in words} | set(watermark))
    fonts = [used[n : n + 200] for n in range(0, len(used), 200)]
    info = f"/Title <FEFF{title.encode('utf-16-be').hex()}> " if title else ""
    info += f"/CreationDate (D:{made})" if made else ""
    first = 5 + 2 * len(fonts)  # the number of the first page's object
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(placed)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(placed)} /Kids [{kids}] >>",
        stream(b"1000 0 0 -120 1000 880 d1 0 -120 1000 1000 re f"),
        stream(
            b"\0" * 64, "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray "
        ),
    ]
    for n, chars in enumerate(fonts):
        mapped = "\n".join(f"<{code:02X}> <{char.encode('utf-16-be').hex()}>" for code, char in enumerate(chars, 32))
        names = " ".join(f"/g{code}" for code in range(32, 32 + len(chars)))
        procs = " ".join(f"/g{code} 3 0 R" for code in range(32, 32 + len(chars)))
        objects += [
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 32"
            f" /LastChar {31 + len(chars)} /Widths [{'1000 ' * len(chars)}] /CharProcs << {procs} >> /Resources << >>"
            f" /Encoding << /Type /Encoding /Differences [32 {names}] >> /ToUnicode {6 + 2 * n} 0 R >>",
            stream(
                b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
                b"1 begincodespacerange <00> <FF> endcodespacerange\n"
                + f"{len(chars)} beginbfchar\n{mapped}\nendbfchar endcmap end end".encode()
            ),
        ]
    named = " ".join(f"/F{n} {5 + 2 * n} 0 R" for n in range(len(fonts)))
    for n, page in enumerate(placed):
        words = [drawn, *(f"BT {x} {y} Td {shown(text, size, used)} ET" for x, y, size, text in page)]
        if turned:  # the page is shown turned by a quarter, and so its words are set the other way
            words.insert(0, f"0 1 -1 0 {WIDTH} 0 cm")
        if watermark:
            words.append(f"q 0.7 0.7 -0.7 0.7 100 200 cm BT {shown(watermark, 40, used)} ET Q")
        if picture or n in pictured:
            words.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {90 * turned} /Contents {first + 1 + 2 * n} 0 R"
            f" /Resources << /Font << {named} >> /XObject << /I 4 0 R >> >> >>"
        )
        objects.append(stream("\n".join(words).encode()))
    objects.append(f"<< {info} >>")
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> " if locked else ""
    return _numbered(objects, f"/Info {len(objects)} 0 R {lock}/ID [<{'00' * 16}> <{'00' * 16}>]")


def _numbered(objects: Sequence[str], trailer: str = "") -> bytes:
    """A PDF file of these objects, the first of which is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{n} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def pdf_without_fonts(page: Sequence[Placed], *, named: bool = False) -> bytes:
    """A PDF of one page whose font the reading machine has to have; with `named`, in an encoding that has a name."""
    used = sorted({char for *_, words in page for char in words})
    mapped = "\n".join(f"<{ord(char):04X}> <{ord(char):04X}>" for char in used)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{mapped}\nendbfchar endcmap end end"
    )
    words = "\n".join(
        f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in page
    )
    encoding = "/Encoding /UniGB-UCS2-H" if named else "/Encoding /Identity-H /ToUnicode 6 0 R"
    ordering = "/Ordering (GB1) /Supplement 2" if named else "/Ordering (Identity) /Supplement 0"
    return _numbered(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [7 0 R] >>",
            f"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun {encoding} /DescendantFonts [4 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 /FontDescriptor 5 0 R"
            f" /CIDSystemInfo << /Registry (Adobe) {ordering} >> >>",
            "<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80"
            " /ItalicAngle 0 /FontBBox [0 -120 1000 880] >>",
            stream(cmap.encode()),
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 8 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>",
            stream(words.encode()),
        ]
    )


def shown(text: str, size: float, used: Sequence[str]) -> str:
    """The operators that show a text, whose characters are in fonts of 200 each."""
    pieces, at = [], 0
    numbers = [used.index(char) for char in text]
    while at < len(numbers):
        font, end = numbers[at] // 200, at
        while end < len(numbers) and numbers[end] // 200 == font:
            end += 1
        codes = "".join(f"{32 + number % 200:02X}" for number in numbers[at:end])
        pieces.append(f"/F{font} {size} Tf <{codes}> Tj")
        at = end
    return " ".join(pieces)


def stream(data: bytes, keys: str = "") -> str:
    return f"<< {keys}/Length {len(data)} >>\nstream\n{data.decode('latin-1')}\nendstream"


def set_lines(paragraphs: Iterable[str], *, chars: int = 40) -> list[str]:
    """Paragraphs as lines of `chars` characters; the first line of each is indented by two."""
    lines: list[str] = []
    for paragraph in paragraphs:
        text = "\u3000\u3000" + paragraph
        lines += [text[n : n + chars] for n in range(0, len(text), chars)]
    return lines


def printed(text: str, *, chars: int = 40, rows: int = 42, head: str = "海州市工业文件汇编", title: str = "") -> bytes:
    """A text as a PDF in one column, with a running head and a page number on each page."""
    lines = set_lines([line.strip() for line in text.splitlines() if line.strip()], chars=chars)
    pages: list[list[Placed]] = []
    for first in range(0, len(lines), rows):
        page: list[Placed] = [(60.0, 800.0, 9.0, head), (290.0, 30.0, 9.0, f"-{len(pages) + 1}-")]
        for n, line in enumerate(lines[first : first + rows]):
            body = line.lstrip("\u3000")
            page.append((60.0 + 11 * (len(line) - len(body)), 770.0 - 17 * n, 11.0, body))
        pages.append(page)
    return pdf(pages, title=title)


def word(text: str, *, title: str = "", author: str = "", made: datetime | None = None) -> bytes:
    """A text as a Word file, one paragraph a line."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.core_properties.title = title
    if author:
        document.core_properties.author = author
    if made:
        document.core_properties.created = made
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a python-docx document."""
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def page(text: str, title: str = "") -> str:
    """A text as an HTML page, one paragraph a line, with a menu around it."""
    import html

    body = "\n".join(f"<p>{html.escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
    return textwrap.dedent(
        f"""\
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body>
        <nav><a href="/">首页</a> <a href="/n">新闻</a></nav><article>{body}</article></body></html>
        """
    )


def web_archive(html: str, charset: str = "utf-8", address: str = "https://example.com/a.html") -> bytes:
    """A page as a browser saves it in one file."""
    mail = EmailMessage()
    mail["From"] = "<Saved by a browser>"
    mail["Subject"] = "saved"
    mail.set_content("", subtype="plain")
    mail.make_related()
    mail.add_related(html.encode(charset, "xmlcharrefreplace"), "text", "html", params={"charset": charset})
    parts = list(mail.iter_parts())
    parts[-1]["Content-Location"] = address
    mail.add_related(b"\x89PNG", "image", "png", cid="<x@y>")
    return mail.as_bytes()
