"""Accepted differences, as `waivers.yaml` has them."""

from pathlib import Path

import yaml

from drift.exclusions import Exclusion, read_exclusions

WAIVERS = "waivers.yaml"
"""In the project's folder; `shipshape check` reads it, too."""


def exclusions_of(path: Path) -> tuple[tuple[Exclusion, ...], tuple[str, ...]]:
    """The exclusions of a file, and a sentence for each mistake in it."""
    try:
        return read_exclusions(yaml.safe_load(path.read_text(encoding="utf-8")), str(path))
    except OSError as error:
        return (), (f"{path} can't be read: {error.strerror}",)
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        return (), (f"{path}{line} is no YAML: {error.problem}",)
    except (ValueError, yaml.YAMLError, RecursionError):
        return (), (f"{path} is no YAML",)
