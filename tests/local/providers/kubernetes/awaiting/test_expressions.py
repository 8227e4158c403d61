"""The waitFor annotation."""

import pytest

from local.providers.kubernetes.awaiting.expressions import parse
from local.providers.protocol.failures import ProviderError


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("condition=Ready", True),
        ("condition=Ready=true", True),
        ("condition=Ready=False", False),
        ("condition=Synced", False),
        ("jsonpath={.status.phase}=Running", True),
        ("jsonpath={.status.phase}=Pending", False),
        ("jsonpath={.status.phase}", True),
        ("jsonpath={.status.none}", False),
        ("jsonpath={.status.items[1].ok}=true", True),
        ('jsonpath={.metadata.labels["a.b/c"]}=d', True),
    ],
)
def test_expressions_hold_or_not(text: str, *, holds: bool) -> None:
    """Conditions, and fields with or without a value."""
    found = {
        "metadata": {"labels": {"a.b/c": "d"}},
        "status": {
            "phase": "Running",
            "items": [{}, {"ok": True}],
            "conditions": [{"type": "Ready", "status": "True"}],
        },
    }
    [expression] = parse(text)
    assert expression.holds(found) is holds


def test_several_expressions() -> None:
    """As a JSON list."""
    parsed = parse('["condition=Ready", "jsonpath={.status.phase}=Running"]')
    assert [one.text for one in parsed] == ["condition=Ready", "jsonpath={.status.phase}=Running"]


@pytest.mark.parametrize("text", ["ready", "jsonpath={.items[?(@.a==1)]}=x", '["jsonpath"]'])
def test_what_cannot_be_read_is_named(text: str) -> None:
    """With the two forms that can."""
    wrong = "jsonpath" if text.startswith("[") else text
    with pytest.raises(ProviderError) as refused:
        parse(text)
    assert str(refused.value) == (
        f"pulumi.com/waitFor: {wrong!r} is neither condition=TYPE nor jsonpath={{.path}}=VALUE"
    )


def test_an_empty_list_is_refused() -> None:
    """It would wait for nothing."""
    with pytest.raises(ProviderError) as refused:
        parse("[]")
    assert str(refused.value) == (
        "pulumi.com/waitFor must hold one expression or a JSON list of them"
    )
