"""A command of ours as an administrator types it, run in this process: what it answers, prints and exits with.

Python and our imports take a second to start; that a process does the same is held once for each command.
"""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parents[1]


def run(main, *arguments, **environment):
    """Call the command's `main` with arguments and variables of the environment; return what a process would."""
    out, err = io.StringIO(), io.StringIO()
    typed = [*map(str, arguments)]
    with mock.patch.dict(os.environ, environment), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(typed)
        except SystemExit as end:
            code = end.code
    return subprocess.CompletedProcess(typed, code, out.getvalue(), err.getvalue())


def run_as_process(module, *arguments, **environment):
    """Run `python -m module` with these arguments."""
    typed = [sys.executable, "-m", module, *map(str, arguments)]
    surroundings = {**os.environ, **environment}
    return subprocess.run(typed, check=False, cwd=ROOT, env=surroundings, capture_output=True, encoding="utf-8")
