"""Whether a value is written out, or only refers to where the secret is."""

import json
import re
from typing import Any

_REFERENCE = re.compile(r"^\s*[\"']?(\$\(|\$\{|\$[A-Za-z_]|\{\{|%\(|op://|vault:|ref\+|arn:aws)")
_PATH = re.compile(r"^(/[\w.\-]+){2,}/?$|^(file|unix)://")
_PLAIN_URL = re.compile(r"^[a-z][a-z0-9+.\-]*://[^@\s]*$", re.IGNORECASE)
_FLAG = re.compile(r"^(true|false|yes|no|on|off|null|none|\d{1,4})$", re.IGNORECASE)
_PASSWORD = re.compile(r"pass|pwd|pswrd", re.IGNORECASE)


def written_out(name: str, value: Any) -> bool:
    """Whether a variable that announces a secret holds one.

    False where it is empty, refers to another variable or store, is a path, a
    URL without a password or a switch; a short number is a secret only in
    something called a password. A JSON map of references is one, too.
    """
    if value is None or isinstance(value, bool | dict | list):
        return False
    text = str(value).strip()
    if not text or _REFERENCE.match(text) or _PATH.match(text) or _PLAIN_URL.match(text):
        return False
    if is_map_of_references(text):
        return False
    return not _FLAG.match(text) or (text.isdigit() and bool(_PASSWORD.search(name)))


def is_map_of_references(text: str) -> bool:
    """Whether a text is a JSON map with nothing but references as values, and any at all."""
    if not text.startswith("{"):
        return False
    try:
        values = json.loads(text).values()
    except ValueError:
        return False
    return bool(values) and all(
        isinstance(one, str) and _REFERENCE.match(one) is not None for one in values
    )
