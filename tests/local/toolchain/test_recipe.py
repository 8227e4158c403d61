"""Keys, flags and commands."""

from pathlib import Path

from local.toolchain.catalogue import Tool
from local.toolchain.recipe import command, recipe

TOOL = Tool(
    name="kubectl",
    folder="kubectl",
    source="k8s.io/kubectl",
    package="./cmd",
    stamps=("v.gitVersion=v{version}", "v.gitMajor={major}", "v.gitMinor={minor}"),
)
FILES = {"go.mod": b"module x\n\ngo 1.26.0\n\nrequire k8s.io/kubectl v1.36.3\n", "main.go": b"x"}
GO = "go1.26.8 linux amd64"


def test_command() -> None:
    """The whole command, with the version stamped in."""
    assert command(recipe(TOOL, FILES, GO), Path("/t/kubectl")) == [
        *("go", "build", "-mod=readonly", "-trimpath", "-buildvcs=false"),
        *("-gcflags=all=-dwarf=false", "-ldflags"),
        "-s -w -X v.gitVersion=v1.36.3 -X v.gitMajor=1 -X v.gitMinor=36",
        *("-o", "/t/kubectl", "./cmd"),
    ]


def test_the_key_starts_with_the_version() -> None:
    """So that a person sees in the cache what is what."""
    assert recipe(TOOL, FILES, GO).key.startswith("1.36.3-")
    assert recipe(Tool("pause", "pause", None, "."), FILES, GO).key.startswith("1-")


def test_whatever_matters_changes_the_key() -> None:
    """Sources, sums, file names, compiler, package and stamps; and nothing else does."""
    variants = [
        recipe(TOOL, FILES, GO),
        recipe(TOOL, {**FILES, "main.go": b"y"}, GO),
        recipe(TOOL, {**FILES, "go.sum": b""}, GO),
        recipe(TOOL, {"go.mod": FILES["go.mod"], "other.go": b"x"}, GO),
        recipe(TOOL, FILES, "go1.26.9 linux amd64"),
        recipe(TOOL, FILES, "go1.26.8 linux arm64"),
        recipe(Tool("kubectl", "kubectl", "k8s.io/kubectl", "./cmd"), FILES, GO),
        recipe(Tool("kubectl", "kubectl", "k8s.io/kubectl", ".", TOOL.stamps), FILES, GO),
    ]
    assert len({made.key for made in variants}) == len(variants)
    assert recipe(TOOL, dict(reversed(FILES.items())), GO).key == variants[0].key
