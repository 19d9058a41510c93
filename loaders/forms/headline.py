"""The form of kind headline: the province's published indicators of a year, one a line, with rank."""

from loaders.form import Column, Form

FORMS = (
    Form(
        id="headline",
        kind="headline",
        label=("Chỉ tiêu", "Tên chỉ tiêu", "Chỉ số", "Nội dung"),
        rows=("indicator",),
        columns=(
            Column("unit_of_measure", ("Đơn vị tính", "ĐVT"), "words", required=True),
            Column("value", ("Giá trị", "Kết quả", "Thực hiện", "Kết quả thực hiện"), "decimal", required=True),
            Column("rank", ("Xếp hạng", "Thứ hạng", "Hạng"), "rank"),
            Column("out_of", ("Trên tổng số", "Số tỉnh xếp hạng", "Tổng số tỉnh, thành phố*"), "rank"),
            Column("remark", ("Ghi chú", "Nguồn"), "ignore"),
        ),
    ),
)
