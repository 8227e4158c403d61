"""JSON: Kubernetes objects, and what is malformed."""

from ops.check.reading.found import Trouble
from ops.check.reading.json import read_json
from policies.rules.subjects import Object

TEXT = """\
{
\t"kind": "List",
\t"items": [
\t\t{
\t\t\t"kind": "Pod", "note": "\\ud83d\\ude00 \\/ \\t",
\t\t\t"metadata": {
\t\t\t\t"name": "a"
\t\t\t}
\t\t}
\t]
}
"""


def test_objects_with_lines() -> None:
    """Tabs and surrogates are fine in JSON, and lines are told all the same."""
    reading = read_json(TEXT, "f.json")
    one, line_of = reading.found[0]
    assert isinstance(one, Object)
    assert one.data == {"kind": "Pod", "note": "\U0001f600 / \t", "metadata": {"name": "a"}}
    assert (one.line, line_of("metadata.name")) == (4, 7)


def test_typed_list() -> None:
    """The API server leaves the kind out of the items of a PodList: they are Pods, and judged."""
    text = '{"apiVersion": "v1", "kind": "PodList", "items": [\n{"metadata": {"name": "a"}}\n]}'
    reading = read_json(text, "f.json")
    one, line_of = reading.found[0]
    assert isinstance(one, Object)
    assert one.data == {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}
    assert (one.line, line_of("metadata.name")) == (2, 2)


def test_malformed() -> None:
    """One message with its line."""
    assert read_json('{\n"a": 1,\n}', "f.json").troubles == [
        Trouble("f.json", 3, "Expecting property name enclosed in double quotes")
    ]


def test_nested_too_deeply() -> None:
    """Python's parser gives up, and so do we, with a sentence."""
    assert read_json("[" * 100_000, "f.json").troubles == [
        Trouble("f.json", 1, "it is nested too deeply, or no JSON")
    ]
