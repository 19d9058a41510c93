"""The forms of kind digital_signatures: certificates issued, revoked and active, by holder.

No national form exists. K3-1 is inferred from Bac Ninh's news (people, businesses, officials; the month's and all so
far); K3-2 from the table of the Government Cipher Committee: a stock of certificates for official duty, so its
"Đã cấp" is what was issued to date, and all of it belongs to officials, whatever the device.
"""

from loaders.form import Column, Form, Ratio

_UNIT = ("Đơn vị", "Tên đơn vị", "Cơ quan, đơn vị", "Tên cơ quan, đơn vị", "Cơ quan")
_HOLDERS = {
    "citizen": ("Người dân", "Công dân", "Cá nhân"),
    "business": ("Doanh nghiệp", "Tổ chức, doanh nghiệp", "Doanh nghiệp, tổ chức"),
    "official": ("CBCCVC", "Cán bộ, công chức, viên chức", "CBCC"),
}


def _by_holder(name: str, groups: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(name, tuple(f"{group} / {word}" for group in groups for word in words), required=True, of=holder)
        for holder, words in _HOLDERS.items()
    )


_STATE = (
    Column("revoked", ("Thu hồi", "Đã thu hồi"), required=True, of="official"),
    Column("active", ("Đang hoạt động", "Còn hiệu lực"), required=True, of="official"),
    Column("remark", ("Ghi chú",), "ignore"),
)

FORMS = (
    Form(
        id="K3-1",
        kind="digital_signatures",
        label=_UNIT,
        columns=(
            Column("adults", ("Dân số từ 18 tuổi*", "Dân số trưởng thành*", "Người từ 18 tuổi*"), of="citizen"),
            *_by_holder(
                "issued", ("Số CKS cấp trong tháng*", "Cấp trong tháng*", "Trong tháng*", "Số lượng cấp trong tháng*")
            ),
            *_by_holder("issued_to_date", ("Lũy kế*", "Số CKS lũy kế*")),
            Column("adults_percent", ("Tỷ lệ người trưởng thành*", "Tỷ lệ dân số*", "Tỷ lệ*"), "percent"),
            Column("remark", ("Ghi chú",), "ignore"),
        ),
        ratios=(Ratio("adults_percent", ("issued_to_date/citizen",), (("adults/citizen",),)),),
    ),
    Form(
        id="K3-2",
        kind="digital_signatures",
        label=_UNIT,
        columns=(
            *(
                Column("issued_to_date", (f"Đã cấp* / {word}",), required=True, of="official", is_part=True)
                for word in ("Tổ chức", "Cá nhân", "SIM PKI")
            ),
            *_STATE,
        ),
    ),
    Form(
        id="K3-2",  # the same table with the devices added up, as it is written from the store
        kind="digital_signatures",
        label=_UNIT,
        columns=(
            Column("issued_to_date", ("Đã cấp / Tổng số", "Tổng số đã cấp"), required=True, of="official"),
            *_STATE,
        ),
    ),
)
