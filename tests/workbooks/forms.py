"""The forms as domain knowledge has them: the heading block of each, and which column holds which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.workbooks.paper import Heading

Figures = Mapping[str, int | str | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A table's headings, left to right, and the field under each: "stt", "name", a count, "issued/citizen", or "" ."""

    kind: str
    id: str
    headings: tuple[Heading, ...]
    fields: tuple[str, ...]
    titles: tuple[str, ...] = ()
    numbering: tuple[str, ...] = ()


CHANNELS = ("received", "received_online", "received_in_person", "received_postal")
_TARGETS = (
    "Đánh giá theo chỉ tiêu được giao (Tỷ lệ nộp hồ sơ trực tuyến: {0}%; Tỷ lệ nộp hồ sơ trực tuyến toàn trình: {1}%)"
)
_RATED = ("Tỷ lệ hồ sơ nộp trực tuyến", "Đánh giá", "Tỷ lệ hồ sơ nộp trực tuyến toàn trình", "Đánh giá")
_RATED_FIELDS = ("share", "", "full_share", "")
_TITLE = "BẢNG THỐNG KÊ TIẾP NHẬN HỒ SƠ TRỰC TUYẾN"


def counted_by_channel(post: str) -> Heading:
    return (
        "Số lượng hồ sơ tiếp nhận và giải quyết",
        ("Tổng số hồ sơ", ("Trong đó", ("Trực tuyến", "Trực tiếp", post))),
    )


def _annex(number: int, title: str, first: str, targets: tuple[int, int], last: tuple[str, ...] = ()) -> Form:
    rated = (_TARGETS.format(*targets), _RATED)
    return Form(
        "service_usage",
        f"PL{number}",
        (first, "Tên đơn vị", counted_by_channel("BCCI"), rated, *last),
        ("stt", "name", *CHANNELS, *_RATED_FIELDS, *("" for _ in last)),
        (f"PHỤ LỤC {number}", f"{_TITLE} {title}"),
    )


PL1 = Form(
    "service_usage",
    "PL1",
    (
        "TT",
        "Đơn vị",
        "Tổng số hồ sơ",
        ("Trong đó", ("Trực tuyến", "Trực tiếp", "Qua BCCI")),
        "Tỷ lệ hồ sơ nộp trực tuyến",
        "Tỷ lệ hồ sơ nộp trực tuyến DVC trực tuyến toàn trình",
        "Ghi chú",
    ),
    ("stt", "name", *CHANNELS, "share", "full_share", ""),
    ("PHỤ LỤC 1", f"{_TITLE} TRÊN ĐỊA BÀN TỈNH"),
)
PL2 = _annex(2, "CỦA CÁC SỞ, BAN, NGÀNH CẤP TỈNH", "TT", (90, 85), ("Ghi chú",))
PL3 = _annex(3, "CỦA UBND CẤP HUYỆN", "TT", (90, 85))
PL4 = _annex(4, "CỦA UBND CẤP XÃ", "STT", (70, 70))
C = Form(
    "service_usage",
    "C",
    (
        "STT",
        "Tên Đơn vị",
        counted_by_channel("BCCI"),
        "Tỷ lệ Hồ sơ trực tuyến/hồ sơ (Trực tuyến + Trực tiếp) của TTHC đăng ký trực tuyến",
        ("Đánh giá", ("Số TTHC đạt chỉ tiêu", "Số TTHC không đạt chỉ tiêu", "Số TTHC không xuất hiện hồ sơ")),
        "Ghi chú",
    ),
    ("stt", "name", *CHANNELS, "share", "met", "missed", "silent", ""),
    ("TÌNH HÌNH TIẾP NHẬN HỒ SƠ TRỰC TUYẾN MỨC TOÀN TRÌNH, MỘT PHẦN",),
)

_06A_FIELDS = (
    *("stt", "name", "received", "received_online", "received_in_person", "carried_over"),
    *("resolved", "resolved_early", "resolved_on_time", "resolved_overdue"),
    *("pending", "pending_in_time", "pending_overdue"),
)
_06A_NUMBERS = (
    *("(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)"),
    *("(11)=(12)+(13)", "(12)", "(13)"),
)


