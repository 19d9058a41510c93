"""The words of an unknown header -> the fields and the kind of report it may be of; for a person to confirm or mend.

Words count the more the fewer fields have them in their headings: little follows from "số", much from "ký".
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from loaders.forms import FORMS
from loaders.frame import COUNTS
from loaders.match import is_other
from loaders.units import possible
from loaders.words import fold
from reference.spelling import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from loaders.form import Column
    from loaders.header import Header
    from loaders.match import Matched

Path = tuple[str, ...]

_SIDES = {
    "service_usage": (
        ("full", ("dvc trực tuyến toàn trình", "dvc toàn trình", "toàn trình")),
        ("partial", ("dvc trực tuyến một phần", "dvc một phần", "một phần")),
        ("info", ("dv cung cấp thông tin", "cung cấp thông tin")),
    ),
    "digital_signatures": (
        ("official", ("cán bộ công chức viên chức", "cán bộ công chức", "cbccvc", "cbcc", "công chức")),
        ("business", ("hộ kinh doanh doanh nghiệp", "tổ chức doanh nghiệp", "doanh nghiệp tổ chức", "doanh nghiệp")),
        ("citizen", ("người dân", "công dân", "cá nhân")),
    ),
}
_MEANING = (
    *(("phát hành", "đi"), ("ban hành", "đi"), ("gửi đi", "đi"), ("văn bản tiếp nhận", "văn bản đến")),
    *(("dịch vụ công", "dvc"), ("hồ sơ nhận", "hồ sơ tiếp nhận")),
    *(("qua mạng", "trực tuyến"), ("tại quầy", "trực tiếp"), ("một cửa", "trực tiếp"), ("bưu điện", "bưu chính")),
    *(("chữ ký số", "cks"), ("chứng thư số", "cks"), ("đến nay", "lũy kế"), ("cấp mới", "cấp trong tháng")),
)
"""Other words of the field for those that the forms use."""
_LIKE = 0.55
"""Of two headings' words (0-1, weighted) so much must be shared; below it stand other quantities of one topic."""
_UNHEARD = 0.5
"""The weight of a word that no form knows; known ones weigh from 0.7 (in every heading) to 5."""
_CLEARLY = 0.05
"""The next field must be this much less alike."""
_DAYS = (date(2026, 1, 1), date(2025, 1, 1), date(2023, 1, 1))


class _Words(NamedTuple):
    """A heading path's words without those that say whose or of which level the figures are: that is its `side`."""

    side: str
    words: frozenset[str]


def label(header: Header, texts: Mapping[int, Sequence[str]]) -> int | None:
    """Return the column that names the lines: headed as such, else the first in which units are named."""
    headings = {fold(heading) for form in FORMS for heading in form.label}
    headed = [column for column, path in header.paths.items() if fold(path[-1]) in headings]
    naming = [column for column in header.paths if column != header.ordinal and _name_units(texts[column])]
    return next(iter(headed + naming), None)


def fields(paths: Mapping[int, Path], near: Matched | None) -> tuple[str, dict[int, str]]:
    """Return the likeliest kind ("" for none) and a field for each column that has one; no field is given twice."""
    kinds = [near.form.kind] if near else dict.fromkeys(form.kind for form in FORMS if form.kind != "headline")
    found = {kind: of_kind(kind, paths) for kind in kinds}
    kind = max(found, key=lambda one: sum(likeness for _, likeness in found[one].values()))
    own = _counted(near) if near else {}
    guessed = {column: name for column, (name, _) in found[kind].items()}
    told = own | {column: name for column, name in guessed.items() if column not in own and name not in own.values()}
    return (kind if told or near else ""), told


def _counted(near: Matched) -> dict[int, str]:
    """Return the columns that the near form recognised beyond doubt."""
    doubtful = {column for pair in near.doubled for column in pair}
    return {at: one.key for at, one in near.fields.items() if one.read == "count" and at not in doubtful}


