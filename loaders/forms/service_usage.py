"""The forms of kind service_usage: dossiers received and resolved, by unit and level of service or by sector.

Sources: II.06a is Circular 01/2020/TT-VPCP of 21 October 2020, annex; PHỤ LỤC 1-4 and layouts C (by unit) and C2 (by
procedure) are what provincial one-stop systems export. PHỤ LỤC 4 divides by the total (post counted), the other three
leave post out.
"""

from loaders.form import Column, Form, Identity, Ratio

_UNIT = ("Đơn vị", "Tên đơn vị", "Tên cơ quan, đơn vị", "Cơ quan, đơn vị", "Cơ quan", "Đơn vị giải quyết")
_SECTOR = ("Lĩnh vực, công việc giải quyết theo cấp", "Lĩnh vực", "Lĩnh vực giải quyết")
_LEVEL = (
    *("Mức độ", "Mức độ DVC", "Mức độ dịch vụ công", "Mức độ DVCTT", "Mức độ dịch vụ công trực tuyến"),
    *("Loại DVC", "Loại dịch vụ", "Loại dịch vụ công", "Loại hình dịch vụ", "Loại hình dịch vụ công"),
)
_CHANNELS = Identity("received", ("received_online", "received_in_person", "received_postal"))
_WITHOUT_POST = ("received_online", "received_in_person")
_ALL = ("received",)

_BY_CHANNEL = (
    Column(
        "received",
        (
            *("Tổng số hồ sơ", "Số lượng hồ sơ tiếp nhận và giải quyết / Tổng số*", "Tổng hồ sơ"),
            *("Tổng số hồ sơ tiếp nhận", "Tổng hồ sơ tiếp nhận", "Số hồ sơ tiếp nhận"),
        ),
        required=True,
    ),
    Column(
        "received_online",
        (
            *("Trong đó / Trực tuyến", "Trực tuyến", "Hồ sơ trực tuyến", "Số hồ sơ trực tuyến"),
            *("Nộp trực tuyến", "Hồ sơ nộp trực tuyến", "Số hồ sơ nộp trực tuyến"),
        ),
        required=True,
    ),
    Column(
        "received_in_person",
        (
            *("Trong đó / Trực tiếp", "Trực tiếp", "Hồ sơ trực tiếp", "Số hồ sơ trực tiếp"),
            *("Nộp trực tiếp", "Hồ sơ nộp trực tiếp", "Số hồ sơ nộp trực tiếp"),
        ),
        required=True,
    ),
    Column(
        "received_postal",
        (
            "Trong đó / BCCI",
            "BCCI",
            "Qua BCCI",
            "Bưu chính",
            "Bưu chính công ích",
            "Qua bưu chính*",
            "Dịch vụ bưu chính*",
            *("Hồ sơ BCCI", "Hồ sơ qua BCCI", "Nộp qua BCCI", "Hồ sơ nộp qua BCCI", "Số hồ sơ nộp qua BCCI"),
            *("Hồ sơ qua bưu chính*", "Nộp qua bưu chính*", "Hồ sơ nộp qua bưu chính*"),
        ),
        required=True,
    ),
    Column(
        "online_percent",
        ("Tỷ lệ hồ sơ nộp trực tuyến", "Tỷ lệ nộp hồ sơ trực tuyến", "Tỷ lệ trực tuyến", "Tỷ lệ nộp trực tuyến"),
        "percent",
    ),
    Column(
        "full_online_percent",
        (
            "Tỷ lệ hồ sơ nộp trực tuyến toàn trình",
            "Tỷ lệ nộp hồ sơ trực tuyến toàn trình",
            "Tỷ lệ hồ sơ nộp trực tuyến DVC trực tuyến toàn trình",
        ),
        "percent",
    ),
    Column("rating", ("Đánh giá", "Đánh giá* / Đánh giá"), "rating"),
    Column("remark", ("Ghi chú",), "ignore"),
)


def _online_percent(*denominators: tuple[str, ...]) -> Ratio:
    elsewhere = tuple(whole for whole in (_WITHOUT_POST, _ALL) if whole not in denominators)
    return Ratio("online_percent", ("received_online",), denominators, elsewhere=elsewhere)


def _annex(form_id: str, *denominators: tuple[str, ...], titles: tuple[str, ...] = ()) -> Form:
    return Form(
        id=form_id,
        kind="service_usage",
        label=_UNIT,
        inner=_LEVEL,
        columns=_BY_CHANNEL,
        identities=(_CHANNELS,),
        # "Toàn trình" is divided without post in all four annexes.
        ratios=(
            _online_percent(*denominators),
            Ratio("full_online_percent", ("received_online",), (_WITHOUT_POST,), level="full"),
        ),
        titles=titles,
    )


