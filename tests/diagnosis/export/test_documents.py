"""The documents, whole, for a few patterns; and what all of the built-in ones make."""

import json
import textwrap
from dataclasses import replace

import pytest
import yaml

from diagnosis.export import Left, collector, exportable, loki_rules, vector
from diagnosis.finding import Kind, Severity
from diagnosis.matching import LogPattern, Requires, Scope, Source, load_patterns

KEY = LogPattern(
    name="openai-key-missing",
    id="ai.key_missing",
    title="The model provider's key is missing",
    severity=Severity.CRITICAL,
    suggestion="Set {variable} from a Secret.",
    keywords=("API key",),
    regex=r"missing\b.*'apiKey'",
    unless=("^#",),
    cause="No key is set.",
    defaults={"variable": "the key's variable"},
    documentation="https://ai-sdk.dev/",
)
TICK = LogPattern(
    name="model-gone",
    id="ai.model_not_found",
    title='The model is "gone"',
    severity=Severity.HIGH,
    suggestion="Use another {{ model }}.",
    regex=r"model `\S+` does not exist",
)


def test_loki() -> None:
    """Groups by family; back ticks are used where the expression has none."""
    export = loki_rules([TICK, KEY], '{app="web"}')
    assert export.document == {
        "groups": [
            {
                "name": "shipshape-ai",
                "rules": [
                    {
                        "alert": "ModelGone",
                        "expr": "sum by (namespace, pod, container) (count_over_time("
                        '{app="web"} |~ "model `\\\\S+` does not exist" [5m])) > 0',
                        "labels": {
                            "severity": "high",
                            "finding": "ai.model_not_found",
                            "pattern": "model-gone",
                        },
                        "annotations": {
                            "summary": 'The model is "gone"',
                            "suggestion": "Use another { { model }}.",
                        },
                    },
                    {
                        "alert": "OpenaiKeyMissing",
                        "expr": "sum by (namespace, pod, container) (count_over_time("
                        '{app="web"} |~ `(?i)(?:API key)` '
                        "|~ `missing\\b.*'apiKey'` !~ `^#` [5m])) > 0",
                        "labels": {
                            "severity": "critical",
                            "finding": "ai.key_missing",
                            "pattern": "openai-key-missing",
                        },
                        "annotations": {
                            "summary": "The model provider's key is missing",
                            "cause": "No key is set.",
                            "suggestion": "Set the key's variable from a Secret.",
                            "documentation": "https://ai-sdk.dev/",
                        },
                    },
                ],
            }
        ]
    }


def test_the_collector() -> None:
    """The worst pattern is set last, so that it stays."""
    where = (
        'where IsMatch(body, "(?i)(?:API key)") and '
        'IsMatch(body, "missing\\\\b.*\'apiKey\'") and not IsMatch(body, "^#")'
    )
    export = collector([KEY, TICK])
    statements = export.document["processors"]["transform/shipshape"]["log_statements"][0]
    assert statements["context"] == "log"
    assert statements["statements"][3:] == [
        f'set(attributes["shipshape.finding"], "ai.key_missing") {where}',
        f'set(attributes["shipshape.severity"], "critical") {where}',
        'set(attributes["shipshape.suggestion"], "Set the key\'s variable from a Secret.") '
        + where,
    ]
    assert export.document["connectors"] == {
        "count/shipshape": {
            "logs": {
                "shipshape.findings": {
                    "description": "Log records in which Shipshape's patterns see a finding",
                    "conditions": ['attributes["shipshape.finding"] != nil'],
                    "attributes": [{"key": "shipshape.finding"}, {"key": "shipshape.severity"}],
                }
            }
        }
    }


def test_vector() -> None:
    """One chain of conditions, the worst pattern first."""
    condition = (
        r"match(line, r'(?i)(?:API key)') && match(line, r'missing\b.*\'apiKey\'') "
        r"&& !match(line, r'^#')"
    )
    export = vector([TICK, KEY], "kubernetes_logs")
    first = export.document["transforms"]["shipshape"]
    assert first["inputs"] == ["kubernetes_logs"]
    assert first["source"] == textwrap.dedent(r"""
        line = string(.message) ?? ""
        if CONDITION {
          .shipshape.finding = "ai.key_missing"
          .shipshape.severity = "critical"
          .shipshape.suggestion = "Set the key's variable from a Secret."
        } else if match(line, r'model `\S+` does not exist') {
          .shipshape.finding = "ai.model_not_found"
          .shipshape.severity = "high"
          .shipshape.suggestion = "Use another \{{ model }}."
        }
        """).lstrip().replace("CONDITION", condition)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": Kind.SYMPTOM}, "is a symptom, for which nobody should be woken"),
        ({"severity": Severity.LOW}, "is of severity low"),
        (
            {"scope": Scope(source=(Source.EVENT,))},
            "speaks of events or states, which are in no log",
        ),
        (
            {"requires": Requires(exit_code=(1,))},
            "requires what the log of a container does not tell",
        ),
    ],
)
def test_what_a_line_does_not_decide_is_left_out(changes: dict[str, object], why: str) -> None:
    """By name, with a reason."""
    kept, left = exportable([replace(KEY, **changes)])  # type: ignore[arg-type]
    assert (kept, left) == ([], (Left("openai-key-missing", why),))


def test_all_built_in_patterns_are_exported_or_left_out_by_name() -> None:
    """None is lost on the way, and alerts have names of their own."""
    patterns = list(load_patterns().patterns)
    kept, left = exportable(patterns)
    assert {one.pattern.name for one in kept} | {one.name for one in left} == {
        one.name for one in patterns
    }
    rules = [rule for group in loki_rules(patterns).document["groups"] for rule in group["rules"]]
    assert len(kept) == len({rule["alert"] for rule in rules}) == len(rules) > 0


@pytest.mark.parametrize("make", [loki_rules, collector, vector])
def test_documents_are_yaml(make: object) -> None:
    """What is written can be read back the same."""
    document = make([KEY, TICK]).document  # type: ignore[operator]
    assert yaml.safe_load(yaml.safe_dump(document)) == json.loads(json.dumps(document))
