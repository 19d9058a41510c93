"""What is typed after `python -m store` -> the command, its values and the language of its messages."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reference.period import Period
from store import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

Say = Callable[[str], str]
"""Gives the text in the reader's language for the English one."""


def language(arguments: Sequence[str]) -> Literal["vi", "en"]:
    """Look for the language before anything else, since the parser's own help is in it too."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--language", default="vi")
    return "en" if early.parse_known_args(arguments)[0].language == "en" else "vi"


def _me() -> str:
    """Return who is signed in to this machine, "" where it has no name for them (a container's bare number)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def parser(say: Say) -> argparse.ArgumentParser:
    """Return what reads the whole command; wrong usage leaves with exit code 2."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--language", choices=("vi", "en"), default="vi", help=say("language of the messages"))
    by = argparse.ArgumentParser(add_help=False)
    by.add_argument("--by", default=_me(), help=say("who does it"))
    whole = argparse.ArgumentParser(prog="python -m store", description=say("Keeps the files that offices sent."))
    commands = whole.add_subparsers(dest="command", required=True)
    accept = commands.add_parser("accept", parents=[shared, by], help=say("keep files and what they report"))
    accept.add_argument("files", nargs="+", type=_file, metavar="FILE")
    accept.add_argument("--period", type=_period, help=say("for files that state none, such as 2024-09"))
    accept.add_argument("--why", default="", help=say("the reason, kept in the ledger"))
    listing = commands.add_parser("list", parents=[shared], help=say("every event of the ledger"))
    listing.add_argument("--json", action="store_true")
    withdraw = commands.add_parser("withdraw", parents=[shared, by], help=say("take a file's figures back"))
    withdraw.add_argument("id", metavar="ID")
    withdraw.add_argument("--why", required=True, help=say("the reason, kept in the ledger"))
    reinstate = commands.add_parser("reinstate", parents=[shared, by], help=say("let a withdrawn file count again"))
    reinstate.add_argument("id", metavar="ID")
    reinstate.add_argument("--why", required=True, help=say("the reason, kept in the ledger"))
    close = commands.add_parser("close", parents=[shared, by], help=say("let a month's figures change no more"))
    reopen = commands.add_parser("reopen", parents=[shared, by], help=say("let a closed month's figures change again"))
    for one in (close, reopen):
        one.add_argument("kind", metavar="KIND", choices=tuple(schema.KINDS))
        one.add_argument("month", metavar="MONTH")
        one.add_argument("--why", default="", required=one is reopen, help=say("the reason, kept in the ledger"))
    commands.add_parser("names", parents=[shared], help=say("which names were decided"))
    name = commands.add_parser("name", parents=[shared, by], help=say("say whom a printed name means"))
    name.add_argument("printed", metavar="PRINTED")
    name.add_argument("unit_id", metavar="UNIT_ID")
    name.add_argument("--why", default="", help=say("the reason, kept in the ledger"))
    commands.add_parser("forms", parents=[shared], help=say("which forms were learned"))
    back = commands.add_parser("take-back", parents=[shared, by], help=say("take an answer about a name or form back"))
    back.add_argument("id", metavar="ID")
    back.add_argument("--why", required=True, help=say("the reason, kept in the ledger"))
    commands.add_parser("verify", parents=[shared], help=say("recompute every hash and link"))
    commands.add_parser("rebuild", parents=[shared], help=say("make the database again from the folder"))
    backup = commands.add_parser("backup", parents=[shared], help=say("write the whole store into one zip"))
    backup.add_argument("file", metavar="TARGET.zip", type=Path)
    restore = commands.add_parser("restore", parents=[shared], help=say("put a backup into an empty folder"))
    restore.add_argument("file", metavar="SOURCE.zip", type=_file)
    return whole


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"no such file: {text}")
    return path


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: write 2024-09, 2024 or 2024-09-01..2024-09-30") from None
