"""Changes that people and controllers make past the program, and how each is to be named."""

import json
from dataclasses import dataclass
from typing import Any

OURS = "pulumi-kubernetes-1a2b3c4d"
APP = "spec.template.spec.containers[name=app]"

Object = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A change of the object `kind` that is called `name`: what kubectl is told, and what follows.

    `{}` in a command stands for `kind/name`.
    """

    name: str
    commands: tuple[tuple[str, ...], ...]
    path: str
    manager: str
    cls: str = "drift"
    kind: str = "deployment"


def _patch(patch: object, kind: str = "merge") -> tuple[str, ...]:
    return ("patch", "{}", "--type", kind, "--patch", json.dumps(patch))


def _container(**fields: object) -> tuple[str, ...]:
    spec = {"containers": [{"name": "app", **fields}]}
    return _patch({"spec": {"template": {"spec": spec}}}, "strategic")


def _pods(**fields: object) -> tuple[str, ...]:
    return _patch({"spec": {"template": {"spec": fields}}}, "strategic")


CHANGES = (
    Change("scale", (("scale", "{}", "--replicas=3"),), "spec.replicas", "kubectl-scale"),
    Change("image", (("set", "image", "{}", "app=web:2"),), f"{APP}.image", "kubectl-set"),
    Change(
        "env", (("set", "env", "{}", "MODE=debug"),), f"{APP}.env[name=MODE].value", "kubectl-set"
    ),
    Change(
        "env-added", (("set", "env", "{}", "EXTRA=1"),), f"{APP}.env[name=EXTRA]", "kubectl-set"
    ),
    Change("env-removed", (("set", "env", "{}", "MODE-"),), f"{APP}.env[name=MODE]", ""),
    Change(
        "probe",
        (_container(readinessProbe={"periodSeconds": 60}),),
        f"{APP}.readinessProbe.periodSeconds",
        "kubectl-patch",
    ),
    Change(
        "probe-added",
        (_container(livenessProbe={"exec": {"command": ["true"]}}),),
        f"{APP}.livenessProbe",
        "kubectl-patch",
    ),
    Change(
        "probe-removed",
        (_container(readinessProbe=None),),
        f"{APP}.readinessProbe",
        "",
    ),
    Change(
        "limit",
        (("set", "resources", "{}", "--limits=memory=2Gi"),),
        f"{APP}.resources.limits.memory",
        "kubectl-set",
    ),
    Change(
        "limit-added",
        (("set", "resources", "{}", "--limits=cpu=2"),),
        f"{APP}.resources.limits.cpu",
        "kubectl-set",
    ),
    Change(
        "label",
        (("label", "--overwrite", "{}", "team=other"),),
        "metadata.labels.team",
        "kubectl-label",
    ),
    Change("label-added", (("label", "{}", "cost=42"),), "metadata.labels.cost", "kubectl-label"),
    Change("label-removed", (("label", "{}", "team-"),), "metadata.labels.team", ""),
    Change(
        "annotation",
        (("annotate", "--overwrite", "{}", "example.com/owner=me"),),
        'metadata.annotations["example.com/owner"]',
        "kubectl-annotate",
    ),
    Change(
        "port-added",
        (_container(ports=[{"containerPort": 9229}]),),
        f"{APP}.ports[containerPort=9229,protocol=TCP]",
        "kubectl-patch",
    ),
    Change(
        "container-added",
        (
            _patch(
                {
                    "spec": {
                        "template": {"spec": {"containers": [{"name": "spy", "image": "spy:1"}]}}
                    }
                },
                "strategic",
            ),
        ),
        "spec.template.spec.containers[name=spy]",
        "kubectl-patch",
    ),
    Change(
        "volume-added",
        (_pods(volumes=[{"name": "host", "hostPath": {"path": "/"}}]),),
        "spec.template.spec.volumes[name=host]",
        "kubectl-patch",
    ),
    Change(
        "toleration-added",
        (_pods(tolerations=[{"key": "gpu", "operator": "Exists"}]),),
        "spec.template.spec.tolerations[key=gpu,operator=Exists]",
        "kubectl-patch",
    ),
    Change(
        "command",
        (_container(args=["--debug"]),),
        f"{APP}.args",
        "kubectl-patch",
    ),
    Change(
        "host-network",
        (_pods(hostNetwork=True),),
        "spec.template.spec.hostNetwork",
        "kubectl-patch",
    ),
    Change("pause", (("rollout", "pause", "{}"),), "spec.paused", "kubectl-rollout"),
    Change(
        "restart",
        (("rollout", "restart", "{}"),),
        'spec.template.metadata.annotations["kubectl.kubernetes.io/restartedAt"]',
        "kubectl-rollout",
        "owned-by-other",
    ),
    Change(
        "second-manager",
        (("annotate", "--field-manager=platform", "{}", "example.com/tier=gold"),),
        'metadata.annotations["example.com/tier"]',
        "platform",
        "owned-by-other",
    ),
    Change("deleted", (("delete", "{}", "--cascade=orphan"),), "", "", "missing"),
    Change(
        "secret",
        (_patch({"data": {"password": "bm90LXlvdXJz"}}),),
        "data.password",
        "kubectl-patch",
        kind="secret",
    ),
    Change(
        "config-map",
        (_patch({"data": {"mode": "other"}}),),
        "data.mode",
        "kubectl-patch",
        kind="configmap",
    ),
    Change(
        "config-map-added",
        (_patch({"data": {"more": "1"}}),),
        "data.more",
        "kubectl-patch",
        kind="configmap",
    ),
    Change(
        "selector",
        (("set", "selector", "{}", "app=other"),),
        "spec.selector.app",
        "kubectl-set",
        kind="service",
    ),
    Change(
        "service-port",
        (_patch([{"op": "replace", "path": "/spec/ports/0/targetPort", "value": 9229}], "json"),),
        "spec.ports[port=80,protocol=TCP].targetPort",
        "kubectl-patch",
        kind="service",
    ),
    Change(
        "role",
        (_patch([{"op": "add", "path": "/rules/0/verbs/-", "value": "delete"}], "json"),),
        "rules[0].verbs",
        "kubectl-patch",
        kind="role",
    ),
    Change(
        "binding",
        (
            _patch(
                [
                    {
                        "op": "add",
                        "path": "/subjects/-",
                        "value": {
                            "kind": "User",
                            "name": "eve",
                            "apiGroup": "rbac.authorization.k8s.io",
                        },
                    }
                ],
                "json",
            ),
        ),
        "subjects[kind=User,name=eve]",
        "kubectl-patch",
        kind="rolebinding",
    ),
)


def declared(change: Change) -> Object:
    """The object as the program declares it."""
    return {**_OBJECTS[change.kind], "metadata": {"name": change.name, **_METADATA}}


_METADATA = {
    "labels": {"team": "shop"},
    "annotations": {"example.com/owner": "shop"},
}
_LABELS = {"app": "web"}
_OBJECTS: dict[str, Object] = {
    "deployment": {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "spec": {
            "replicas": 0,
            "selector": {"matchLabels": _LABELS},
            "template": {
                "metadata": {"labels": _LABELS},
                "spec": {
                    "containers": [
                        {
                            "name": "app",
                            "image": "web:1",
                            "args": ["--serve"],
                            "env": [{"name": "MODE", "value": "fast"}],
                            "ports": [{"containerPort": 8080}],
                            "readinessProbe": {
                                "httpGet": {"path": "/ready", "port": 8080},
                                "periodSeconds": 5,
                            },
                            "resources": {
                                "limits": {"memory": "1024Mi"},
                                "requests": {"cpu": "1000m", "memory": "0.5Gi"},
                            },
                        }
                    ]
                },
            },
        },
    },
    "secret": {
        "apiVersion": "v1",
        "kind": "Secret",
        "stringData": {"password": "not-a-real-password"},
    },
    "configmap": {"apiVersion": "v1", "kind": "ConfigMap", "data": {"mode": "fast"}},
    "service": {
        "apiVersion": "v1",
        "kind": "Service",
        "spec": {"selector": _LABELS, "ports": [{"port": 80, "targetPort": 8080}]},
    },
    "role": {
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "kind": "Role",
        "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["list", "get"]}],
    },
    "rolebinding": {
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "kind": "RoleBinding",
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "reader"},
        "subjects": [{"kind": "ServiceAccount", "name": "web"}],
    },
}
