"""What `shipshape outputs` prints."""

import json

from ops.report.outputs import as_json, as_text


def test_outputs_are_sorted_one_a_line() -> None:
    """Text as it is, the rest as JSON."""
    values = {"url": "http://x", "hosts": ["a", "b"], "n": 3}
    assert as_text(values) == 'hosts  ["a", "b"]\nn      3\nurl    http://x'
    assert json.loads(as_json(values)) == values
    assert as_text({}) == "The stack has no outputs."
