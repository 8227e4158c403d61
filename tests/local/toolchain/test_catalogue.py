"""The table of tools agrees with the modules beside it."""

import pytest

from local.errors import CannotDo
from local.toolchain.catalogue import MODULES, TOOLS, Tool, tool
from local.toolchain.pins import minimum_go, required


@pytest.mark.parametrize("one", TOOLS.values(), ids=lambda one: one.name)
def test_every_tool_has_its_pinned_module(one: Tool) -> None:
    """Its go.mod is there, names a Go version and requires what the version is taken from."""
    gomod = (MODULES / one.folder / "go.mod").read_text()
    assert minimum_go(gomod) >= (1, 24)
    if one.source is not None:
        assert required(gomod, one.source)
        assert (MODULES / one.folder / "go.sum").stat().st_size > 0


def test_every_module_is_in_the_table() -> None:
    """A folder that nothing builds is a mistake."""
    folders = {file.parent.name for file in MODULES.glob("*/go.mod")}
    assert folders == {one.folder for one in TOOLS.values()}


def test_an_unknown_tool() -> None:
    """The message lists the known ones."""
    with pytest.raises(CannotDo, match=r'^toolchain: no tool is called "helm"; known: .*pulumi'):
        tool("helm")
