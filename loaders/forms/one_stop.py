"""Further forms of kind service_usage: what one-stop systems of several makers export of dossiers and procedures.

Sources: the older tables by unit and by sector are what a provincial one-stop system exports, with or without the
channels' columns; II.07b is Circular 01/2020/TT-VPCP, annex; the progress table follows Decision 766/QD-TTg of 23 June
2022; EGOV and FDS are two makers' report pages. FDS heads what came in and what was carried over together as "Số đầu
kỳ"; its numbering row, (3 = 4 + 5), says what it is. The other headings of FDS are inferred from that row.
"""

from dataclasses import replace

from loaders.form import Column, Form, Identity, Meaning, Ratio

_UNIT = ("Đơn vị", "Tên đơn vị", "Cơ quan", "Tên cơ quan", "Cơ quan, đơn vị", "Đơn vị giải quyết")
_REMARK = Column("remark", ("Ghi chú",), "ignore")
_RESOLVED = Identity("resolved", ("resolved_early", "resolved_on_time", "resolved_overdue"))
_PENDING = Identity("pending", ("pending_in_time", "pending_overdue"))


def _procedures(name: str, group: str, total: str, parts: tuple[str, ...]) -> tuple[Column, ...]:
    """Return a group of II.07b: its total (the field `name`) and the three levels it is split into, for the check."""
    return (
        Column(name, (f"{group} / {total}",), required=True),
        *(
            Column(f"{name}_{level}", (f"{group} / {part}",), required=True)
            for level, part in zip(("province", "district", "commune"), parts, strict=True)
        ),
    )


def _split(name: str) -> Identity:
    return Identity(name, tuple(f"{name}_{level}" for level in ("province", "district", "commune")))


def _targets(level: str, group: str) -> tuple[Column, ...]:
    """Return what the table of targets says of one level of online services."""
    return (
        Column("procedures", (f"DVC trực tuyến / {group}",), required=True, of=level),
        Column("procedures_counted", (f"Phát sinh hồ sơ / {group} / Số thủ tục",), "ignore", of=level),
        Column("received", (f"{group} / Số hồ sơ phát sinh cả trực tuyến và trực tiếp",), required=True, of=level),
        Column("received_online", (f"{group} / Số hồ sơ phát sinh trực tuyến",), required=True, of=level),
    )


_WHOLE = Meaning("received_in_period", Identity("received", ("carried_over", "in_period")))
_AT_COUNTER = Meaning(
    "received_in_person", Identity("received", ("carried_over", "in_period", "received_online", "received_postal"))
)
_CHANNELS = (
    Column("received_online", ("Tiếp nhận / Qua mạng",), required=True),
    Column("received_postal", ("Tiếp nhận / Qua BCCI", "Tiếp nhận / Qua bưu chính*"), required=True),
)
_APART = (
    Column("to_complete", ("Bổ sung", "Hồ sơ bổ sung"), "ignore", required=True),
    Column("stopped", ("Dừng xử lý", "Hồ sơ dừng xử lý"), "ignore", required=True),
    Column("to_pay", ("Yêu cầu thực hiện nghĩa vụ tài chính",), "ignore", required=True),
    Column("returned", ("Trả lại/ Rút HS", "Trả lại", "Trả lại/ Rút hồ sơ"), "ignore", required=True),
)


