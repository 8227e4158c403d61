"""Kinds that others bring: their definitions, and the services that answer for them."""

from drift.walking.shape import NOTHING, OFF, SET, Around, default, fields, keyed, present

from .admission import BUNDLE, CLIENT, HTTPS
from .metadata import object_of


def _list_kind(around: Around) -> object:
    kind = around[-1].get("kind")
    return f"{kind}List" if isinstance(kind, str) else NOTHING


def _singular(around: Around) -> object:
    kind = around[-1].get("kind")
    return kind.lower() if isinstance(kind, str) else NOTHING


_DEFINITION = fields(
    conversion=fields(strategy=default("None"), webhook=fields(clientConfig=CLIENT)),
    names=fields(
        listKind=default(_list_kind),
        singular=default(_singular),
        shortNames=SET,
        categories=SET,
    ),
    preserveUnknownFields=OFF,
    versions=keyed(
        fields(
            additionalPrinterColumns=keyed(fields(priority=default(0)), "name"),
            deprecated=OFF,
            subresources=fields(status=present(fields())),
        ),
        "name",
    ),
)

EXTENSIONS = {
    ("apiextensions.k8s.io", "CustomResourceDefinition"): object_of(spec=_DEFINITION),
    ("apiregistration.k8s.io", "APIService"): object_of(
        spec=fields(
            caBundle=BUNDLE,
            insecureSkipTLSVerify=OFF,
            service=fields(port=default(HTTPS)),
        )
    ),
}
