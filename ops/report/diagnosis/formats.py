"""All formats by the name that `--output` knows them by."""

from collections.abc import Callable

from diagnosis.finding import Diagnosis

from .json import as_json
from .markdown import as_markdown
from .sarif import as_sarif
from .text import as_text

FORMATS: dict[str, Callable[[Diagnosis], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "sarif": as_sarif,
}
