"""Small PDF files of Chinese text, written by hand: with or without a table of their characters, shown or hidden."""


def pdf(pages: list[list[str]], to_unicode: bool = True, mode: int = 0, picture: bool = False) -> bytes:
    """A PDF with these lines on each page. ``to_unicode``: whether its font says which characters it draws; ``mode`` 3
    writes them invisibly, as OCR does over a ``picture``."""
    signs = sorted({sign for page in pages for line in page for sign in line})
    code = {sign: index + 1 for index, sign in enumerate(signs)}
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(content: bytes, head: bytes = b"") -> int:
        return add(b"<<%s /Length %d>>\nstream\n%s\nendstream" % (head, len(content), content))

    catalogue, tree = add(b""), add(b"")
    rows = "\n".join(f"<{code[sign]:04X}> <{sign.encode('utf-16-be').hex().upper()}>" for sign in signs)
    table = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> endcodespacerange {len(signs)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    unicode = stream(table.encode()) if to_unicode else 0
    inner = add(b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>")  # fmt: skip
    told = b"/ToUnicode %d 0 R" % unicode if unicode else b""
    font = add(b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[%d 0 R]%s>>" % (inner, told))  # fmt: skip
    image = stream(b"\xff", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8") if picture else 0  # fmt: skip
    kids = []
    for page in pages:
        lines = "".join(f"1 0 0 1 60 {780 - 24 * row} Tm <{''.join(f'{code[sign]:04X}' for sign in line)}> Tj " for row, line in enumerate(page))  # fmt: skip
        content = stream((f"{'/P Do ' if picture else ''}BT /F 14 Tf {mode} Tr {lines} ET").encode())
        drawn = b"/XObject<</P %d 0 R>>" % image if image else b""
        kids.append(add(b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F %d 0 R>>%s>>>>" % (tree, content, font, drawn)))  # fmt: skip
    objects[catalogue - 1] = b"<</Type/Catalog/Pages %d 0 R>>" % tree
    objects[tree - 1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    end = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, catalogue, end)
