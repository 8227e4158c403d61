"""Label selectors."""

from local.providers.kubernetes.awaiting import selectors


def test_every_operator_is_written() -> None:
    """As a list request wants it."""
    selector = {
        "matchLabels": {"app": "x"},
        "matchExpressions": [
            {"key": "tier", "operator": "In", "values": ["a", "b"]},
            {"key": "zone", "operator": "NotIn", "values": ["c"]},
            {"key": "here", "operator": "Exists"},
            {"key": "there", "operator": "DoesNotExist"},
        ],
    }
    assert selectors.text(selector) == "app=x,tier in (a,b),zone notin (c),here,!there"
    assert selectors.text({}) == ""
