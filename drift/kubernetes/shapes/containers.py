"""Containers: their ports, variables, probes and resources."""

from dataclasses import replace

from drift.walking.shape import (
    ANY,
    NOTHING,
    OFF,
    ON,
    QUANTITIES,
    SET,
    TEXT,
    Around,
    beside,
    default,
    fields,
    filled,
    keyed,
    ordered,
    shared,
    whole,
)

from .volumes import FIELD_REF, MOUNTS, RESOURCE_REF


def _pull_policy(around: Around) -> str:
    """A tag that moves is pulled always."""
    image = around[-1].get("image")
    if not isinstance(image, str) or "@" in image:
        return "IfNotPresent"
    tag = image.rpartition("/")[2].partition(":")[2]
    return "Always" if tag in ("", "latest") else "IfNotPresent"


def _host_port(around: Around) -> object:
    """On the host's network a container's port is the host's."""
    on_host = any(one.get("hostNetwork") is True for one in around[:-1])
    return around[-1].get("containerPort", NOTHING) if on_host else 0


def _no_value(around: Around) -> object:
    """A variable without a value is empty, unless it takes its value from elsewhere."""
    return NOTHING if around[-1].get("valueFrom") else ""


_HTTP = fields(path=default("/"), scheme=default("HTTP"), host=default(""), httpHeaders=ordered())
_HANDLER = fields(exec=fields(command=ordered()), httpGet=_HTTP, tcpSocket=fields(host=default("")))

PROBE = whole(
    _HANDLER.with_fields(
        grpc=fields(service=default("")),
        initialDelaySeconds=default(0),
        timeoutSeconds=default(1),
        periodSeconds=default(10),
        successThreshold=default(1),
        failureThreshold=default(3),
    )
)

VARIABLE = fields(
    value=replace(default(_no_value, TEXT), implied=True),
    valueFrom=whole(
        fields(
            fieldRef=FIELD_REF,
            resourceFieldRef=RESOURCE_REF,
            secretKeyRef=fields(optional=OFF),
            configMapKeyRef=fields(optional=OFF),
        )
    ),
)

RESOURCES = fields(
    limits=QUANTITIES,
    # A request that is left out is the limit.
    requests=default(beside("limits"), QUANTITIES),
    claims=shared(ANY, "name"),
)

SECURITY = fields(
    capabilities=fields(add=SET, drop=SET),
    privileged=OFF,
    readOnlyRootFilesystem=OFF,
    runAsNonRoot=OFF,
    allowPrivilegeEscalation=ON,
    procMount=default("Default"),
)

CONTAINER = fields(
    command=ordered(),
    args=ordered(),
    env=shared(VARIABLE, "name"),
    envFrom=ordered(
        fields(
            prefix=default(""),
            secretRef=fields(optional=OFF),
            configMapRef=fields(optional=OFF),
        )
    ),
    imagePullPolicy=default(_pull_policy),
    lifecycle=whole(fields(postStart=_HANDLER, preStop=_HANDLER)),
    livenessProbe=PROBE,
    readinessProbe=PROBE,
    startupProbe=PROBE,
    ports=shared(
        fields(protocol=default("TCP"), hostPort=default(_host_port), hostIP=default("")),
        "containerPort",
        "protocol",
    ),
    resizePolicy=filled(keyed(ANY, "resourceName")),
    resources=RESOURCES,
    restartPolicyRules=ordered(fields(exitCodes=fields(values=SET))),
    securityContext=SECURITY,
    stdin=OFF,
    stdinOnce=OFF,
    tty=OFF,
    terminationMessagePath=default("/dev/termination-log"),
    terminationMessagePolicy=default("File"),
    volumeDevices=shared(ANY, "devicePath"),
    volumeMounts=MOUNTS,
    workingDir=default(""),
)