def _older(form_id: str, more: tuple[Column, ...], channels: tuple[Column, ...]) -> Form:
    """Return the older table by unit or sector, in one of its widths.

    "Trong kỳ" holds what came in at the counter in one export and all that came in in another, under the same heading.
    Without the channels all that came in is the likelier, and only sums that are larger on most lines speak against it.
    """
    counter = _AT_COUNTER if channels else replace(_AT_COUNTER, identity=replace(_WHOLE.identity, is_least=True))
    return Form(
        id=form_id,
        kind="service_usage",
        label=("Lĩnh vực", *_UNIT),
        rows=("unit", "sector"),
        columns=(
            Column("received", ("Tiếp nhận / Tổng số",), required=True),
            Column("carried_over", ("Tiếp nhận / Kỳ trước", "Tiếp nhận / Kỳ trước chuyển*"), required=True),
            Column("in_period", ("Tiếp nhận / Trong kỳ",), required=True),
            *channels,
            Column("resolved_early", ("Đã xử lý / Trước hạn",), required=True),
            Column("resolved_on_time", ("Đã xử lý / Đúng hạn",), required=True),
            Column("resolved_overdue", ("Đã xử lý / Quá hạn",), required=True),
            Column("on_time_percent", ("Đã xử lý / Tỷ lệ trước hạn, đúng hạn", "Đã xử lý / Tỷ lệ*"), "percent"),
            Column("pending_in_time", ("Đang xử lý / Trong hạn",), required=True),
            Column("pending_overdue", ("Đang xử lý / Quá hạn",), required=True),
            *more,
            _REMARK,
        ),
        ratios=(Ratio("on_time_percent", ("resolved_early", "resolved_on_time"), (_RESOLVED.parts,)),),
        ambiguous="in_period",
        meanings=(counter, _WHOLE) if channels else (_WHOLE, counter),
    )


_INFO = "Dịch vụ cung cấp thông tin*"
_RECEIVED_IN = ("Tiếp nhận", "Số hồ sơ tiếp nhận", "Số lượng hồ sơ tiếp nhận")
_RESOLVED_IN = ("Đã giải quyết", "Số hồ sơ đã giải quyết", "Số lượng hồ sơ đã giải quyết")
_PENDING_IN = ("Đang giải quyết", "Số hồ sơ đang giải quyết", "Số lượng hồ sơ đang giải quyết")
_PAYMENTS_IN = ("Thanh toán", "Thanh toán hồ sơ")
_WAITING_IN = ("TT chờ tiếp nhận", "Hồ sơ TT chờ tiếp nhận")
_APOLOGIES = ("Quá hạn (đã có thư xin lỗi)", "Quá hạn (chưa có thư xin lỗi)")


def _under(groups: tuple[str, ...], *words: str) -> tuple[str, ...]:
    """Return the paths of words under each of the names that a group of columns goes by."""
    return tuple(f"{group} / {word}" for group in groups for word in words)


_LATE = (
    *(Column("resolved_overdue", _under(_RESOLVED_IN, late), required=True, is_part=True) for late in _APOLOGIES),
    Column("resolved_overdue_together", _under(_RESOLVED_IN, "Quá hạn (gộp)"), "ignore"),
)


