"""Where a release begins, whoever left the alias so."""

import pytest

from release.standing import Standing, standing

BY_A_RUN = "a stopped run left 10 % of traffic at version {}: version {} has all"


@pytest.mark.parametrize(
    ("version", "weights", "wanted", "notes"),
    [
        ("3", {}, Standing("3"), []),
        ("4", {}, Standing("3", there=True), ["version 4 has all traffic already"]),
        ("3", {"4": 10.0}, Standing("3", clear=True), [BY_A_RUN.format(4, 3)]),
        ("4", {"3": 10.0}, Standing("3", clear=True), [BY_A_RUN.format(3, 3)]),
        ("2", {}, Standing("2"), ["somebody moved the alias from version 3 to 2"]),
        ("3", {"2": 5.0}, Standing("3", clear=True), ["somebody left 5 % of traffic at version 2"]),
        (
            "2",
            {"4": 10.0},
            Standing("2", clear=True),
            ["to 2: version 4 takes over from it", BY_A_RUN.format(4, 2)],
        ),
    ],
)
def test_from_3_to_4(
    version: str, weights: dict[str, float], wanted: Standing, notes: list[str]
) -> None:
    """As the stack left it, as a killed run left it, and as somebody else did."""
    found = standing(version, weights, "3", "4")
    assert (found.base, found.clear, found.there) == (wanted.base, wanted.clear, wanted.there)
    assert len(found.notes) == len(notes)
    assert all(part in note for part, note in zip(notes, found.notes, strict=True))
