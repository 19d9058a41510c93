"""A process that accepts report after report, decides a name in between, and prints each number acknowledged."""

import os
import sys
from pathlib import Path

from handmade import make_report, put

from store import StoreError, blobs
from store.keeper import Store


def main(folder, name, reports, how):
    create = blobs.by_claim if how == "claim" else blobs.exclusively
    store = Store(Path(folder), os.environ.get("ADOPTION_LEDGER", ""), create=create)
    store.recover()
    tell("ready")
    for count in range(int(reports)):
        try:
            tell(write(store, name, count).number)
        except StoreError as error:
            tell(error.code)


def write(store, name, count):
    if count % 5 == 1:
        return store.decide_name(f"{name} {count}", "district-gia-binh", by="Hoa")
    report = make_report([{"unit_id": f"{name}-{count}", "level": "all", "received": count}])
    return put(store, report, original=f"{name} {count} ".encode() * 200).receipt


def tell(what):
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