_OUTCOMES = (
    Column("resolved", ("Số hồ sơ đã giải quyết / Tổng số", "Đã giải quyết / Tổng số"), required=True),
    Column("resolved_early", ("Số hồ sơ đã giải quyết / Trước hạn", "Đã giải quyết / Trước hạn")),
    Column("resolved_on_time", ("Số hồ sơ đã giải quyết / Đúng hạn", "Đã giải quyết / Đúng hạn"), required=True),
    Column("resolved_overdue", ("Số hồ sơ đã giải quyết / Quá hạn", "Đã giải quyết / Quá hạn"), required=True),
    Column("pending", ("Số hồ sơ đang giải quyết / Tổng số", "Đang giải quyết / Tổng số"), required=True),
    Column("pending_in_time", ("Số hồ sơ đang giải quyết / Trong hạn", "Đang giải quyết / Trong hạn")),
    Column("pending_overdue", ("Số hồ sơ đang giải quyết / Quá hạn", "Đang giải quyết / Quá hạn")),
)

FORMS = (
    _annex("PL1", _WITHOUT_POST, titles=("PHỤ LỤC 1", "TIẾP NHẬN HỒ SƠ TRỰC TUYẾN TRÊN ĐỊA BÀN TỈNH")),
    _annex("PL2", _WITHOUT_POST, titles=("PHỤ LỤC 2", "CỦA CÁC SỞ, BAN, NGÀNH")),
    _annex("PL3", _WITHOUT_POST, titles=("PHỤ LỤC 3", "CỦA UBND CẤP HUYỆN")),
    _annex("PL4", _ALL, titles=("PHỤ LỤC 4", "CỦA UBND CẤP XÃ")),
    _annex("PL", _WITHOUT_POST, _ALL),  # its title lost: either arithmetic
    Form(
        id="C",
        kind="service_usage",
        label=_UNIT,
        inner=_LEVEL,
        columns=(
            *(column for column in _BY_CHANNEL if column.read == "count"),
            Column("online_percent", ("Tỷ lệ Hồ sơ trực tuyến/hồ sơ*",), "percent", required=True),
            Column("procedures_met", ("Số TTHC đạt chỉ tiêu",), "ignore", required=True),
            Column("procedures_not_met", ("Số TTHC không đạt chỉ tiêu",), "ignore"),
            Column("procedures_unused", ("Số TTHC không xuất hiện hồ sơ",), "ignore"),
            Column("remark", ("Ghi chú",), "ignore"),
        ),
        identities=(_CHANNELS,),
        ratios=(_online_percent(_WITHOUT_POST),),
    ),
    Form(
        id="C2",
        kind="service_usage",
        label=("Tên thủ tục", "Tên thủ tục hành chính", "Tên TTHC", "Thủ tục hành chính", "Thủ tục"),
        rows=("procedure",),
        columns=(Column("level", ("Mức độ", "Mức độ DVC"), "level", required=True), *_BY_CHANNEL),
        identities=(_CHANNELS,),
        # Whether post is in the first share's whole depends on who sends it, as in PHỤ LỤC 1-4.
        ratios=(
            Ratio("online_percent", ("received_online",), (_WITHOUT_POST, _ALL)),
            Ratio("full_online_percent", ("received_online",), (_WITHOUT_POST,), level="full"),
        ),
    ),
    Form(
        id="II.06a",
        kind="service_usage",
        label=(*_SECTOR, *_UNIT),
        inner=_SECTOR,
        rows=("unit", "sector"),
        columns=(
            Column("received", ("Số hồ sơ nhận giải quyết / Tổng số", "nhận giải quyết* / Tổng số"), required=True),
            Column("received_online", ("Số hồ sơ nhận giải quyết / Trực tuyến",), required=True),
            # One column for both in this form, so in person here means "in person or by post".
            Column(
                "received_in_person",
                ("Số hồ sơ nhận giải quyết / Trực tiếp, dịch vụ bưu chính*", "Số hồ sơ nhận giải quyết / Trực tiếp*"),
                required=True,
            ),
            Column("carried_over", ("Số hồ sơ nhận giải quyết / Từ kỳ trước*",), required=True),
            *_OUTCOMES,
            Column("remark", ("Ghi chú",), "ignore"),
        ),
        identities=(
            Identity("received", ("received_online", "received_in_person", "carried_over")),
            Identity("resolved", ("resolved_early", "resolved_on_time", "resolved_overdue")),
            Identity("pending", ("pending_in_time", "pending_overdue")),
            Identity("received", ("resolved", "pending")),
        ),
    ),
)
