"""An .xlsx as its parts: those looked at are parsed, those changed written anew, all others kept byte for byte."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from loaders.container import archive

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_A_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of parts that we add, so that a file marked twice is the same."""


class Package:
    """The parts of one workbook by name, with their relations and content types."""

    def __init__(self, data: bytes) -> None:
        """Inflate and check every part; raise Unreadable for a hostile or damaged zip."""
        self.parts = archive.members(data)
        for _ in archive.xml_parts(self.parts):  # its checks are what is wanted
            pass
        self._trees: dict[str, Element] = {}
        self._changed: set[str] = set()
        self._given = data
        (self.workbook,) = self.related("", "officeDocument").values()
        self._relations = _STRICT if b"http://purl.oclc.org/ooxml/" in self.parts[self.workbook][:4096] else _OFFICE
        self.was_signed = self._unsign()

    def look(self, name: str) -> Element:
        """Return a part's root, which must not be changed; KeyError or XMLSyntaxError where there is none."""
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            self._trees[name] = etree.fromstring(self.parts[name], parser)
        return self._trees[name]

    def change(self, name: str) -> Element:
        """Return a part's root to be changed; the part will be written anew."""
        self._changed.add(name)
        return self.look(name)

    def put(self, name: str, body: bytes) -> None:
        """Set a part's bytes."""
        self.parts[name] = body
        self._trees.pop(name, None)

    def new(self, pattern: str, body: bytes, content_type: str) -> str:
        """Add a part under the first free number of a name such as "xl/comments{}.xml"; return its name."""
        taken = {name.casefold() for name in self.parts}
        name = next(name for number in range(1, 10_000) if (name := pattern.format(number)).casefold() not in taken)
        self.put(name, body)
        types = self.change(_TYPES)
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", PartName=f"/{name}", ContentType=content_type)
        return name

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Return the parts that one points to by a kind of relation, by relation id."""
        name, folder = _relations_of(part), posixpath.dirname(part)
        if name not in self.parts:
            return {}
        return {
            one.get("Id", ""): posixpath.normpath(posixpath.join("/" + folder, one.get("Target", ""))).lstrip("/")
            for one in self.look(name)
            if isinstance(one.tag, str) and one.get("Type", "").endswith(f"/{kind}")
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """Point from one part to another; return the relation's id."""
        name = _relations_of(part)
        if name not in self.parts:
            self.put(name, f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
        relations = self.change(name)
        taken = {one.get("Id") for one in relations}
        identity = next(f"rId{number}" for number in range(1, 100_000) if f"rId{number}" not in taken)
        etree.SubElement(
            relations,
            f"{{{_PACKAGE}/relationships}}Relationship",
            Id=identity,
            Type=f"{self._relations}/{kind}",
            Target=f"/{target}",
        )
        return identity

    def reference(self) -> str:
        """Return the name of the attribute that holds a relation's id."""
        return f"{{{self._relations}}}id"

    def packed(self) -> bytes:
        """Return the workbook: the parts in their order, with their dates, the added ones after them."""
        target = BytesIO()
        with zipfile.ZipFile(BytesIO(self._given)) as given, zipfile.ZipFile(target, "w") as written:
            infos = {info.filename: info for info in given.infolist()}
            for name in self.parts:
                info = infos.get(name) or zipfile.ZipInfo(name, _A_DAY)
                written.writestr(info, self._body(name), zipfile.ZIP_DEFLATED)
        return target.getvalue()

    def _body(self, name: str) -> bytes:
        if name not in self._changed:
            return self.parts[name]
        body: bytes = etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
        return body

    def _unsign(self) -> bool:
        """Take a digital signature out, which no longer holds for a marked file; say whether there was one."""
        signatures = {name for name in self.parts if name.startswith("_xmlsignatures/")}
        if not signatures:
            return False
        for one in list(self.change(_relations_of(""))):
            if one.get("Type", "").endswith("/digital-signature/origin"):
                one.getparent().remove(one)
        for one in list(self.change(_TYPES)):
            if one.get("PartName", "").lstrip("/") in signatures:
                one.getparent().remove(one)
        self.parts = {name: body for name, body in self.parts.items() if name not in signatures}
        return True


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def named(parent: Element, name: str) -> str:
    """Return an element's name in its parent's namespace."""
    return f"{{{etree.QName(parent).namespace}}}{name}"


def placed(parent: Element, name: str, before: tuple[str, ...]) -> Element:
    """Return a child, made where there is none, behind those that the schema puts before it."""
    found = parent.find(named(parent, name))
    if found is not None:
        return found
    tags = {named(parent, one) for one in before}
    place = max((index for index, one in enumerate(parent, start=1) if one.tag in tags), default=0)
    child = parent.makeelement(named(parent, name))
    parent.insert(place, child)
    return child