def _06a(second: str, on_time: str = "Đúng hạn", in_time: str = "Trong hạn", *, numbered: bool = True) -> Form:
    received = ("Tổng số", ("Trong đó", ("Trực tuyến", "Trực tiếp, dịch vụ bưu chính")), "Từ kỳ trước")
    headings = (
        "STT",
        second,
        ("Số hồ sơ nhận giải quyết", received),
        ("Số hồ sơ đã giải quyết", ("Tổng số", "Trước hạn", on_time, "Quá hạn")),
        ("Số hồ sơ đang giải quyết", ("Tổng số", in_time, "Quá hạn")),
    )
    title = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"
    return Form("service_usage", "II.06a", headings, _06A_FIELDS, (title,), _06A_NUMBERS if numbered else ())


II06A = _06a("Lĩnh vực, công việc giải quyết theo cấp")
II06A_LEVELS = _06a(
    "Lĩnh vực, công việc giải quyết theo cấp",
    "Đúng hạn (Bao gồm cả hồ sơ chờ Bổ sung và Trả lại/Xin rút)",
    "Trong hạn (bao gồm chờ bổ sung)",
)
II06A_UNITS = _06a("Đơn vị", numbered=False)

K2_1 = Form(
    "work_records",
    "K2-1",
    (
        *("STT", "Đơn vị", "Tổng số văn bản đến", "Tổng số văn bản đi", "Văn bản đi có ký số từ hồ sơ công việc"),
        *("Tỷ lệ (%)", "Tăng/giảm so với tháng trước"),
    ),
    ("stt", "name", "documents_in", "documents_out", "documents_signed", "share", "change"),
    ("KẾT QUẢ XỬ LÝ HỒ SƠ CÔNG VIỆC VÀ KÝ SỐ VĂN BẢN ĐIỆN TỬ",),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(4)", "(7)"),
)
K2_2 = Form(
    "work_records",
    "K2-2",
    (
        *("STT", "Đơn vị", "Tổng số hồ sơ công việc"),
        "Hồ sơ xử lý trên môi trường mạng (không bao gồm hồ sơ mật)",
        *("Tỷ lệ", "Chỉ tiêu (90/80/60)", "Đánh giá"),
    ),
    ("stt", "name", "records", "records_digital", "share", "target", ""),
    ("BIỂU TỔNG HỢP TỶ LỆ XỬ LÝ HỒ SƠ CÔNG VIỆC TRÊN MÔI TRƯỜNG MẠNG",),
    ("(1)", "(2)", "(3)", "(4)", "(5)=(4)/(3)", "(6)", "(7)"),
)
HOLDERS = ("citizen", "business", "official")
_HOLDER_HEADINGS = ("Người dân", "Doanh nghiệp", "CBCCVC")
K3_1 = Form(
    "digital_signatures",
    "K3-1",
    (
        *("STT", "Đơn vị (huyện/TX/TP)", "Dân số từ 18 tuổi"),
        ("Số CKS cấp trong tháng", _HOLDER_HEADINGS),
        ("Lũy kế", _HOLDER_HEADINGS),
        "Tỷ lệ người trưởng thành có CKS",
    ),
    (
        *("stt", "name", "adults/citizen"),
        *(f"issued/{holder}" for holder in HOLDERS),
        *(f"issued_to_date/{holder}" for holder in HOLDERS),
        "share",
    ),
    ("KẾT QUẢ CẤP CHỮ KÝ SỐ TRÊN ĐỊA BÀN TỈNH",),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)=(7)/(3)"),
)
K3_2 = Form(
    "digital_signatures",
    "K3-2",
    (
        *("STT", "Cơ quan, đơn vị"),
        ("Đã cấp", ("Tổ chức", "Cá nhân", "SIM PKI")),
        *("Thu hồi", "Đang hoạt động", "Ghi chú"),
    ),
    ("stt", "name", "organisation", "person", "sim", "revoked", "active", ""),
    ("TỔNG HỢP CHỨNG THƯ SỐ CHUYÊN DÙNG CÔNG VỤ",),
)
HEADLINE = Form(
    "headline",
    "headline",
    ("STT", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Xếp hạng"),
    ("stt", "name", "unit_of_measure", "value", "rank"),
    ("CÁC CHỈ TIÊU CHUYỂN ĐỔI SỐ CHỦ YẾU CỦA TỈNH",),
)
