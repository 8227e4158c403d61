"""An image like node:22, for the naive image to stand on where it can't be pulled.

`FROM node` means Debian with compilers, headers and version control below Node
(its Dockerfile says `FROM buildpack-deps:bookworm`). Compared with a slim base the
naive image would look better than it is.
"""

import platform
import re
import subprocess
from dataclasses import replace

from local import images
from local.images.catalogue import Image, debian
from local.images.catalogue import images as base_images
from local.paths import Paths
from local.progress import Report

PACKAGES = [
    "autoconf",
    "automake",
    "bzip2",
    "ca-certificates",
    "curl",
    "default-libmysqlclient-dev",
    "dpkg-dev",
    "file",
    "g++",
    "gcc",
    "git",
    "gnupg",
    "imagemagick",
    "libbz2-dev",
    "libc6-dev",
    "libcurl4-openssl-dev",
    "libdb-dev",
    "libevent-dev",
    "libffi-dev",
    "libgdbm-dev",
    "libglib2.0-dev",
    "libgmp-dev",
    "libjpeg-dev",
    "libkrb5-dev",
    "liblzma-dev",
    "libmagickcore-dev",
    "libmagickwand-dev",
    "libmaxminddb-dev",
    "libncurses5-dev",
    "libncursesw5-dev",
    "libpng-dev",
    "libpq-dev",
    "libreadline-dev",
    "libsqlite3-dev",
    "libssl-dev",
    "libtool",
    "libwebp-dev",
    "libxml2-dev",
    "libxslt1-dev",
    "libyaml-dev",
    "make",
    "mercurial",
    "openssh-client",
    "patch",
    "procps",
    "python3",
    "sq",
    "subversion",
    "unzip",
    "wget",
    "xz-utils",
    "zlib1g-dev",
]
"""What buildpack-deps:bookworm installs, as its published Dockerfiles list it."""

_INSTALLED = re.compile(r"^Inst (\S+)", re.MULTILINE)


def full_base(paths: Paths, report: Report) -> str:
    """Make and push the image unless it is there; its reference by digest.

    Raises CannotDo when a package can't be had.
    """
    node = "arm64" if platform.machine() == "aarch64" else "x64"
    slim = next(one for one in base_images(node) if one.name == "build")
    everything = tuple(closure([*slim.layers[0].packages, *PACKAGES]))
    layers = (replace(debian("node-full", everything), closed=True), *slim.layers[1:])
    full = Image("node-full", layers, slim.config)
    return images.ensure_more(paths, "bench", [full], report)["node-full"]


def closure(packages: list[str]) -> list[str]:
    """What apt would install for them on an empty Debian, without recommendations."""
    told = subprocess.run(
        [
            "apt-get",
            "install",
            "--simulate",
            "--no-install-recommends",
            "--option=Dir::State::status=/dev/null",
            *packages,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(_INSTALLED.findall(told.stdout))
