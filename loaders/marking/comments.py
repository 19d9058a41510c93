"""Comments of one sheet with ours among them: an existing comment stays above ours, ours can be taken away again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from loaders.marking.cells import address
from loaders.marking.package import named, placed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from loaders.marking.package import Package

BEGINS = "═══ "
"""What each of our remarks begins with, in any language: by it they are known again."""

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BEFORE = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing"),
)
"""What the schema puts before a sheet's `legacyDrawing`."""

_NAMES = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_EMPTY = b"<xml " + b" ".join(b'xmlns:%s="%s"' % pair for pair in _NAMES.items()) + b"></xml>"
_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;'
    'width:280pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NOTE = re.compile(
    rb"<v:shape\s(?:(?!</v:shape>).)*?<x:Row>\s*(\d+)\s*</x:Row>\s*<x:Column>\s*(\d+)\s*</x:Column>.*?</v:shape>",
    re.DOTALL,
)
_NUMBER = re.compile(rb'_x0000_s(\d{1,9})"')


def write(package: Package, sheet: str, remarks: Mapping[str, str]) -> None:
    """Set our remarks, by address, on a sheet; those of an earlier marking go."""
    listed = list(package.related(sheet, "comments").values())
    if not listed and not remarks:
        return
    part = listed[0] if listed else _new_part(package, sheet)
    if not remarks and BEGINS.encode() not in package.parts[part]:
        return
    root = package.change(part)
    gone = _without_ours(root)
    held = {one.get("ref", ""): one for one in root.iter(named(root, "comment"))}
    for reference, text in remarks.items():
        if not _is_thread(root, held.get(reference)):
            _append(root, held.get(reference), reference, text)
    _draw(package, sheet, {ref: text for ref, text in remarks.items() if ref not in held}, gone - set(remarks))


def _new_part(package: Package, sheet: str) -> str:
    root = package.look(sheet)
    body = f'<comments xmlns="{etree.QName(root).namespace}"><authors/><commentList/></comments>'.encode()
    part = package.new("xl/comments{}.xml", body, _KIND)
    package.relate(sheet, "comments", part)
    return part


def _without_ours(root: Element) -> set[str]:
    """Cut our remarks out of the comments; return the addresses of those that held nothing else."""
    gone = set()
    for one in list(root.iter(named(root, "comment"))):
        if not _cut(one):
            gone.add(one.get("ref", ""))
            one.getparent().remove(one)
    return gone


def _cut(comment: Element) -> bool:
    """Cut a comment where ours begins; return whether any text is left, or nothing of it was ours."""
    texts = list(comment.iter(named(comment, "t")))
    ours = next((index for index, one in enumerate(texts) if BEGINS in (one.text or "")), None)
    if ours is None:
        return True
    texts[ours].text = (texts[ours].text or "").partition(BEGINS)[0].rstrip("\n")
    for one in texts[ours + 1 :]:
        one.text = ""
    return any((one.text or "").strip() for one in texts)


def _is_thread(root: Element, comment: Element | None) -> bool:
    """Whether it stands for a conversation of newer programs, which would not show what is added here."""
    if comment is None:
        return False
    authors = list(root.iter(named(root, "author")))
    author = int(comment.get("authorId", "0"))
    return author < len(authors) and (authors[author].text or "").startswith("tc=")


def _append(root: Element, comment: Element | None, reference: str, text: str) -> None:
    if comment is None:
        authors = placed(root, "authors", ())
        if not len(authors):
            etree.SubElement(authors, named(root, "author")).text = ""
        holder = placed(root, "commentList", ("authors",))
        comment = etree.SubElement(holder, named(root, "comment"), ref=reference, authorId=str(len(authors) - 1))
    body = placed(comment, "text", ())
    has_text = any((one.text or "").strip() for one in body.iter(named(root, "t")))
    plain = body.find(named(root, "t"))
    if plain is not None:  # plain text and runs of text cannot stand side by side
        body.remove(plain)
        _run(body).append(plain)
    run = etree.SubElement(_run(body), named(root, "t"))
    run.text = ("\n" if has_text else "") + text
    run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _run(body: Element) -> Element:
    return etree.SubElement(body, named(body, "r"))


def _draw(package: Package, sheet: str, added: Mapping[str, str], gone: set[str]) -> None:
    """Give each new comment its box in the sheet's drawing, and take away the boxes of those gone."""
    drawings = package.related(sheet, "vmlDrawing")
    linked = package.look(sheet).find(named(package.look(sheet), "legacyDrawing"))
    part = drawings.get(linked.get(package.reference(), "")) if linked is not None else None
    if not added and (part is None or not gone):
        return
    part = part or _new_drawing(package, sheet)
    body = _NOTE.sub(lambda box: b"" if _place(box) in {address(ref) for ref in gone} else box[0], package.parts[part])
    package.put(part, _with_boxes(body, added))


def _place(box: re.Match[bytes]) -> tuple[int, int]:
    return int(box[1]) + 1, int(box[2]) + 1


def _new_drawing(package: Package, sheet: str) -> str:
    part = package.new("xl/drawings/vmlDrawing{}.vml", _EMPTY, _VML)
    root = package.change(sheet)
    placed(root, "legacyDrawing", _BEFORE).set(package.reference(), package.relate(sheet, "vmlDrawing", part))
    return part


def _with_boxes(body: bytes, added: Mapping[str, str]) -> bytes:
    """Put boxes before the drawing's end; it is not parsed, since old programs wrote it as no good XML."""
    number = max((int(one) for one in _NUMBER.findall(body)), default=1024) + 1
    boxes = [b"" if b'"_x0000_t202"' in body.replace(b"#", b"") or not added else _SHAPE_TYPE]
    for offset, (reference, text) in enumerate(added.items()):
        row, column = address(reference) or (1, 1)
        lines = sum(1 + len(line) // 50 for line in text.split("\n")) + 1
        places = {"left": column, "right": column + 5, "top": max(row - 2, 0), "bottom": max(row - 2, 0) + lines}
        shape = _SHAPE.format(number=number + offset, height=15 * lines, row=row - 1, column=column - 1, **places)
        boxes.append(shape.encode())
    end = body.rindex(b"</xml>")
    root = re.search(rb"<xml\b[^>]*>", body)
    missing = b"".join(b' xmlns:%s="%s"' % pair for pair in _NAMES.items() if root and pair[1] not in root[0])
    whole = body[:end] + b"".join(boxes) + body[end:]
    return whole.replace(b"<xml", b"<xml" + missing, 1) if missing else whole
