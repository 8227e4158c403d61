"""Ask the pack's analyzer in process; run by the pack's own Python, which has the policy SDK.

Reads one JSON document on stdin: `config` and `stack` as the engine tells them, and `resources`,
each with `type`, `name`, `properties` and perhaps `parent`. In properties, `{"$secret": value}` is
a secret and `{"$unknown": true}` a value that is not known yet. Writes what the servicer answers.
"""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

from google.protobuf import json_format, struct_pb2
from pulumi.runtime import proto
from pulumi_policy import policy as sdk
from pulumi_policy import proxy
from pulumi_policy.deserialize import SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY

PACK = Path(__file__).resolve().parents[3] / "policies"
STACK_URN = "urn:pulumi:{stack}::service::pulumi:pulumi:Stack::service-{stack}"


def wire(value: Any, *, secrets: bool) -> Any:
    """The value as the engine sends it; to a validation it sends secrets as plain values."""
    if isinstance(value, dict):
        if "$unknown" in value:
            return proxy.UNKNOWN_STRING_VALUE
        if "$secret" in value:
            inner = wire(value["$secret"], secrets=secrets)
            return {SPECIAL_SIG_KEY: SPECIAL_SECRET_SIG, "value": inner} if secrets else inner
        return {key: wire(inner, secrets=secrets) for key, inner in value.items()}
    if isinstance(value, list):
        return [wire(inner, secrets=secrets) for inner in value]
    return value


def servicer(stack: str, config: dict[str, str]) -> Any:
    """The pack's servicer, configured as at the start of a preview."""
    spec = importlib.util.spec_from_file_location(
        "policies", PACK / "__init__.py", submodule_search_locations=[str(PACK)]
    )
    assert spec is not None
    assert spec.loader is not None
    sys.modules["policies"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    from policies.pack.later import unpack_later
    from policies.pack.serving import NAME, listen, policies, project_waivers
    from policies.pack.stacks import Stacks
    from policies.rules import registered

    stacks = Stacks(registered(), Path.cwd())
    made = policies(stacks, *project_waivers(Path.cwd()))
    listen(stacks, made)
    unpack_later(sdk)
    analyzer = sdk._PolicyAnalyzerServicer(NAME, "0.1.0", made, sdk.EnforcementLevel.ADVISORY)
    request = proto.AnalyzerStackConfigureRequest(stack=stack, config=config)
    analyzer.ConfigureStack(request, None)
    return analyzer


def request(kind: Any, resource: dict[str, Any], stack: str, *, secrets: bool) -> Any:
    """A request or a stack resource for one resource of the document."""
    properties = struct_pb2.Struct()
    properties.update(wire(resource["properties"], secrets=secrets))
    parent = resource.get("parent") or STACK_URN.format(stack=stack)
    made = kind(
        type=resource["type"],
        name=resource["name"],
        urn=urn(resource, stack),
        properties=properties,
    )
    made.options.parent = parent
    return made


def urn(resource: dict[str, Any], stack: str) -> str:
    """The resource's URN."""
    return f"urn:pulumi:{stack}::service::{resource['type']}::{resource['name']}"


def told(response: Any) -> list[dict[str, str]]:
    """The findings of a response: policy, level, resource and message."""
    return [
        {
            "policy": one.policyName,
            "level": proto.EnforcementLevel.Name(one.enforcementLevel).lower(),
            "urn": one.urn.rpartition("::")[2],
            "message": one.message.split("\n", 1)[1],
        }
        for one in response.diagnostics
    ]


def answers(document: dict[str, Any]) -> dict[str, Any]:
    """What the servicer says of the document, in the order in which the engine asks."""
    stack = document.get("stack", "dev")
    analyzer = servicer(stack, document.get("config", {}))
    asked = document["resources"]
    found: dict[str, Any] = {"remediated": {}, "resources": {}}
    for one in asked:
        changed = analyzer.Remediate(
            request(proto.AnalyzeRequest, one, stack, secrets=True), None
        ).remediations
        found["remediated"][one["name"]] = {
            each.policyName: json_format.MessageToDict(each.properties) for each in changed
        }
        single = request(proto.AnalyzeRequest, one, stack, secrets=False)
        found["resources"][one["name"]] = told(analyzer.Analyze(single, None))
    whole = [request(proto.AnalyzerResource, one, stack, secrets=False) for one in asked]
    found["stack"] = told(analyzer.AnalyzeStack(proto.AnalyzeStackRequest(resources=whole), None))
    return found


if __name__ == "__main__":
    json.dump(answers(json.load(sys.stdin)), sys.stdout)
