"""One source: Pulumi.yaml and the reference are what the schema says."""

from pathlib import Path

import pytest
import yaml

from components.keys import PROVIDERS
from settings.fields import Setting, all_settings
from settings.project_config import project_config
from settings.reference import reference
from settings.schema import StackSettings

ROOT = Path(__file__).parents[2]


def test_pulumi_yaml_is_the_schema() -> None:
    """Type, description and default of every setting."""
    project = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())
    assert project["config"] == project_config(), "run python -m settings.project_config"


def test_the_reference_is_the_schema() -> None:
    """The page in docs is the generated one."""
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    assert page == reference(), "run python -m settings.reference > docs/reference/settings.md"


@pytest.mark.parametrize("setting", all_settings(), ids=lambda setting: setting.name)
def test_every_setting_is_described(setting: Setting) -> None:
    """A sentence; its default in it where it is computed."""
    assert setting.description.endswith(".")
    if setting.default == "auto":
        assert "auto:" in setting.description
    if setting.secret:
        assert setting.description.startswith("Secret")


def test_no_setting_is_left_out() -> None:
    """The sections together are the stack's settings."""
    assert {setting.field for setting in all_settings()} == set(StackSettings.model_fields)


def test_every_provider_has_its_key() -> None:
    """The settings do not import the components' table, so a test compares."""
    fields = {name for name in StackSettings.model_fields if name.endswith("_api_key")}
    assert fields == {f"{provider}_api_key" for provider in PROVIDERS}


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_the_stacks_of_this_project_say_nothing_unknown(stack: str) -> None:
    """And nothing that has to be secret."""
    config = yaml.safe_load((ROOT / f"Pulumi.{stack}.yaml").read_text())["config"]
    known = {f"shipshape:{setting.name}": setting for setting in all_settings()}
    ours = {name for name in config if name.startswith("shipshape:")}
    assert ours <= set(known)
    assert not [name for name in ours if known[name].secret]
