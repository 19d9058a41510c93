"""boundaries/*.geojson -> the outlines of the units that were the map's on a day."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("boundaries")
_MERGER = date(2025, 7, 1)


def features(on: date) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection: the 8 districts until 30/6/2025, the 99 units since.

    A feature's `id` and `properties.unit_id` are the unit's id, `properties.name` its full Vietnamese name; longitude
    and latitude to 4 decimals (some 11 m), outer rings clockwise, as d3-geo and Vega-Lite fill them. Outlines:
    sapnhap.bando.com.vn through thanglequoc/vietnamese-provinces-database (MIT). Shared: do not change it.
    """
    return _read("districts_2024" if on < _MERGER else "units_2025")


@cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))
    return found
