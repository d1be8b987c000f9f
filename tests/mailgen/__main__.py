"""`python -m tests.mailgen OUT --items N --seed S`: a folder of practice mail with answers."""

import argparse
import sys
from pathlib import Path
from random import Random

from tests.mailgen.fonts import missing_packages
from tests.mailgen.items import PROFILES, make_item, write_item
from tests.mailgen.register import Companies, companies_of, read_register, write_register


def register_for(out: Path, given: Path | None, *, seed: int, count: int) -> Companies:
    """The register given, or a new one; either way a copy stands beside the items."""
    served = read_register(given) if given is not None else companies_of(seed, count)
    write_register(out / "registry.csv", served.rows, Random(seed))
    return served


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mailgen", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--items", type=int, default=50)
    parser.add_argument("--first", type=int, default=0, help="number of the first item")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", choices=tuple(PROFILES), default="mixed")
    parser.add_argument("--register", type=Path, help="registry.csv to draw companies from")
    parser.add_argument("--companies", type=int, default=3000, help="size of a new register")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    given = _arguments(words)
    given.out.mkdir(parents=True, exist_ok=True)
    if missing_packages():
        print("typefaces not installed:", " ".join(missing_packages()), file=sys.stderr)
    served = register_for(given.out, given.register, seed=given.seed, count=given.companies)
    for number in range(given.first, given.first + given.items):
        item = make_item(served, number=number, seed=given.seed, profile=given.profile)
        print(write_item(item, given.out).name, item.category, item.recipient.condition)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
