"""Requests to the API server."""

import pytest

from local.providers.kubernetes.client import ApiError, Client, UnreachableError
from local.providers.kubernetes.kubeconfig import Access
from tests.local.providers.kubernetes.fake_api import serving


def test_a_busy_server_is_asked_again() -> None:
    """A few times; then its refusal counts."""
    with serving() as api:
        client = Client(Access(api.url))
        api.busy = 3
        assert client.get("/version") == {"major": "1", "minor": "36"}
        api.busy = 20
        with pytest.raises(ApiError, match=r"^too many requests$") as refused:
            client.get("/version")
        assert (refused.value.code, api.busy) == (429, 14)
        client.close()


def test_a_refusal_carries_the_servers_words() -> None:
    """Code, reason and sentence of its Status."""
    with serving() as api:
        client = Client(Access(api.url))
        with pytest.raises(ApiError) as refused:
            client.get("/api/v1/namespaces/none")
        client.close()
    error = refused.value
    assert (error.code, error.reason) == (404, "NotFound")
    assert str(error) == "/api/v1/namespaces/none: NotFound"


def test_a_server_that_does_not_answer_is_named() -> None:
    """With the context, for a kubeconfig often has several."""
    client = Client(Access("http://127.0.0.1:1", context="mine"))
    with pytest.raises(UnreachableError) as failed:
        client.get("/version")
    client.close()
    assert str(failed.value) == (
        "the Kubernetes API server http://127.0.0.1:1 (context 'mine') cannot be reached: "
        "[Errno 111] Connection refused"
    )