def _ha_noi(overdue: tuple[Column, ...]) -> Form:
    """Return Ha Noi's table by unit: what was late in one column, or apart by letters of apology.

    The month's has what was in time or before as one, the week's apart. Longer headings are those of its centres' own
    tool for putting the units' files together.
    """
    return Form(
        id="HN-A",
        kind="service_usage",
        label=("Đơn vị giải quyết TTHC", *_UNIT),
        columns=(
            Column("received", _under(_RECEIVED_IN, "Tổng số"), required=True),
            Column("received_in_person", _under(_RECEIVED_IN, "Trực tiếp", "Tiếp nhận trực tiếp"), required=True),
            *(
                Column(
                    "received_online",
                    _under(_RECEIVED_IN, f"Trực tuyến {words}", f"Tiếp nhận trực tuyến {words}"),
                    required=True,
                    of=level,
                )
                for level, words in (("full", "toàn trình"), ("partial", "một phần"))
            ),
            Column(
                "received_otherwise",
                _under(_RECEIVED_IN, "Hình thức khác", "Tiếp nhận trực tuyến hình thức khác"),
                "ignore",
            ),
            Column("received_elsewhere", _under(_RECEIVED_IN, "Phi địa giới", "Tiếp nhận phi địa giới"), "ignore"),
            Column("carried_over", _under(_RECEIVED_IN, "Kỳ trước chuyển qua", "Từ kỳ trước"), required=True),
            Column(
                "received_postal",
                _under(_RECEIVED_IN, "Bưu chính/BCCI", "Bưu chính", "Qua dịch vụ bưu chính*"),
                required=True,
            ),
            Column("resolved", _under(_RESOLVED_IN, "Tổng", "Tổng số"), required=True),
            Column("resolved_early", _under(_RESOLVED_IN, "Trước hạn")),
            Column("resolved_on_time", _under(_RESOLVED_IN, "Đúng và trước hạn", "Đúng hạn"), required=True),
            *overdue,
            Column("pending", _under(_PENDING_IN, "Tổng", "Tổng số"), required=True),
            Column("pending_in_time", _under(_PENDING_IN, "Chưa đến hạn", "Trong hạn"), required=True),
            Column("pending_overdue", _under(_PENDING_IN, "Quá hạn", "Quá hạn (gộp)"), required=True),
            *(
                Column(f"pending_late_{place}", _under(_PENDING_IN, late), "ignore")
                for place, late in enumerate(_APOLOGIES)
            ),
            Column("payments", _under(_PAYMENTS_IN, "Tổng", "Tổng số")),
            Column("payments_online", _under(_PAYMENTS_IN, "Trực tuyến")),
            Column("payments_in_person", _under(_PAYMENTS_IN, "Trực tiếp")),
            Column("stopped", ("Hồ sơ dừng xử lý",), "ignore"),
            Column("waiting_in_time", _under(_WAITING_IN, "Đúng hạn"), "ignore"),
            Column("waiting_overdue", _under(_WAITING_IN, "Quá hạn"), "ignore"),
            Column("waiting", _under(_WAITING_IN, "Tổng", "Tổng số"), "ignore"),
            Column("refused", ("Không được tiếp nhận", "Hồ sơ không được tiếp nhận"), "ignore"),
            Column("withdrawn", ("Rút", "Hồ sơ rút"), "ignore"),
            Column("results_differ", ("HS kết thúc nhưng KQ điện tử*",), "ignore"),
            Column("receipts", ("HS thu tiền có xuất biên lai",), "ignore"),
            Column("businesses_verified", ("Tỷ lệ DN xác thực*",), "ignore"),
            Column("source", ("Nguồn file",), "ignore"),
            _REMARK,
        ),
        summed=("received_online",),
        identities=(
            _RESOLVED,
            _PENDING,
            Identity("payments", ("payments_online", "payments_in_person")),
        ),
    )


