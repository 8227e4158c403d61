"""Bringing the cluster up: files, network, services, and the wait for the node."""

import os
from collections.abc import Mapping
from pathlib import Path

from local import supervisor
from local.cluster import assembly, bridge, cgroups, credentials, manifests, rules, sysctl
from local.cluster.command import run
from local.cluster.kubeconfig import for_people
from local.cluster.layout import Layout
from local.cluster.network import NODE
from local.cluster.programs import link, point, program
from local.cluster.site import Site
from local.errors import CannotDo
from local.files import write
from local.paths import Paths
from local.progress import Report

_PRIVATE = 0o600
_BEFORE_MANIFESTS = ("etcd", "containerd", "kube-apiserver")
_NODE_TIMEOUT = "90s"


def bring_up(
    paths: Paths, binaries: Mapping[str, Path], images: Mapping[str, str], report: Report
) -> None:
    """Have a cluster whose node is Ready; what runs unchanged is left alone.

    `binaries` has the distribution's commands, `cni` and `kubernetes`; `images`
    has `pause`. Raises CannotDo with one sentence. Safe to run again after a
    kill at any point.
    """
    if os.geteuid() != 0:
        raise CannotDo(
            "The embedded cluster needs root; run as root, or use kind, minikube, "
            "Docker Desktop or an existing context instead."
        )
    site = prepare(paths, binaries, images)
    every = assembly.build(site)
    supervisor.require_free_ports(paths, every)
    _change_machine(site.layout)
    first = [service for service in every if service.name in _BEFORE_MANIFESTS]
    supervisor.start(paths, first, report)
    _apply(site.layout)
    supervisor.start(paths, every, report)
    with report.step("node ready"):
        _wait(site.layout)


def prepare(paths: Paths, binaries: Mapping[str, Path], images: Mapping[str, str]) -> Site:
    """Have all files that the services read; nothing outside our folders is touched."""
    layout = Layout(paths)
    layout.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    for folder in (layout.run, layout.kubelet, layout.pod_logs, layout.containerd_run):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    link(layout, binaries)
    point(paths.tools / "kubectl", binaries["kubernetes"])
    credentials.ensure(layout)
    site = assembly.look(paths, binaries, images)
    for path, text in assembly.files(site).items():
        write(path, text, _PRIVATE)
    _write_kubeconfig(layout)
    return site


def _change_machine(layout: Layout) -> None:
    """What the services need of the machine itself; `tear_down` undoes it."""
    cgroups.ensure()
    bridge.ensure(layout)
    sysctl.ensure(layout)
    rules.install(layout)


def _write_kubeconfig(layout: Layout) -> None:
    admin = credentials.load(layout, "admin")
    authority = credentials.load(layout, "ca")
    if admin is not None and authority is not None:
        text = for_people(authority.certificate, admin.certificate, admin.key)
        write(layout.paths.kubeconfig, text, _PRIVATE)


def _apply(layout: Layout) -> None:
    """Apply our own manifests; a field that a person took over is taken back."""
    options = ("--server-side", "--force-conflicts", "--field-manager=shipshape-platform")
    run((*_kubectl(layout), "apply", *options, "--filename=-"), manifests.DNS)


def _wait(layout: Layout) -> None:
    timeout = f"--timeout={_NODE_TIMEOUT}"
    for condition, what in (
        ("create", f"node/{NODE}"),
        ("condition=Ready", f"node/{NODE}"),
        ("create", "serviceaccount/default"),
    ):
        run((*_kubectl(layout), "wait", f"--for={condition}", what, timeout))


def _kubectl(layout: Layout) -> tuple[str, str]:
    return (program(layout, "kubectl"), f"--kubeconfig={layout.paths.kubeconfig}")