def of_kind(kind: str, paths: Mapping[int, Path]) -> dict[int, tuple[str, float]]:
    """Return a column's best field and how alike they are; two columns alike to one field keep none of it."""
    best = {column: one for column, path in paths.items() if (one := _best(kind, path))}
    return {column: one for column, one in best.items() if not _has_rival(column, best)}


def _has_rival(column: int, best: Mapping[int, tuple[str, float]]) -> bool:
    name, likeness = best[column]
    others = (other for at, (named, other) in best.items() if named == name and at != column)
    return any(other > likeness - _CLEARLY for other in others)


def _best(kind: str, path: Path) -> tuple[str, float] | None:
    said = _words(kind, path)
    likeness: dict[str, float] = {}
    for column, heading in _known(kind):
        if not is_other(path, column) and not _says_another(said.words, kind, column.name):
            likeness[column.name] = max(likeness.get(column.name, 0), _alike(said.words, heading.words))
    first, second = sorted([*likeness.items(), ("", 0.0), ("", 0.0)], key=lambda one: -one[1])[:2]
    if first[1] < _LIKE or first[1] < second[1] + _CLEARLY:
        return None
    return (f"{first[0]}/{said.side}" if said.side else first[0]), first[1]


def _says_another(said: frozenset[str], kind: str, name: str) -> bool:
    """Whether a word is among them that stands for one other field alone: "ký" makes signed documents of any."""
    owners = {word: [field for field, words in _vocabulary(kind).items() if word in words] for word in said}
    return any(len(fields) == 1 and fields != [name] for fields in owners.values())


def _words(kind: str, path: Iterable[str]) -> _Words:
    text = _plain(" ".join(path))
    for other, ours in _MEANING:
        text = text.replace(_plain(other), _plain(ours))
    for side, phrases in _SIDES.get(kind, ()):
        for phrase in map(_plain, phrases):
            if phrase in text:
                return _Words(side, frozenset(text.replace(phrase, " ").split()))
    return _Words("", frozenset(text.split()))


@lru_cache(maxsize=2_000)
def _plain(text: str) -> str:
    """Return the words as read aloud, tones included: "ký" signs, "kỳ" is a period."""
    return " ".join(words(text))


@cache
def _known(kind: str) -> tuple[tuple[Column, _Words], ...]:
    """Return the counts of a kind with the words of each heading they are known under."""
    columns = dict.fromkeys(column for form in FORMS if form.kind == kind for column in form.columns)
    counted = (column for column in columns if column.read == "count" and column.name in COUNTS[kind])
    return tuple((one, _words(kind, heading.split(" / "))) for one in counted for heading in one.headings)


@cache
def _weights() -> dict[str, float]:
    """Return for each word of the known headings how much it tells: the more, the fewer fields it stands for."""
    fields = [words for kind in COUNTS for words in _vocabulary(kind).values()]
    counts = Counter(word for words in fields for word in words)
    return {word: log(1 + len(fields) / count) for word, count in counts.items()}


@cache
def _vocabulary(kind: str) -> dict[str, frozenset[str]]:
    """Return all words that the headings of each of a kind's fields have."""
    fields: dict[str, frozenset[str]] = {}
    for column, heading in _known(kind):
        fields[column.name] = fields.get(column.name, frozenset()) | heading.words
    return fields


def _alike(said: frozenset[str], known: frozenset[str]) -> float:
    """Return the weight of the shared words in that of all, 0 to 1; a word that no form knows weighs little."""
    weights = _weights()
    shared, total = (sum(weights.get(word, _UNHEARD) for word in words) for words in (said & known, said | known))
    return shared / total if total else 0.0


def _name_units(texts: Sequence[str]) -> bool:
    """Whether most of the texts name a unit on some day."""
    named = [any(possible(text, day) for day in _DAYS) for text in texts]
    return 2 * sum(named) > len(named) > 0
