"""Writes the snapshots of cases that have none yet: read each before it is committed."""

from pathlib import Path

from collect.files import read
from diagnosis.snapshot.snapshot import to_json

CASES = Path(__file__).parent / "cases"


def main() -> None:
    """Record new cases only: a snapshot that is there was read by a person."""
    for case in sorted(CASES.iterdir()):
        target = case / "snapshot.json"
        if not target.exists():
            target.write_text(to_json(read([case / "given"])) + "\n")
            print(f"{case.name}: recorded, to be read")


if __name__ == "__main__":
    main()
