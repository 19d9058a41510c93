"""The page of targets says, in both languages, how many units stand where."""

import pytest
from opened import open_page, said
from small_province import fill

PAGE = "pages/explore/targets.py"
SEPTEMBER = {"from": "2024-09", "to": "2024-09"}


@pytest.mark.parametrize(
    ("language", "title", "rule", "why"),
    [
        ("en", "Targets", "robust slope", "Fewer than six months with figures"),
        ("vi", "Chỉ tiêu", "độ dốc bền vững", "Chưa đủ sáu tháng có số liệu"),
    ],
)
def test_units_are_counted_by_how_they_stand(store, language, title, rule, why):
    fill(store)
    app = open_page(PAGE, language, **SEPTEMBER)
    assert app.title[0].value == title
    assert rule in said(app)
    rows = app.dataframe[0].value
    of_districts = rows[rows["units"] == 8]
    online = of_districts[of_districts["value"].round(4) == round(100 * 2530 / 3264, 4)].iloc[0]
    # Từ Sơn (90 %) reached 80 %, Gia Bình (57.8 %) has two months only; six districts told nothing.
    assert online[["reached", "on_pace", "behind", "unknown", "no_figure"]].tolist() == [1, 0, 0, 1, 6]
    assert online["when"] == why
