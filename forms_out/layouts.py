"""The forms that are written, as data: headings as printed, what stands under each, whose facts may fill it in.

Sources: II.06a is Circular 01/2020/TT-VPCP of 21 October 2020, annex; PHỤ LỤC 2 to 4 are what provincial one-stop
systems export. For K2-1, K2-2, K3-1 and K3-2 no national form exists: they are inferred as in `loaders.forms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from forms_out.headings import width

if TYPE_CHECKING:
    from forms_out.headings import Heading
    from reference.units import Level

Rows = Literal["units", "levels", "sectors"]
"""What the lines are: units; units each followed by its levels of service; one unit's sectors."""

ORDINAL, NAME = "ordinal", "name"


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage that the form prints: of one line's figures, or of those of the level below it (`level`)."""

    part: str
    wholes: tuple[str, ...]
    level: str = "all"


@dataclass(frozen=True, slots=True)
class Change:
    """How many points a share is above that of the month before."""

    share: Share


@dataclass(frozen=True, slots=True)
class Target:
    """The target in force of a measure, or ("is_met") the word on whether a share reaches it."""

    measure: str
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """A column that is left to the office: a remark, or a word of its own."""


Field = str | Share | Change | Target | Empty
"""What stands under a heading; a text is "ordinal", "name" or a figure's key as in Report.columns."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One form. `fed_by` are the forms whose facts mean the same by every figure, so that they may fill it in.

    A heading's "{targets}" is replaced by those in force, and dropped with its brackets where there are none.
    """

    id: str
    kind: str
    title: tuple[str, ...]
    headings: tuple[Heading, ...]
    fields: tuple[Field, ...]
    total: str
    fed_by: tuple[str, ...]
    levels: tuple[Level, ...] = ("department", "district", "commune")
    rows: Rows = "units"
    numbering: tuple[str, ...] = ()
    official: str = ""
    """What stands at the top left of a form that a circular sets; "" where the letterhead stands there."""
    unit_of_count: str = ""
    identities: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Sums within a line, for a blank form to show where they do not hold."""
    has_own_line: bool = True
    """Whether a unit's own line has counts where levels of service stand under it; else only what was printed there."""
    is_inferred: bool = False
    """Whether no document sets the layout."""

    def __post_init__(self) -> None:
        if sum(map(width, self.headings)) != len(self.fields):
            raise ValueError(f"{self.id}: headings and fields differ in number")

    @property
    def figures(self) -> tuple[str, ...]:
        """The keys of the figures that stand in it, left to right."""
        return tuple(field for field in self.fields if isinstance(field, str) and field not in (ORDINAL, NAME))


_CIRCULAR = "Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020"
_OUTCOMES = (
    *("received", "received_online", "received_in_person", "carried_over"),
    *("resolved", "resolved_early", "resolved_on_time", "resolved_overdue"),
    *("pending", "pending_in_time", "pending_overdue"),
)
_CHANNELS = ("received", "received_online", "received_in_person", "received_postal")
_BY_CHANNEL = ("C", "PL", "PL2", "PL3", "PL4")


def _06a(form_id: str, label: str, rows: Rows, official: str, total: str) -> Layout:
    return Layout(
        id=form_id,
        kind="service_usage",
        title=("TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN,", "ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"),
        headings=(
            "STT",
            label,
            (
                "Số hồ sơ nhận giải quyết",
                ("Tổng số", ("Trong đó", ("Trực tuyến", "Trực tiếp, dịch vụ bưu chính")), "Từ kỳ trước"),
            ),
            ("Số hồ sơ đã giải quyết", ("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn")),
            ("Số hồ sơ đang giải quyết", ("Tổng số", "Trong hạn", "Quá hạn")),
        ),
        fields=(ORDINAL, NAME, *_OUTCOMES),
        numbering=(
            *("(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)"),
            *("(11)=(12)+(13)", "(12)", "(13)"),
        ),
        total=total,
        fed_by=("II.06a",),
        rows=rows,
        official=f"{official}\n{_CIRCULAR}",
        unit_of_count="Đơn vị tính: Số hồ sơ TTHC.",
        identities=(
            ("received", ("received_online", "received_in_person", "carried_over")),
            ("resolved", ("resolved_early", "resolved_on_time", "resolved_overdue")),
            ("pending", ("pending_in_time", "pending_overdue")),
            ("received", ("resolved", "pending")),
        ),
    )


def _annex(number: int, scope: str, level: Level, first: str = "TT", *, has_remark: bool = False) -> Layout:
    wholes = _CHANNELS[1:] if number == 4 else _CHANNELS[1:3]
    shares = (Share("received_online", wholes), Share("received_online", _CHANNELS[1:3], "full"))
    rated = ("Tỷ lệ hồ sơ nộp trực tuyến", "Đánh giá", "Tỷ lệ hồ sơ nộp trực tuyến toàn trình", "Đánh giá")
    return Layout(
        id=f"PL{number}",
        kind="service_usage",
        title=(f"PHỤ LỤC {number}", f"BẢNG THỐNG KÊ TIẾP NHẬN HỒ SƠ TRỰC TUYẾN {scope}"),
        headings=(
            first,
            "Tên đơn vị",
            (
                "Số lượng hồ sơ tiếp nhận và giải quyết",
                ("Tổng số hồ sơ", ("Trong đó", ("Trực tuyến", "Trực tiếp", "BCCI"))),
            ),
            ("Đánh giá theo chỉ tiêu được giao", rated),
            *(("Ghi chú",) if has_remark else ()),
        ),
        fields=(
            *(ORDINAL, NAME, *_CHANNELS),
            *(shares[0], Empty(), shares[1], Empty()),
            *((Empty(),) if has_remark else ()),
        ),
        total="Tổng số",
        fed_by=_BY_CHANNEL,
        levels=(level,),
        rows="levels",
        has_own_line=number != 4,
        identities=((_CHANNELS[0], _CHANNELS[1:]),),
    )