FORMS = (
    *(_older("G-unit", (), channels) for channels in (_CHANNELS, ())),
    # What is resolved or pending leaves out what stands in columns of its own here, so it is another arithmetic.
    *(_older("G-sector", _APART, channels) for channels in (_CHANNELS, ())),
    Form(
        id="II.07b",
        kind="service_usage",
        label=_UNIT,
        columns=(
            *_procedures(
                "procedures",
                "Tổng số TTHC thuộc thẩm quyền*",
                "Tổng số TTHC",
                ("Cấp tỉnh", "Cấp huyện", "Cấp xã"),
            ),
            *_procedures(
                "procedures_at_desk",
                "TTHC được thực hiện theo*",
                "Tổng số TTHC",
                ("Tại BPMC cấp tỉnh", "Tại BPMC cấp huyện", "Tại BPMC cấp xã"),
            ),
            *_procedures("workflows", "Quy trình nội bộ*", "Tổng số quy trình", ("Cấp tỉnh", "Cấp huyện", "Cấp xã")),
            _REMARK,
        ),
        identities=(_split("procedures"), _split("procedures_at_desk"), _split("workflows")),
    ),
    Form(
        id="QD766-progress",
        kind="service_usage",
        label=_UNIT,
        columns=(
            Column("received", ("Tiếp nhận / Tổng số",), required=True),
            Column("carried_over", ("Tiếp nhận / Kỳ trước chuyển sang",), required=True),
            Column("received_in_period", ("Tiếp nhận / Trong kỳ / Tổng số",), required=True),
            Column("received_online", ("Trong kỳ / Trực tuyến",), required=True),
            Column("received_in_person", ("Trong kỳ / Trực tiếp",), required=True),
            Column("received_postal", ("Trong kỳ / BCCI", "Trong kỳ / Qua BCCI"), required=True),
            Column("resolved", ("Đã xử lý / Tổng số",), required=True),
            Column("resolved_early", ("Đã xử lý / Trước hạn",), required=True),
            # "in time" beside "before time": those of the day itself
            Column("resolved_on_time", ("Đã xử lý / Trong hạn", "Đã xử lý / Đúng hạn"), required=True),
            Column("resolved_overdue", ("Đã xử lý / Quá hạn",), required=True),
            Column("pending", ("Đang xử lý / Tổng số",), required=True),
            Column("pending_in_time", ("Đang xử lý / Trong hạn",), required=True),
            Column("pending_overdue", ("Đang xử lý / Quá hạn",), required=True),
            _REMARK,
        ),
        # received = resolved + pending does not hold: dossiers that rest are in neither
        identities=(
            Identity("received", ("carried_over", "received_in_period")),
            Identity("received_in_period", ("received_online", "received_in_person", "received_postal")),
            _RESOLVED,
            _PENDING,
        ),
    ),
    Form(
        id="EGOV",
        kind="service_usage",
        label=_UNIT,
        columns=(
            Column("received", ("Tổng", "Tổng số"), required=True),
            Column("received_in_period", ("Tiếp nhận",), required=True),
            Column("carried_over", ("Kỳ trước chuyển qua",), required=True),
            Column("resolved", ("Hồ sơ đã giải quyết / Số hồ sơ",), required=True),
            Column("resolved_early", ("Hồ sơ đã giải quyết / Sớm hạn", "Hồ sơ đã giải quyết / Sớm"), required=True),
            Column("resolved_on_time", ("Hồ sơ đã giải quyết / Đúng hạn", "Hồ sơ đã giải quyết / Đúng"), required=True),
            Column("resolved_overdue", ("Hồ sơ đã giải quyết / Trễ hạn", "Hồ sơ đã giải quyết / Trễ"), required=True),
            Column("pending", ("Hồ sơ đang giải quyết / Số hồ sơ",), required=True),
            Column("pending_in_time", ("Hồ sơ đang giải quyết / Chưa đến hạn",), required=True),
            Column("pending_overdue", ("Hồ sơ đang giải quyết / Đã quá hạn",), required=True),
            Column("withdrawn", ("CD rút hồ sơ", "Công dân rút hồ sơ"), "ignore"),
            Column("returned", ("Hồ sơ trả lại",), "ignore"),
            Column("left", ("Tồn cuối",), "ignore"),
            _REMARK,
        ),
        identities=(Identity("received", ("received_in_period", "carried_over")), _RESOLVED, _PENDING),
    ),
    Form(
        id="FDS",
        kind="service_usage",
        label=("Lĩnh vực", *_UNIT),
        inner=("Lĩnh vực",),
        rows=("unit", "sector"),
        columns=(
            Column("received", ("Tổng số", "Tổng số hồ sơ", "Số đầu kỳ"), required=True),
            Column("carried_over", ("Kỳ trước chuyển qua", "Tồn kỳ trước"), required=True),
            Column("received_in_period", ("Tiếp nhận trong kỳ", "Tiếp nhận mới"), required=True),
            Column("resolved", ("Đã giải quyết / Tổng số", "Hồ sơ đã giải quyết xong / Tổng số"), required=True),
            Column("resolved_early", ("Đã giải quyết / Sớm hạn", "Hồ sơ đã giải quyết xong / Sớm hạn"), required=True),
            Column(
                "resolved_on_time", ("Đã giải quyết / Đúng hạn", "Hồ sơ đã giải quyết xong / Đúng hạn"), required=True
            ),
            Column(
                "resolved_overdue", ("Đã giải quyết / Trễ hạn", "Hồ sơ đã giải quyết xong / Trễ hạn"), required=True
            ),
            Column("pending", ("Đang giải quyết / Tổng số", "Hồ sơ đang giải quyết / Tổng số"), required=True),
            Column(
                "pending_in_time",
                (
                    *("Đang giải quyết / Còn hạn", "Đang giải quyết / Chưa đến hạn"),
                    "Hồ sơ đang giải quyết / Chưa đến hạn",
                ),
                required=True,
            ),
            Column("pending_overdue", ("Đang giải quyết / Trễ hạn", "Hồ sơ đang giải quyết / Quá hạn"), required=True),
            Column("overdue", ("Tổng số trễ hạn",)),
            Column("withdrawn", ("Rút hồ sơ", "Hồ sơ rút"), "ignore"),
            Column("returned", ("Trả lại", "Hồ sơ trả lại"), "ignore"),
            _REMARK,
        ),
        identities=(
            Identity("received", ("carried_over", "received_in_period")),
            _RESOLVED,
            _PENDING,
            Identity("overdue", ("resolved_overdue", "pending_overdue")),
        ),
    ),
    Form(
        id="QD766-targets",
        kind="service_usage",
        label=_UNIT,
        columns=(
            Column("procedures", ("Cung cấp DVC trực tuyến / Tổng số thủ tục",), required=True),
            Column("procedures_online", ("DVC trực tuyến / Tổng số",), required=True),
            *_targets("full", "Toàn trình"),
            *_targets("partial", "Một phần"),
            Column("procedures", (f"{_INFO} / Số thủ tục",), required=True, of="info"),
            Column("received", (f"{_INFO} / Số hồ sơ phát sinh",), required=True, of="info"),
            Column("received", ("Tổng / Số hồ sơ phát sinh cả trực tuyến và trực tiếp",), required=True),
            Column("received_online", ("Tổng / Số hồ sơ phát sinh trực tuyến",), required=True),
            Column("procedures_used", ("Tổng / Số thủ tục phát sinh hồ sơ",), "ignore"),
            Column("procedures_online_used", ("Tổng / Số thủ tục trực tuyến phát sinh hồ sơ",), "ignore"),
            Column(
                "received_for_online",
                ("Tổng / Số hồ sơ phát sinh cả trực tuyến và trực tiếp trong các thủ tục trực tuyến",),
            ),
            Column("procedures_info_used", (f"{_INFO} / Số thủ tục phát sinh hồ sơ",), "ignore"),
            _REMARK,
        ),
        identities=(
            Identity("procedures_online", ("procedures/full", "procedures/partial")),
            Identity("received_for_online", ("received/full", "received/partial"), is_inferred=True),
            Identity("received_online", ("received_online/full", "received_online/partial"), is_inferred=True),
        ),
    ),
    Form(
        id="services-count",
        kind="service_usage",
        label=_UNIT,
        columns=(
            Column("procedures", ("Tổng DVC", "Tổng số DVC"), required=True),
            Column("procedures", ("DVC toàn trình", "DVC trực tuyến toàn trình"), required=True, of="full"),
            Column("procedures", ("DVC một phần", "DVC trực tuyến một phần"), required=True, of="partial"),
            Column("procedures", (_INFO,), required=True, of="info"),
            _REMARK,
        ),
        identities=(Identity("procedures", ("procedures/full", "procedures/partial", "procedures/info")),),
    ),
    _ha_noi(_LATE),
    _ha_noi((Column("resolved_overdue", _under(_RESOLVED_IN, "Quá hạn", "Quá hạn (gộp)"), required=True),)),
)
