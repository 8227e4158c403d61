"""The `pulumi.com/waitFor` annotation: conditions and field values that a program waits for."""

import json
import re
from dataclasses import dataclass

from local.providers.kubernetes.awaiting.verdict import Done, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at, condition
from local.providers.protocol.failures import ProviderError
from local.providers.protocol.paths import Path
from local.providers.protocol.paths import read as read_path

_FIELD = re.compile(r"jsonpath=\{?\$?([^=}]*)\}?(?:=(.*))?")
_SIMPLE = re.compile(r"[\w.\-\[\]\"/*]*")


@dataclass(frozen=True)
class Expression:
    """One thing to wait for, as it was written."""

    text: str

    def holds(self, found: Object) -> bool:
        """Tell whether the object is as the expression wants it."""
        if self.text.startswith("condition="):
            kind, _, wanted = self.text.removeprefix("condition=").partition("=")
            status = str(condition(found, kind).get("status", ""))
            return status.lower() == (wanted or "True").lower()
        path, wanted_value = _field(self.text)
        value = at(found, *path)
        return value is not None and (wanted_value is None or _written(value) == wanted_value)


def parse(annotation: str) -> list[Expression]:
    """Read the annotation: one expression, or a JSON list of them.

    Raises ProviderError for anything else.
    """
    try:
        listed = json.loads(annotation)
    except ValueError:
        listed = [annotation]
    if not isinstance(listed, list) or not listed:
        raise ProviderError("pulumi.com/waitFor must hold one expression or a JSON list of them")
    for text in listed:
        if not str(text).startswith("condition="):
            _field(str(text))
    return [Expression(str(text)) for text in listed]


def judge(expressions: list[Expression], found: Object, _: Related) -> Verdict:
    """Done when all expressions hold."""
    open_ones = [one.text for one in expressions if not one.holds(found)]
    if not open_ones:
        return Done()
    waiting = f"waiting for {', '.join(open_ones)}"
    return Waiting(waiting, tuple(f"{text} never held" for text in open_ones))


def _field(text: str) -> tuple[Path, str | None]:
    matched = _FIELD.fullmatch(text)
    if not matched or not _SIMPLE.fullmatch(matched[1]):
        raise ProviderError(
            f"pulumi.com/waitFor: {text!r} is neither condition=TYPE nor jsonpath={{.path}}=VALUE"
        )
    return read_path(matched[1].lstrip(".")), matched[2]


def _written(value: object) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)
