"""Units -> the names and section lines that the forms print, each of which reads back as the unit it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference.units import unit

if TYPE_CHECKING:
    from reference.units import Unit

SECTIONS = {
    "department": "Sở, ban, ngành cấp tỉnh",
    "district": "UBND cấp huyện",
    "commune": "UBND cấp xã",
}
SERVICE_LEVELS = {
    "partial": "DVC trực tuyến một phần",
    "full": "DVC trực tuyến toàn trình",
    "info": "DV cung cấp thông tin trực tuyến",
}
ROMAN = ("I", "II", "III")


def printed(one: Unit) -> str:
    """Print a unit as the forms do: "UBND huyện Gia Bình", "Sở Tư pháp"; a district's commune with its district."""
    if not one.is_area:
        return one.name
    above = unit(one.parent) if one.level == "commune" and one.parent else None
    within = f", {above.full_name}" if above and above.level == "district" else ""
    return f"UBND {one.type} {one.name}{within}"
