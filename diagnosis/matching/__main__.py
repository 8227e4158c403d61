"""Checks pattern files: `python -m diagnosis.matching FILE...` prints what is refused."""

import sys
from pathlib import Path

from diagnosis.matching.load import load_patterns


def main(arguments: list[str]) -> int:
    """Print one line for each refusal; gives 1 if there is any."""
    loaded = load_patterns([Path(one) for one in arguments], builtin=not arguments)
    for refusal in loaded.refused:
        print(refusal)
    print(f"{len(loaded.patterns)} patterns, {len(loaded.refused)} refused", file=sys.stderr)
    return 1 if loaded.refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
