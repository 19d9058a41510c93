"""Reports spoiled by chance, thousands of times -> how each ends: none may be taken with other figures unsaid."""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from benchmarks.measuring import circumstances, markdown
from tests.loaders import spoiling

AT_ONCE = 2


def main(times: int, seed: int) -> None:
    """Print how so many copies of each sample end, spoiled in each way, and every change that nobody was told of."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [(name, way) for name in spoiling.samples() for way in spoiling.SPOILINGS]
        ended = dict(zip(jobs, pool.map(lambda job: _ended(*job, times, seed), jobs), strict=True))
    rows = [(*job, *_counted(endings)) for job, endings in ended.items()]
    print(circumstances("lxml", "openpyxl", "python-calamine"))
    print(f"\n{times} copies of each, seed {seed}\n")
    print(markdown(("sample", "spoiled by", *spoiling.ENDINGS, "unsaid"), rows))
    for job, endings in ended.items():
        for change in sorted(set(endings) - set(spoiling.ENDINGS)):
            print(f"UNSAID: {' by '.join(job)}: {change}")


def _ended(name: str, way: str, times: int, seed: int) -> list[str]:
    sound = spoiling.samples()[name]
    return spoiling.endings(sound, spoiling.spoiled(sound, way, times, seed))


def _counted(endings: list[str]) -> tuple[str, ...]:
    counts = Counter(end if end in spoiling.ENDINGS else "unsaid" for end in endings)
    return tuple(str(counts[end]) for end in (*spoiling.ENDINGS, "unsaid"))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=20241001)
    main(**vars(asked.parse_args()))
