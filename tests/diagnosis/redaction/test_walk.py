"""The redaction of a whole snapshot."""

from dataclasses import fields, is_dataclass
from typing import Any

from diagnosis import snapshot as shapes
from diagnosis.redaction import redacted
from diagnosis.snapshot import Snapshot
from diagnosis.snapshot.snapshot import from_json, to_json

_KEY = "sk-fake-0123456789abcdef"


def _full() -> Snapshot:
    ref = shapes.Ref("Pod", _KEY, _KEY)
    state = shapes.State("terminated", "Error", f"key {_KEY}", exit_code=1)
    container = shapes.Container(
        "app", state=state, args=(f"--key={_KEY}",), limits={"memory": "1Gi"}
    )
    return Snapshot(
        pods=(shapes.Pod(ref, containers=(container,), labels={"a": _KEY}),),
        events=(shapes.Event("Failed", f"said {_KEY}", ref),),
        logs=(shapes.Log(f"one\n{_KEY}\ntwo"),),
        statements=(shapes.Statement(_KEY),),
        samples=(shapes.Sample("x", 1.5, {"key": _KEY}),),
        looked_at=(_KEY,),
    )


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in [*value, *value.values()] for text in _texts(one)]
    if isinstance(value, tuple):
        return [text for one in value for text in _texts(one)]
    if is_dataclass(value):
        return [text for one in fields(value) for text in _texts(getattr(value, one.name))]
    return []


def test_no_text_keeps_its_secret_wherever_it_stands() -> None:
    """Fields, tuples, mappings and what is inside of them."""
    found = [text for text in _texts(redacted(_full())) if _KEY in text]
    assert found == []


def test_everything_else_stays() -> None:
    """The snapshot differs in nothing but the secret."""
    assert to_json(redacted(_full())) == to_json(_full()).replace(_KEY, "[redacted: API key]")
    assert from_json(to_json(redacted(_full()))) == redacted(_full())
