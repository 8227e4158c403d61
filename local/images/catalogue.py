"""What the base images hold, as data. Pure.

The runtime image has the layout of gcr.io/distroless/nodejs22-debian12:nonroot
(Node in /nodejs, user 65532, no shell); the build image that of
node:22-bookworm-slim (node, npm and npx on PATH, a shell, root).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NODE_VERSION = "22.23.3"
NPM_VERSION = "10.9.9"

NODE_SUMS: Mapping[str, str] = {
    "x64": "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",  # noqa: E501
    "arm64": "sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==",  # noqa: E501
}
NPM_SUM = "sha512-1g+6jLQvaIuB4zwvHL7yrXuXcWZwDsCtBX8bbWDqbvJSSr9nPiDDWTHNgwXR27iIcTTW7v3A57hDW9RYv2W4Yg=="  # noqa: E501

RUNTIME_PACKAGES = (
    "base-files",
    "ca-certificates",
    "libstdc++6",
    "netbase",
    "tzdata",
)
"""What Node is linked against, and certificates, zones and service names.

The libraries that a package needs come with it: their names change with the release.
"""

BUILD_PACKAGES = (
    *RUNTIME_PACKAGES,
    "bash",
    "coreutils",
    "dash",
    "debianutils",
    "findutils",
    "grep",
    "gzip",
    "sed",
    "tar",
)
"""A shell and what the scripts of npm packages expect to find."""

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"

NONROOT = 65532
"""The user of the runtime images, as in the official ones."""

_FILES: Mapping[str, str] = {
    "etc/passwd": (
        "root:x:0:0:root:/root:/sbin/nologin\n"
        "node:x:1000:1000::/home/node:/sbin/nologin\n"
        "nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\n"
        "nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n"
    ),
    "etc/group": (
        "root:x:0:\ntty:x:5:\nstaff:x:50:\nnode:x:1000:\n"
        "nogroup:x:65534:\nnobody:x:65534:\nnonroot:x:65532:\n"
    ),
    "etc/nsswitch.conf": "hosts: files dns\n",
}


@dataclass(frozen=True)
class Layer:
    """One layer: unpacked packages, or files of an npm package.

    `npm` is (package, version, checksum). `moves` says which of its files go
    where; a folder goes with all it holds. `links` are symbolic links, `files`
    texts, `owned` folders that get a mode and an owner, all without the first slash.
    `closed` says that `packages` holds all that they depend on.
    """

    name: str
    packages: tuple[str, ...] = ()
    npm: tuple[str, str, str] | None = None
    moves: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    owned: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    closed: bool = field(default=False, repr=False)


@dataclass(frozen=True)
class Image:
    """One image: its layers and the part of its configuration that we set."""

    name: str
    layers: tuple[Layer, ...]
    config: Mapping[str, object]


_FOLDERS: Mapping[str, tuple[int, int]] = {
    "tmp": (0o1777, 0),
    "root": (0o700, 0),
    "home/nonroot": (0o755, NONROOT),
    "home/node": (0o755, 1000),
}


def images(machine: str) -> tuple[Image, ...]:
    """The two base images for Node's name of a processor, `x64` or `arm64`."""
    node = Layer(
        name="node",
        npm=(f"node-linux-{machine}", NODE_VERSION, NODE_SUMS[machine]),
        moves={"bin/node": "nodejs/bin/node", "LICENSE": "nodejs/LICENSE"},
    )
    npm = Layer(
        name="npm",
        npm=("npm", NPM_VERSION, NPM_SUM),
        moves={".": "usr/local/lib/node_modules/npm"},
        links={
            "usr/local/bin/node": "/nodejs/bin/node",
            "usr/local/bin/nodejs": "/nodejs/bin/node",
            "usr/local/bin/npm": "../lib/node_modules/npm/bin/npm-cli.js",
            "usr/local/bin/npx": "../lib/node_modules/npm/bin/npx-cli.js",
        },
    )
    return (
        Image("runtime", (debian("runtime", RUNTIME_PACKAGES), node), _runtime_config()),
        Image("build", (debian("build", BUILD_PACKAGES), node, npm), _build_config()),
    )


def debian(name: str, packages: tuple[str, ...], links: Mapping[str, str] | None = None) -> Layer:
    """A layer of Debian packages with the users and folders that every image has."""
    return Layer(
        name=f"debian-{name}", packages=packages, links=links or {}, files=_FILES, owned=_FOLDERS
    )


def _runtime_config() -> dict[str, object]:
    return {
        "User": str(NONROOT),
        "Env": [f"PATH={PATH}", f"SSL_CERT_FILE=/{CERTIFICATES}"],
        "Entrypoint": ["/nodejs/bin/node"],
        "WorkingDir": "/home/nonroot",
    }


def _build_config() -> dict[str, object]:
    return {
        "Env": [f"PATH={PATH}", f"NODE_VERSION={NODE_VERSION}"],
        "Cmd": ["node"],
        "WorkingDir": "/",
    }
