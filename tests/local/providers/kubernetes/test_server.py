"""Contracts of the protocol: what the engine is answered, and what reaches the API server."""

from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2
from google.rpc import status_pb2  # type: ignore[import-untyped]  # generated
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.kubernetes import MESSAGE
from local.providers.protocol.properties import UNKNOWN, Secret, decode, encode
from tests.local.providers.kubernetes.conftest import Served, urn

_MAP = urn("kubernetes:core/v1:ConfigMap", "settings")
_SECRET = urn("kubernetes:core/v1:Secret", "keys")
_POD = urn("kubernetes:core/v1:Pod", "pod")
_INPUTS: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "ConfigMap",
    "metadata": {"name": "settings", "namespace": "default"},
    "data": {"a": "1"},
}
_PATH = "/api/v1/namespaces/default/configmaps/settings"


def test_the_provider_introduces_itself(served: Served) -> None:
    """Version, handshake and an empty schema."""
    assert served.stub.GetPluginInfo(empty_pb2.Empty()).version == "4.34.2"
    assert served.stub.Handshake(
        proto.ProviderHandshakeRequest(engine_address=served.address)
    ) == proto.ProviderHandshakeResponse(
        accept_secrets=True, supports_autonaming_configuration=True
    )
    schema = served.stub.GetSchema(proto.GetSchemaRequest()).schema
    assert schema == '{"name": "kubernetes", "version": "4.34.2"}'
    with pytest.raises(grpc.RpcError) as refused:
        served.stub.Parameterize(proto.ParameterizeRequest())
    assert refused.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_it_announces_itself_once_a_run(served: Served) -> None:
    """However many provider resources a program has."""
    served.configure()
    served.configure(namespace="other")
    assert served.log.lines == [MESSAGE]


def test_check_completes_the_inputs(served: Served) -> None:
    """Name, its annotation, and the provider's namespace."""
    served.configure(namespace="apps")
    news = {"apiVersion": "v1", "kind": "ConfigMap", "data": {"a": Secret("1")}}
    expected: dict[str, Any] = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "data": {"a": Secret("1")},
        "metadata": {
            "name": "settings-d6d44b4d",
            "namespace": "apps",
            "annotations": {"pulumi.com/autonamed": "true"},
        },
    }
    checked = served.check(_MAP, news)
    expected["metadata"]["name"] = checked["metadata"]["name"]
    assert checked == expected
    assert checked["metadata"]["name"].startswith("settings-")
    assert served.check(_MAP, news, olds=checked) == checked


def test_check_is_lenient_about_unknowns(served: Served) -> None:
    """A name that comes later is a name; an unknown namespace is not replaced."""
    served.configure()
    news = {**_INPUTS, "metadata": {"name": UNKNOWN, "namespace": UNKNOWN}, "data": UNKNOWN}
    assert served.check(_MAP, news) == news


def test_metadata_may_be_unknown_as_a_whole(served: Served) -> None:
    """A component may compute it from another resource's outputs."""
    served.configure()
    news = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": UNKNOWN}
    assert served.check(_MAP, news) == news
    _, outputs = served.create(_MAP, _INPUTS)
    request = proto.DiffRequest(urn=_MAP, olds=encode(outputs), news=encode(news))
    assert sorted(served.stub.Diff(request).detailedDiff) == ["data", "metadata"]
    annotated = {**news, "metadata": {"annotations": UNKNOWN}}
    checked = served.check(_MAP, annotated)
    assert checked["metadata"].pop("name").startswith("settings-")
    assert checked["metadata"] == {"annotations": UNKNOWN, "namespace": "default"}


def test_components_are_refused(served: Served) -> None:
    """They live in the official provider."""
    with pytest.raises(grpc.RpcError) as refused:
        served.stub.Construct(proto.ConstructRequest(type="kubernetes:yaml/v2:ConfigFile"))
    assert refused.value.details() == (
        "kubernetes:yaml/v2:ConfigFile needs the official Kubernetes provider: "
        "it is a component of its"
    )


def test_a_preview_touches_nothing(served: Served) -> None:
    """The dry run is asked for, and its answer is what the program sees."""
    served.configure()
    identity, outputs = served.create(_MAP, _INPUTS, preview=True)
    assert identity == ""
    assert outputs["metadata"]["uid"] == "uid-0"
    assert (served.api.writes, served.api.objects) == ([], {})


def test_a_preview_with_unknowns_answers_the_inputs(served: Served) -> None:
    """The server could not judge them."""
    served.configure()
    inputs = {**_INPUTS, "data": {"a": UNKNOWN}}
    assert served.create(_MAP, inputs, preview=True) == ("", inputs)


