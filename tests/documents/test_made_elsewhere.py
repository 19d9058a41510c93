"""What leaves the program is the same to the byte, whichever process makes it, in whatever order it walks its sets."""

import json
import os
import subprocess
import sys

from tests.documents import made_elsewhere
from tests.documents.paper_store import filled


def made_by(folder, **surroundings):
    command = [sys.executable, "-m", made_elsewhere.__name__, str(folder)]
    # stderr is shown: what went wrong in there is else not told.
    done = subprocess.run(command, env={**os.environ, **surroundings}, check=True, stdout=subprocess.PIPE, timeout=300)
    return json.loads(done.stdout)


def test_two_processes_make_the_same_of_the_same(tmp_path):
    filled(tmp_path)
    one = made_by(tmp_path, PYTHONHASHSEED="1", TZ="UTC")
    other = made_by(tmp_path, PYTHONHASHSEED="2", TZ="America/Lima", LANG="C")
    assert len(one) > 20
    assert [name for name in one if one[name] != other[name]] == []
