"""static/*.geojson -> the outlines of the units that were the map's on a day.

They lie where the server lets browsers fetch them, which keep them: they are the larger part of a map.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "static"
_MERGER = date(2025, 7, 1)


def features(on: date) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection: the 8 districts until 30/6/2025, the 99 units since.

    A feature's `id` and `properties.unit_id` are the unit's id, `properties.name` its full Vietnamese name; longitude
    and latitude to 4 decimals (some 11 m), outer rings clockwise, as d3-geo and Vega-Lite fill them. Outlines:
    sapnhap.bando.com.vn through thanglequoc/vietnamese-provinces-database (MIT). Shared: do not change it.
    """
    return _read(_name(on))


def address(on: date) -> str:
    """Return where the pages' server has the same, seen from any page; what it holds is of its name."""
    name = _name(on)
    return f"app/static/{name}?{_digest(name)}"


def _name(on: date) -> str:
    return "districts_2024.geojson" if on < _MERGER else "units_2025.geojson"


@cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


@cache
def _digest(name: str) -> str:
    return sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
