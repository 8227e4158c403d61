"""Every program that is compiled, as data; versions stand in the modules' go.mod only."""

from dataclasses import dataclass
from pathlib import Path

from local.errors import CannotDo

MODULES = Path(__file__).parent
"""One folder per Go module, since the programs' dependencies disagree."""


@dataclass(frozen=True)
class Tool:
    """How one program is built.

    `folder` is its Go module below MODULES, `package` what is compiled there.
    `source` is the required module whose version is the program's, None for a
    program of ours. `stamps` are linker assignments, `pkg.Variable=value`, where
    {version}, {major} and {minor} stand for that version, without the v.
    `weight` is its build time in seconds, alone on two cores with a cold cache:
    the longest is started first.
    """

    name: str
    folder: str
    source: str | None
    package: str
    stamps: tuple[str, ...] = ()
    weight: int = 1


def _kubernetes_stamps() -> tuple[str, ...]:
    # kubectl can't parse the version it meets in a binary that lacks these.
    packages = ("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
    values = ("gitVersion=v{version}", "gitMajor={major}", "gitMinor={minor}")
    return tuple(f"{package}.{value}" for package in packages for value in values)


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            name="kubernetes",
            folder="kubernetes",
            source="k8s.io/kubernetes",
            package=".",
            stamps=_kubernetes_stamps(),
            weight=300,
        ),
        Tool(
            name="pulumi-resource-docker-build",
            folder="docker-build",
            source="github.com/pulumi/pulumi-docker-build",
            package="github.com/pulumi/pulumi-docker-build/provider/cmd/pulumi-resource-docker-build",
            # Unstamped it calls itself 0.0.1, and the engine warns.
            stamps=("github.com/pulumi/pulumi-docker-build/provider.Version={version}",),
            weight=240,
        ),
        Tool(
            name="pulumi",
            folder="pulumi",
            source="github.com/pulumi/pulumi/pkg/v3",
            package="github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
            stamps=("github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v{version}",),
            weight=180,
        ),
        Tool(
            name="buildkitd",
            folder="buildkit",
            source="github.com/moby/buildkit",
            package="github.com/moby/buildkit/cmd/buildkitd",
            stamps=("github.com/moby/buildkit/version.Version=v{version}",),
            weight=170,
        ),
        Tool(name="pause", folder="pause", source=None, package="."),
    )
}


def tool(name: str) -> Tool:
    """The tool called `name`. Raises CannotDo for one that is not in the catalogue."""
    if name not in TOOLS:
        raise CannotDo(f'toolchain: no tool is called "{name}"; known: {", ".join(TOOLS)}.')
    return TOOLS[name]
