"""Check: complete the inputs (name, namespace, kind) and bring them into canonical form."""

from local.providers.kubernetes import manifest, naming, normalizing, tokens
from local.providers.kubernetes.marking import marked
from local.providers.kubernetes.operations.request import CheckRequest, Properties
from local.providers.kubernetes.session import Session
from local.providers.protocol.failures import ProviderError
from local.providers.protocol.properties import reveal


def check(session: Session, request: CheckRequest) -> Properties:
    """The inputs that later questions get.

    Raises ProviderError for resources that cannot exist as they are.
    """
    if session.cluster is None and session.settings.skip_update_unreachable and request.olds:
        session.engine.log_once(f"{session.why}; skipping its resources", "warning")
        return request.olds
    kind = tokens.kind_of(tokens.token_of(request.urn))
    _refuse(kind, request)
    inputs = normalizing.normalized(normalizing.to_server(reveal(request.news)))
    inputs.setdefault("apiVersion", kind.api_version)
    inputs.setdefault("kind", kind.name)
    _name(inputs, request, session)
    if not manifest.at(inputs, "metadata", "namespace") and session.is_namespaced(inputs):
        manifest.metadata(inputs)["namespace"] = session.namespace
    return marked(normalizing.to_program(inputs), request.news)


def _refuse(kind: tokens.Kind, request: CheckRequest) -> None:
    if tokens.is_list(kind):
        raise ProviderError(
            f"{kind.name} is a list of objects and cannot be created; use the type of its items"
        )
    if kind.patch and not naming.is_named(reveal(request.news)):
        raise ProviderError(f"a {kind.name}Patch needs metadata.name: the object that it patches")


def _name(inputs: manifest.Object, request: CheckRequest, session: Session) -> None:
    if request.olds:
        naming.adopt_name(inputs, reveal(request.olds))
    else:
        base = tokens.name_of(request.urn)
        naming.assign_name(inputs, base, request.seed, request.proposal)
    generated = manifest.at(inputs, "metadata", "generateName")
    if generated and not naming.is_named(inputs) and session.settings.server_side_apply:
        raise ProviderError(
            "metadata.generateName cannot be used with server-side apply; set metadata.name"
        )
