"""Ask the pack's analyzer in process; run by the pack's own Python, as the engine would.

Reads one JSON document on stdin: `config` and `stack` as the engine tells them, `policies` with
what is configured of policies, by name, and `resources`, each with `type`, `name`, `properties` and
perhaps `parent`. In properties, `{"$secret": value}` is a secret and `{"$unknown": true}` a value
that is not known yet. Writes what the servicer answers.
"""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

from google.protobuf import json_format, struct_pb2
from pulumi.runtime import proto

PACK = Path(__file__).resolve().parents[3] / "policies"
STACK_URN = "urn:pulumi:{stack}::service::pulumi:pulumi:Stack::service-{stack}"


# What the engine's protocol says of a text that is not known yet, and of a secret.
UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"


def wire(value: Any) -> Any:
    """The value as the engine sends it."""
    if isinstance(value, dict):
        if "$unknown" in value:
            return UNKNOWN_TEXT
        if "$secret" in value:
            return {SIGNATURE: SECRET, "value": wire(value["$secret"])}
        return {key: wire(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [wire(inner) for inner in value]
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
    from policies.pack.serving import analyzer

    made = analyzer(Path.cwd())
    request = proto.AnalyzerStackConfigureRequest(stack=stack, config=config)
    made.ConfigureStack(request, None)
    return made


def configure(analyzer: Any, policies: dict[str, Any]) -> None:
    """Tell the analyzer what is configured of policies: a `level`, and other properties."""
    told = proto.ConfigureAnalyzerRequest()
    for name, config in policies.items():
        level = config.pop("level", "mandatory")
        told.policyConfig[name].enforcementLevel = proto.EnforcementLevel.Value(level.upper())
        told.policyConfig[name].properties.update(config)
    analyzer.Configure(told, None)


def request(kind: Any, resource: dict[str, Any], stack: str) -> Any:
    """A request or a stack resource for one resource of the document."""
    properties = struct_pb2.Struct()
    properties.update(wire(resource["properties"]))
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
    configure(analyzer, document.get("policies", {}))
    asked = document["resources"]
    found: dict[str, Any] = {"remediated": {}, "resources": {}}
    for one in asked:
        single = request(proto.AnalyzeRequest, one, stack)
        changed = analyzer.Remediate(single, None).remediations
        found["remediated"][one["name"]] = {
            each.policyName: json_format.MessageToDict(each.properties) for each in changed
        }
        found["resources"][one["name"]] = told(analyzer.Analyze(single, None))
    whole = [request(proto.AnalyzerResource, one, stack) for one in asked]
    found["stack"] = told(analyzer.AnalyzeStack(proto.AnalyzeStackRequest(resources=whole), None))
    return found


if __name__ == "__main__":
    json.dump(answers(json.load(sys.stdin)), sys.stdout)