def test_create_read_delete(served: Served) -> None:
    """The life of an object, with the state that the engine keeps."""
    served.configure()
    identity, outputs = served.create(_MAP, _INPUTS)
    manager = outputs.pop("__fieldManager")
    assert identity == "default/settings"
    assert manager.startswith("pulumi-kubernetes-")
    assert outputs == {
        **_INPUTS,
        "metadata": {**_INPUTS["metadata"], "uid": "uid-0", "resourceVersion": "1"},
        "__inputs": _INPUTS,
        "__initialApiVersion": "v1",
    }
    state = encode({**outputs, "__fieldManager": manager})
    read = proto.ReadRequest(urn=_MAP, id=identity, properties=state, inputs=encode(_INPUTS))
    found = served.stub.Read(read)
    assert (found.id, decode(found.inputs)) == (identity, _INPUTS)
    assert found.properties == state
    served.stub.Delete(proto.DeleteRequest(urn=_MAP, id=identity, properties=state))
    assert served.api.objects == {}
    assert served.stub.Read(read).id == ""


def test_drift_is_read_as_changed_inputs(served: Served) -> None:
    """So that a refresh shows it, without what the cluster adds by itself."""
    served.configure()
    identity, outputs = served.create(_MAP, _INPUTS)
    served.api.objects[_PATH]["data"] = {"a": "drifted", "added": "x"}
    read = proto.ReadRequest(
        urn=_MAP, id=identity, properties=encode(outputs), inputs=encode(_INPUTS)
    )
    assert decode(served.stub.Read(read).inputs) == {**_INPUTS, "data": {"a": "drifted"}}


def test_an_import_makes_inputs_of_what_is_there(served: Served) -> None:
    """Without server-side metadata and status."""
    served.configure()
    served.create(_MAP, _INPUTS)
    found = served.stub.Read(proto.ReadRequest(urn=_MAP, id="default/settings"))
    assert (found.id, decode(found.inputs)) == ("default/settings", _INPUTS)


def test_an_object_that_is_only_looked_at_stays_the_same(served: Served) -> None:
    """The engine keeps no inputs of it; the state remembers them."""
    served.configure()
    served.create(_MAP, _INPUTS)
    first = served.stub.Read(proto.ReadRequest(urn=_MAP, id="default/settings"))
    again = proto.ReadRequest(urn=_MAP, id="default/settings", properties=first.properties)
    assert served.stub.Read(again) == first


def test_an_existing_object_is_not_taken_over(served: Served) -> None:
    """It may be somebody else's."""
    served.configure()
    served.create(_MAP, _INPUTS)
    with pytest.raises(grpc.RpcError) as refused:
        served.create(_MAP, _INPUTS)
    assert refused.value.details() == (
        "ConfigMap default/settings was not created by the Kubernetes API server: "
        f"{_PATH}: AlreadyExists; import it (the resource option import_), or give it another name"
    )


def test_an_interrupted_run_is_gone_on_with(served: Served) -> None:
    """What it made bears our name and was never settled; the state knows nothing of it."""
    served.configure()
    _, outputs = served.create(_MAP, _INPUTS)
    manager = outputs["__fieldManager"]
    left = {"manager": manager, "operation": "Update", "fieldsV1": {"f:data": {}}}
    served.api.objects[_PATH]["metadata"]["managedFields"] = [left]
    identity, outputs = served.create(_MAP, {**_INPUTS, "data": {"a": "2"}})
    assert (identity, outputs["data"]) == ("default/settings", {"a": "2"})
    assert outputs["metadata"]["managedFields"] == [{**left, "operation": "Apply"}]
    assert served.log.lines[1:] == [
        "going on with ConfigMap default/settings, which an interrupted run has left"
    ]
    with pytest.raises(grpc.RpcError):
        served.create(_MAP, _INPUTS)


def test_a_namesake_that_is_being_deleted_is_waited_for(served: Served) -> None:
    """A replacement with a fixed name may come before its predecessor is quite gone."""
    served.configure()
    served.api.refusals = ['object is being deleted: configmaps "settings" already exists']
    identity, _ = served.create(_MAP, _INPUTS)
    assert identity == "default/settings"


def test_a_secret_stays_secret(served: Served) -> None:
    """In inputs, outputs and remembered inputs, whatever the program marked."""
    served.configure()
    news = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "keys", "namespace": "default"},
        "stringData": {"key": "hush"},
    }
    hidden = Secret({"key": "aHVzaA=="})
    checked = served.check(_SECRET, news)
    assert checked["data"] == hidden
    assert "stringData" not in checked
    _, outputs = served.create(_SECRET, checked)
    assert (outputs["data"], outputs["__inputs"]["data"]) == (hidden, hidden)


