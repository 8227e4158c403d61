"""An outcome with each class of difference, as the comparison hands it over."""

from datetime import UTC, datetime

from drift.compare import compare
from drift.context import Context
from drift.exclusions import read_exclusions
from drift.model import Desired, Report
from drift.pairing import key_of, pair
from ops.drift.running import Outcome, Place

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LONG = "https://registry.example.com/a/rather/long/path/to/an/image@sha256:" + "0123abcd" * 8
_KEYS = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keys", "namespace": "shop"}}
_MAP = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web", "namespace": "shop"}}
_GONE = {**_MAP, "metadata": {"name": "gone", "namespace": "shop"}}
_MANAGED = [
    {
        "manager": "kubectl-patch",
        "operation": "Update",
        "time": "2026-11-23T09:00:00Z",
        "fieldsV1": {"f:data": {"f:MODE": {}, "f:image": {}, "f:more": {}, "f:TOKEN": {}}},
    }
]
_WAIVER = {
    "match": {"path": "data.more"},
    "reason": "an experiment",
    "owner": "shop",
    "expires": "2027-01-31",
}
DECLARED = [
    Desired({**_MAP, "data": {"MODE": "fast", "image": LONG, "page": "a\nb\n"}}, "urn:web"),
    Desired({**_KEYS, "stringData": {"TOKEN": "not-a-real-token"}}, "urn:keys"),
    Desired({**_GONE, "data": {"a": "b"}}, "urn:gone"),
]
LIVE = [
    {
        **_MAP,
        "metadata": {**_MAP["metadata"], "managedFields": _MANAGED},  # type: ignore[dict-item]
        "data": {"MODE": "slow", "image": f"{LONG}f", "page": "a\nc\n", "more": "1"},
    },
    {
        **_KEYS,
        "metadata": {**_KEYS["metadata"], "managedFields": _MANAGED},  # type: ignore[dict-item]
        "data": {"TOKEN": "bm90LWEtcmVhbC1vdGhlcg=="},
    },
]


def outcome() -> Outcome:
    """Drift, a secret's too, something missing, something excused, and something not read."""
    exclusions, faults = read_exclusions([_WAIVER])
    assert faults == ()
    live = pair(DECLARED, LIVE)
    report = compare(DECLARED, live, Context(NOW, exclusions=exclusions))
    keyed = {key: one for one in DECLARED if (key := key_of(one.object)) is not None}
    place = Place(report, desired=keyed, live=live)
    return Outcome(report, ("no access to services in namespace shop",), (place,))


NOTHING = Outcome(Report(compared=3))
"""All is as declared."""
