"""The forms of kind work_records: records handled digitally, documents signed.

No national form exists; both layouts are inferred from what Bac Ninh publishes monthly. K2-1 divides signed outgoing
documents by all outgoing ones, K2-2 follows Decision 749/QD-TTg (records, secret ones left out).
"""

from loaders.form import Column, Form, Ratio

_UNIT = ("Đơn vị", "Tên đơn vị", "Cơ quan, đơn vị", "Tên cơ quan, đơn vị", "Cơ quan")

FORMS = (
    Form(
        id="K2-1",
        kind="work_records",
        label=_UNIT,
        columns=(
            Column("documents_in", ("Tổng số văn bản đến", "Văn bản đến", "Số văn bản đến"), required=True),
            Column("documents_out", ("Tổng số văn bản đi", "Văn bản đi", "Số văn bản đi"), required=True),
            Column(
                "documents_signed", ("Văn bản đi có ký số*", "Văn bản đi được ký số*", "Văn bản ký số*"), required=True
            ),
            Column("percent", ("Tỷ lệ*",), "percent"),
            Column("change", ("Tăng/giảm*", "Tăng, giảm*"), "ignore"),
            Column("remark", ("Ghi chú",), "ignore"),
        ),
        ratios=(Ratio("percent", ("documents_signed",), (("documents_out",),)),),
    ),
    Form(
        id="K2-2",
        kind="work_records",
        label=_UNIT,
        columns=(
            Column("records", ("Tổng số hồ sơ công việc", "Hồ sơ công việc", "Số hồ sơ công việc"), required=True),
            Column(
                "records_digital",
                (
                    "Hồ sơ xử lý trên môi trường mạng*",
                    "Hồ sơ công việc xử lý trên môi trường mạng*",
                    "xử lý trên môi trường mạng*",
                ),
                required=True,
            ),
            Column("percent", ("Tỷ lệ*",), "percent"),
            Column("target", ("Chỉ tiêu*",), "ignore"),
            Column("rating", ("Đánh giá",), "rating"),
            Column("remark", ("Ghi chú",), "ignore"),
        ),
        ratios=(Ratio("percent", ("records_digital",), (("records",),)),),
    ),
)