def test_diff_names_what_changes(served: Served) -> None:
    """A ConfigMap's values need a new object; its fixed name means delete before replace."""
    served.configure()
    _, outputs = served.create(_MAP, _INPUTS)
    request = proto.DiffRequest(
        urn=_MAP,
        id="default/settings",
        olds=encode(outputs),
        news=encode({**_INPUTS, "data": {"a": "2"}}),
    )
    answer = served.stub.Diff(request)
    assert (list(answer.replaces), answer.deleteBeforeReplace) == (["data.a"], True)
    assert {path: one.kind for path, one in answer.detailedDiff.items()} == {
        "data.a": proto.PropertyDiff.UPDATE_REPLACE
    }
    same = proto.DiffRequest(urn=_MAP, olds=encode(outputs), news=encode(_INPUTS))
    assert served.stub.Diff(same).changes == proto.DiffResponse.DIFF_NONE


def test_update_applies_the_inputs(served: Served) -> None:
    """And a preview of it does not."""
    served.configure()
    _, outputs = served.create(_MAP, _INPUTS)
    news = {**_INPUTS, "data": {"a": "2"}}
    request = proto.UpdateRequest(urn=_MAP, olds=encode(outputs), news=encode(news), preview=True)
    assert decode(served.stub.Update(request).properties)["data"] == {"a": "2"}
    assert served.api.objects[_PATH]["data"] == {"a": "1"}
    request.preview = False
    assert decode(served.stub.Update(request).properties)["__inputs"] == news
    assert served.api.objects[_PATH]["data"] == {"a": "2"}


def test_an_object_that_is_not_ready_is_a_partial_failure(served: Served) -> None:
    """Identity, reasons and state travel in the status's details, however large the state."""
    served.configure()
    inputs = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "pod", "namespace": "default"},
        "spec": {"note": "x" * 100_000},
    }
    with pytest.raises(grpc.RpcError) as failed:
        served.create(_POD, inputs, timeout=1)
    metadata = dict(failed.value.trailing_metadata())
    status = status_pb2.Status.FromString(metadata["grpc-status-details-bin"])
    detail = proto.ErrorResourceInitFailed()
    status.details[0].Unpack(detail)
    assert detail.id == "default/pod"
    assert list(detail.reasons) == ["'pod' timed out waiting to be ready after 1 s"]
    assert decode(detail.properties)["__inputs"] == inputs
    assert served.log.statuses == ["waiting for the Pod to be ready"]


def test_cancelling_ends_a_wait(served: Served) -> None:
    """The object is kept in the state."""
    served.configure()
    inputs = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "pod", "namespace": "default"},
    }
    waiting = served.stub.Create.future(
        proto.CreateRequest(urn=_POD, properties=encode(inputs), timeout=60)
    )
    served.stub.Cancel(empty_pb2.Empty())
    assert waiting.exception(timeout=20).details() == "waiting for 'pod' was cancelled"


def test_an_unreachable_cluster_is_named(served: Served) -> None:
    """A preview goes on with a warning; anything else says which server and context."""
    served.api.url = "http://127.0.0.1:1"
    served.configure()
    why = (
        "the configured Kubernetes cluster is unreachable: the Kubernetes API server "
        "http://127.0.0.1:1 (context 'fake') cannot be reached: [Errno 111] Connection refused"
    )
    assert served.create(_MAP, _INPUTS, preview=True) == ("", _INPUTS)
    assert served.create(_MAP, _INPUTS, preview=True) == ("", _INPUTS)
    assert served.log.lines == [MESSAGE, why]
    with pytest.raises(grpc.RpcError) as refused:
        served.create(_MAP, _INPUTS)
    assert refused.value.details() == why
    read = proto.ReadRequest(urn=_MAP, id="default/settings", inputs=encode(_INPUTS))
    with pytest.raises(grpc.RpcError) as unread:
        served.stub.Read(read)
    assert unread.value.details() == (
        f"{why}; if the cluster is gone for good, run again with "
        "PULUMI_K8S_DELETE_UNREACHABLE=true to drop its resources from the state"
    )


def test_manifests_are_decoded(served: Served) -> None:
    """Lists are taken apart, and the default namespace goes where it belongs."""
    served.configure()
    text = """
kind: ConfigMapList
apiVersion: v1
items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]
---
{apiVersion: v1, kind: Namespace, metadata: {name: n}}
"""
    arguments = encode({"text": text, "defaultNamespace": "apps"})
    answer = served.stub.Invoke(proto.InvokeRequest(tok="kubernetes:yaml:decode", args=arguments))
    assert decode(getattr(answer, "return"))["result"] == [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "namespace": "apps"}},
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "n"}},
    ]
