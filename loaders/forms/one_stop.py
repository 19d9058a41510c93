"""Further forms of kind service_usage: what one-stop systems of several makers export of dossiers and procedures.

Sources: II.07b is Circular 01/2020/TT-VPCP, annex; the progress table follows Decision 766/QD-TTg of 23 June 2022; EGOV
and FDS are two makers' report pages. FDS heads what came in and what was carried over together as "Số đầu kỳ"; its
numbering row, (3 = 4 + 5), says what it is. The other headings of FDS are inferred from that row.
"""

from loaders.form import Column, Form, Identity

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


FORMS = (
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
                ("Đang giải quyết / Còn hạn", "Đang giải quyết / Chưa đến hạn", "Hồ sơ đang giải quyết / Chưa đến hạn"),
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
)
