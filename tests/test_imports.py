"""The house's lines: imports run one way, and only the screen's folders know Streamlit."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "locales": set(),
    "reference": {"locales"},
    "loaders": {"reference", "locales"},
    "store": {"loaders", "reference", "locales"},
    "adoption": {"store", "loaders", "reference", "locales"},
    "sample_data": {"store", "loaders", "reference", "locales"},
    "forms_out": {"adoption", "store", "loaders", "reference", "locales"},
    "documents": {"adoption", "store", "loaders", "reference", "locales"},
    "ui": {"documents", "forms_out", "adoption", "store", "loaders", "reference", "locales", "sample_data"},
    "pages": {"ui", "documents", "forms_out", "adoption", "store", "loaders", "reference", "locales"},
}
SHOWN_BY = {"streamlit": {"ui", "pages"}, "altair": {"ui", "pages", "documents"}}
MODULES = sorted(
    path.relative_to(ROOT)
    for folder in ALLOWED
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)


def imported(path: Path) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_run_one_way(path):
    folder = path.parts[0]
    ours = imported(path) & set(ALLOWED)
    assert ours <= ALLOWED[folder] | {folder}


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] not in ("ui", "pages")], ids=str)
def test_only_the_screen_knows_streamlit_and_beside_it_only_documents_draw(path):
    assert [name for name in imported(path) & set(SHOWN_BY) if path.parts[0] not in SHOWN_BY[name]] == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] == "store"], ids=str)
def test_the_store_takes_values_from_the_loaders_and_reads_nothing(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    taken = {module for module in modules if module.partition(".")[0] == "loaders"}
    assert taken <= {"loaders.memory", "loaders.report"} | (
        {"loaders", "loaders.messages"} if path.name == "__main__.py" else set()
    )


def test_no_page_lies_where_its_address_would_pass_the_frame():
    """Scripts directly in pages/ open by URL without streamlit_app.py (measured on Streamlit 1.67)."""
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == []
