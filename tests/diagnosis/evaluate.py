"""Diagnoses case folders and compares the answers: `python -m tests.diagnosis.evaluate FOLDER...`.

A case is a folder with the files that a person had in hand, and `expected.json`: `root_cause` (an
id; `none` for healthy or recovered, `unknown`), `acceptable` (also right), `must_not` (wrong if it
is the first), `evidence_must_contain` (strings that the findings must quote), and `causal_chain`
(ids that the chain must hold, in this order).
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from collect.files import read
from diagnosis.diagnose import diagnose
from diagnosis.finding import Diagnosis, Verdict
from diagnosis.matching import PatternSet, load_patterns


@dataclass(frozen=True)
class Case:
    """A folder, and what it owes."""

    folder: Path

    def __str__(self) -> str:
        return self.folder.name

    @property
    def expected(self) -> dict[str, object]:
        """The expected answer as it is written."""
        return json.loads((self.folder / "expected.json").read_text())  # type: ignore[no-any-return]

    @property
    def files(self) -> list[Path]:
        """All files but the expected answer."""
        return sorted(one for one in self.folder.iterdir() if one.name != "expected.json")


@dataclass(frozen=True)
class Outcome:
    """A case's answer, and what is wrong with it: sentences, none if it is right."""

    case: Case
    diagnosis: Diagnosis
    problems: tuple[str, ...]
    trapped: bool


def cases(folder: Path) -> list[Case]:
    """The cases in a folder, by name."""
    return [Case(one.parent) for one in sorted(folder.glob("*/expected.json"))]


@cache
def built_in() -> PatternSet:
    """The patterns that everybody gets."""
    return load_patterns().patterns


def answer(diagnosis: Diagnosis) -> str:
    """The root cause, `none` or `unknown`."""
    if diagnosis.verdict is Verdict.HEALTHY:
        return "none"
    return diagnosis.root_cause or "unknown"


def judge(case: Case) -> Outcome:
    """Diagnose a case."""
    diagnosis = diagnose(read(case.files), built_in())
    wrong = answer(diagnosis) in _texts(case, "must_not")
    return Outcome(case, diagnosis, tuple(_problems(case, diagnosis)), wrong)


def _problems(case: Case, diagnosis: Diagnosis) -> Iterator[str]:
    first = answer(diagnosis)
    right = [str(case.expected["root_cause"]), *_texts(case, "acceptable")]
    if first not in right:
        yield f"says {first} and not {' or '.join(right)}"
    quoted = "\n".join(one.line for found in diagnosis.findings for one in found.evidence)
    yield from (
        f"doesn't quote {text!r}"
        for text in _texts(case, "evidence_must_contain")
        if text not in quoted
    )
    if first == "none" and diagnosis.findings:
        yield "is healthy, and has findings"
    if first == case.expected["root_cause"]:
        yield from _missing_in_chain(_texts(case, "causal_chain"), diagnosis.chain)


def _missing_in_chain(wanted: Sequence[str], chain: Sequence[str]) -> Iterator[str]:
    """Ids only: recorded cases from elsewhere tell their chain in words."""
    ids = [one for one in wanted if " " not in one and "." in one]
    if [one for one in chain if one in ids] != ids:
        yield f"has the chain {' -> '.join(chain)}, which lacks {' -> '.join(ids)}"


def _texts(case: Case, key: str) -> list[str]:
    value = case.expected.get(key, [])
    return [str(one) for one in value] if isinstance(value, list) else []


def main(folders: Sequence[str]) -> int:
    """Print what is wrong case by case, and the totals; 1 if anything is."""
    outcomes = [judge(case) for folder in folders for case in cases(Path(folder))]
    for one in outcomes:
        mark = "trap " if one.trapped else "WRONG" if one.problems else "right"
        print(f"{mark} {one.case}: {answer(one.diagnosis)}", *one.problems, sep="\n      ")
    right = sum(not one.problems for one in outcomes)
    print(f"{right} of {len(outcomes)} right, {sum(one.trapped for one in outcomes)} traps")
    return int(right < len(outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
