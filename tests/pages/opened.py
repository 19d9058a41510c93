"""A page of the app, opened without a browser over a store of its own."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.sample import read

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data"
LOCALES = {"vi": "vi-VN", "en": "en-GB"}


def sample(month, words):
    """Return the sample file of a month ("2024/09") whose name holds the words."""
    return next(path for path in sorted((SAMPLE / month).iterdir()) if words in path.name)


def put(store, *paths, by="Hoa"):
    """Accept files; return the number of the last receipt."""
    for path in paths:
        number = store.accept(read(path), path.read_bytes(), by=by).receipt.number
    return number


def open_page(script, language="en", **asked):
    """Open a page as a browser of that language would, by an address with these parameters."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
    app.context = {"locale": LOCALES[language]}
    app.query_params.update(asked)
    app.switch_page(script)
    return settled(app)


def upload(app, *paths):
    """Give files to the page's upload widget."""
    for path in paths:
        app.file_uploader[0].upload(path.name, path.read_bytes())
    return settled(app)


def settled(app):
    """Run once more, and see that nothing broke."""
    app.run()
    assert not app.exception
    return app


def press(app, label):
    """Click the first button of that label."""
    next(button for button in app.button if button.label == label).click()
    return settled(app)


def said(app):
    """Return all text on the page, a line each."""
    shown = (app.title, app.markdown, app.caption, app.error, app.warning, app.info, app.success)
    return "\n".join(str(element.value) for elements in shown for element in elements)
