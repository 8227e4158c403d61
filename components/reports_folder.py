"""The folder the dependency reports are exported to.

The builder's export counts as changed whenever its folder is missing or empty, so a fresh clone
would show a change that is none. A note in the folder keeps the engine's answer the same on every
machine, and says how to get the reports on this one.
"""

from pathlib import Path

NOTE_FILE = "README.txt"
_NOTE = """The dependency tree (npm-ls.json) and the bill of materials (sbom.cdx.json) of the image
land here when it is built. Built elsewhere? `pulumi up --target-replace URN` of the resource
`{name}-reports` builds them here.
"""


def prepare_folder(folder: str, name: str) -> None:
    """Make the folder with its note unless it holds something. Safe to repeat. Raises OSError."""
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    if not any(path.iterdir()):
        (path / NOTE_FILE).write_text(_NOTE.format(name=name), encoding="utf-8")