_SIGNED = Share("documents_signed", ("documents_out",))
_DIGITAL = Share("records_digital", ("records",))
_HOLDERS = ("citizen", "business", "official")
_HOLDER_HEADINGS = ("Người dân", "Doanh nghiệp", "CBCCVC")
_OFFICE = ("STT", "Cơ quan, đơn vị")
_STATE = ("revoked/official", "active/official")

_ALL = (
    _06a("II.06a", "Đơn vị", "units", "Biểu số 06/VPCP/KSTT", "Tổng số"),
    _06a(
        "II.06a-sectors",
        "Lĩnh vực, công việc giải quyết theo cấp",
        "sectors",
        "Biểu số II.06a/VPCP/KSTT",
        "TỔNG CỘNG",
    ),
    _annex(2, "CỦA CÁC SỞ, BAN, NGÀNH CẤP TỈNH", "department", has_remark=True),
    _annex(3, "CỦA UBND CẤP HUYỆN", "district"),
    _annex(4, "CỦA UBND CẤP XÃ", "commune", "STT"),
    Layout(
        id="K2-1",
        kind="work_records",
        title=("KẾT QUẢ XỬ LÝ VĂN BẢN VÀ KÝ SỐ VĂN BẢN ĐIỆN TỬ",),
        headings=(
            *("STT", "Đơn vị", "Tổng số văn bản đến", "Tổng số văn bản đi", "Văn bản đi có ký số từ hồ sơ công việc"),
            *("Tỷ lệ (%)", "Tăng/giảm so với tháng trước"),
        ),
        fields=(
            *(ORDINAL, NAME, "documents_in", "documents_out", "documents_signed"),
            *(_SIGNED, Change(_SIGNED)),
        ),
        numbering=("(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(4)", "(7)"),
        total="Tổng cộng",
        fed_by=("K2-1",),
        is_inferred=True,
    ),
    Layout(
        id="K2-2",
        kind="work_records",
        title=("KẾT QUẢ XỬ LÝ HỒ SƠ CÔNG VIỆC TRÊN MÔI TRƯỜNG MẠNG",),
        headings=(
            *("STT", "Đơn vị", "Tổng số hồ sơ công việc"),
            "Hồ sơ xử lý trên môi trường mạng (không bao gồm hồ sơ mật)",
            *("Tỷ lệ", "Chỉ tiêu ({targets})", "Đánh giá"),
        ),
        fields=(
            *(ORDINAL, NAME, "records", "records_digital"),
            *(_DIGITAL, Target("records_share"), Target("records_share", _DIGITAL)),
        ),
        numbering=("(1)", "(2)", "(3)", "(4)", "(5)=(4)/(3)", "(6)", "(7)"),
        total="Tổng cộng",
        fed_by=("K2-2",),
        is_inferred=True,
    ),
    Layout(
        id="K3-1",
        kind="digital_signatures",
        title=("KẾT QUẢ CẤP CHỮ KÝ SỐ CHO NGƯỜI DÂN, DOANH NGHIỆP VÀ CBCCVC",),
        headings=(
            *("STT", "Đơn vị", "Dân số từ 18 tuổi"),
            ("Số CKS cấp trong tháng", _HOLDER_HEADINGS),
            ("Lũy kế", _HOLDER_HEADINGS),
            "Tỷ lệ người trưởng thành có CKS",
        ),
        fields=(
            *(ORDINAL, NAME, "adults/citizen"),
            *(f"issued/{holder}" for holder in _HOLDERS),
            *(f"issued_to_date/{holder}" for holder in _HOLDERS),
            Share("issued_to_date/citizen", ("adults/citizen",)),
        ),
        numbering=("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)=(7)/(3)"),
        total="Tổng cộng",
        fed_by=("K3-1",),
        levels=("district", "commune"),
        is_inferred=True,
    ),
    Layout(
        id="K3-2",
        kind="digital_signatures",
        title=("TÌNH HÌNH SỬ DỤNG CHỮ KÝ SỐ CHUYÊN DÙNG CÔNG VỤ",),
        # Of organisations, persons and SIM cards the store keeps only the sum.
        headings=(*_OFFICE, ("Đã cấp", ("Tổng số",)), "Thu hồi", "Đang hoạt động", "Ghi chú"),
        fields=(ORDINAL, NAME, "issued_to_date/official", *_STATE, Empty()),
        total="Tổng cộng",
        fed_by=("K3-2",),
        is_inferred=True,
    ),
)
LAYOUTS = {layout.id: layout for layout in _ALL}
