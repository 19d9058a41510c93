"""What the accessibility page says is tested has its test, by that name."""

import ast
from pathlib import Path

import pytest

from ui.accessible import CHECKS

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.what)
def test_what_is_said_to_be_tested_is(check):
    module, name = check.test.split("::")
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
