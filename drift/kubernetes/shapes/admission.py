"""What stands before the API: webhooks and policies of admission."""

import base64
from dataclasses import replace
from typing import Any

from drift.walking.shape import (
    ANY,
    SET,
    Shape,
    default,
    fields,
    filled,
    ordered,
    shared,
)

from .metadata import SELECTOR, object_of

_SECONDS = 10
"""For which the API server waits for a webhook."""

HTTPS = 443


def _is_bundle(declared: Any, live: Any) -> bool:
    """Whether it is the same, or was declared as blank text (`Cg==`) for somebody to fill in."""
    try:
        blank = not base64.b64decode(str(declared), validate=True).strip()
    except ValueError:
        blank = False
    return blank or bool(declared == live)


BUNDLE = replace(filled(), equal=_is_bundle)
"""Certificates, which whoever makes them fills in."""

CLIENT = fields(caBundle=BUNDLE, service=fields(port=default(HTTPS), path=default("")))
"""How a webhook is called."""

_RULE = fields(
    apiGroups=SET,
    apiVersions=SET,
    operations=SET,
    resources=SET,
    resourceNames=SET,
    scope=default("*"),
)


def _webhooks(**more: Shape) -> Shape:
    return object_of(
        webhooks=shared(
            fields(
                admissionReviewVersions=ordered(),
                clientConfig=CLIENT,
                failurePolicy=default("Fail"),
                matchConditions=shared(ANY, "name"),
                matchPolicy=default("Equivalent"),
                namespaceSelector=fields(**SELECTOR.fields),
                objectSelector=fields(**SELECTOR.fields),
                rules=ordered(_RULE),
                timeoutSeconds=default(_SECONDS),
                **more,
            ),
            "name",
        )
    )


_MATCH = fields(
    excludeResourceRules=ordered(_RULE),
    matchPolicy=default("Equivalent"),
    namespaceSelector=fields(**SELECTOR.fields),
    objectSelector=fields(**SELECTOR.fields),
    resourceRules=ordered(_RULE),
)
_POLICY = {
    "failurePolicy": default("Fail"),
    "matchConditions": shared(ANY, "name"),
    "matchConstraints": _MATCH,
}
_BINDING = fields(matchResources=_MATCH, paramRef=fields(selector=SELECTOR), validationActions=SET)

_GROUP = "admissionregistration.k8s.io"
ADMISSION = {
    (_GROUP, "ValidatingWebhookConfiguration"): _webhooks(),
    (_GROUP, "MutatingWebhookConfiguration"): _webhooks(reinvocationPolicy=default("Never")),
    (_GROUP, "ValidatingAdmissionPolicy"): object_of(
        spec=fields(**_POLICY, variables=shared(ANY, "name"))
    ),
    (_GROUP, "ValidatingAdmissionPolicyBinding"): object_of(spec=_BINDING),
    (_GROUP, "MutatingAdmissionPolicy"): object_of(
        spec=fields(**_POLICY, reinvocationPolicy=default("Never"))
    ),
    (_GROUP, "MutatingAdmissionPolicyBinding"): object_of(spec=_BINDING),
}
