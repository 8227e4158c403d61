"""Streams of YAML: what is read, where it stands, and what is wrong with the rest."""

from itertools import pairwise

import pytest

from ops.check.reading.found import Reading, Trouble
from ops.check.reading.nodes import DEPTH
from ops.check.reading.text import decode
from ops.check.reading.yaml import read_yaml
from policies.rules.subjects import Object


def objects(reading: Reading) -> list[tuple[object, int]]:
    """The data and the line of each object."""
    return [(one.data, one.line) for one, _ in reading.found if isinstance(one, Object)]


def test_documents_with_their_lines() -> None:
    """Comments, empty documents and Windows' line ends shift nothing."""
    text = (
        "# top\r\n---\r\nkind: A\r\nspec: {a: 1}\r\n---\r\n# nothing\r\n--- # third\r\nkind: B\r\n"
    )
    reading = read_yaml(text, "f.yaml")
    assert objects(reading) == [({"kind": "A", "spec": {"a": 1}}, 3), ({"kind": "B"}, 8)]
    assert reading.troubles == []


def test_a_malformed_document_spoils_no_other() -> None:
    """One located message for it; the documents on both sides are read."""
    text = "kind: A\n---\nkind: B\nspec: [1,\n---\nkind: C\n"
    reading = read_yaml(text, "f.yaml")
    assert objects(reading) == [({"kind": "A"}, 1), ({"kind": "C"}, 6)]
    assert reading.troubles == [
        Trouble("f.yaml", 4, "did not find expected node content (while parsing a flow node)")
    ]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (
            b"a: 1\n\tb: 2\n",
            2,
            "found a tab character that violates indentation (while scanning a plain scalar)",
        ),
        (b"kind: A\na: \xff\n", 2, "a byte here is no UTF-8"),
        (b"kind: A\n\na: \x07\n", 3, "the character #x0007 is not allowed"),
        (b"a: *none\n", 1, "found undefined alias"),
        (b"kind: A\n? [a]\n: b\n", 2, "a key has to be a word, not a collection"),
        (b"a: &a [*a]\n", 1, "its aliases make more than 1000000 values, or one holds itself"),
        (b"a: " + b"[" * 100_000, 1, f"nested more than {DEPTH} levels deep"),
        (b"- " * 100_000, 1, f"nested more than {DEPTH} levels deep"),
        (b"? " * 100_000, 1, f"nested more than {DEPTH} levels deep"),
        (
            b"\n".join(b" " * level + b"a:" for level in range(1000)),
            DEPTH + 1,
            f"nested more than {DEPTH} levels deep",
        ),
    ],
)
def test_malformed(content: bytes, line: int, message: str) -> None:
    """Whatever is wrong is said with its line, and nothing is raised or used up."""
    reading = read_yaml(decode(content), "f.yaml")
    assert (reading.found, reading.troubles) == ([], [Trouble("f.yaml", line, message)])


def test_aliases_that_multiply() -> None:
    """Nine lists of nine aliases each would be a billion values."""
    names = "abcdefghij"
    lines = [f"{names[0]}: &{names[0]} [1,1,1,1,1,1,1,1,1]"]
    lines += [f"{one}: &{one} [{','.join([f'*{before}'] * 9)}]" for before, one in pairwise(names)]
    reading = read_yaml("kind: A\n" + "\n".join(lines), "f.yaml")
    assert reading.found == []
    assert [one.line for one in reading.troubles] == [8]


def test_a_key_twice_is_a_doubt() -> None:
    """Kubernetes takes the last one, and so do the rules."""
    reading = read_yaml("kind: A\nspec:\n  a: 1\n  a: 2\n", "f.yaml")
    assert objects(reading) == [({"kind": "A", "spec": {"a": 2}}, 1)]
    assert reading.troubles == [
        Trouble("f.yaml", 4, "the key 'a' stands twice here: the last one counts", broken=False)
    ]


def test_anchors_merges_and_tags() -> None:
    """Own keys win over merged ones; foreign tags are left out of account."""
    text = (
        "kind: A\n"
        "base: &base {a: 1, b: 2}\n"
        "spec:\n  <<: [*base, {b: 3, c: 4}]\n  a: 0\n"
        "tags: {x: !Ref name, t: !!str 12, z: !!int 12, q: '12', s: !Sub [a]}\n"
    )
    reading = read_yaml(text, "f.yaml")
    assert objects(reading)[0][0] == {
        "kind": "A",
        "base": {"a": 1, "b": 2},
        "spec": {"a": 0, "b": 2, "c": 4},
        "tags": {"x": "name", "t": "12", "z": 12, "q": "12", "s": ["a"]},
    }


def test_lists_and_reviews() -> None:
    """The items of a list, however deep, and the object of a review; what has no kind is none."""
    text = (
        "kind: List\nitems:\n"
        "  - kind: PodList\n    items:\n      - kind: Pod\n        metadata: {name: a}\n"
        "  - other: 1\n"
        "---\nkind: AdmissionReview\nrequest:\n  object:\n    kind: Pod\n"
        "---\nkind: EmptyList\nitems:\n---\n[1]\n---\nplain\n"
    )
    reading = read_yaml(text, "f.yaml")
    assert objects(reading) == [
        ({"kind": "Pod", "metadata": {"name": "a"}}, 5),
        ({"kind": "Pod"}, 11),
    ]
    line_of = reading.found[0][1]
    assert (line_of("metadata.name"), line_of("spec.x")) == (6, 5)
