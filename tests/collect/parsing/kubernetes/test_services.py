"""Services and the endpoints that are ready behind them."""

from typing import Any

from collect.parsing.kubernetes import service

SERVICE: dict[str, Any] = {"kind": "Service", "metadata": {"name": "web", "namespace": "shop"}}


def _slice(name: str, ready: bool | None, *addresses: str) -> dict[str, Any]:
    labels = {"kubernetes.io/service-name": name}
    conditions = {} if ready is None else {"conditions": {"ready": ready}}
    return {
        "metadata": {"name": f"{name}-x", "namespace": "shop", "labels": labels},
        "endpoints": [{"addresses": [one], **conditions} for one in addresses],
    }


def test_nobody_looked_for_endpoints() -> None:
    """That is another answer than none."""
    assert service(SERVICE).endpoints is None
    assert service(SERVICE, []).endpoints == 0


def test_ready_endpoints_are_counted_once() -> None:
    """Both APIs tell of the same address; one that doesn't say is ready."""
    both = {
        "metadata": {"name": "web", "namespace": "shop"},
        "subsets": [{"addresses": [{"ip": "10.0.0.1"}], "notReadyAddresses": [{"ip": "10.0.0.3"}]}],
    }
    slices = [_slice("web", True, "10.0.0.1"), _slice("web", None, "10.0.0.2")]
    assert service(SERVICE, [both, *slices, _slice("web", False, "10.0.0.4")]).endpoints == 2


def test_endpoints_of_others_do_not_count() -> None:
    """Of another Service, or of the same name elsewhere."""
    elsewhere = {"metadata": {"name": "web"}, "subsets": [{"addresses": [{"ip": "10.0.0.1"}]}]}
    assert service(SERVICE, [_slice("other", True, "10.0.0.1"), elsewhere]).endpoints == 0
