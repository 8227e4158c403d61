"""The provider's configuration as the engine hands it over."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

_PREFIX = "kubernetes:config:"

_ENVIRONMENT = {
    "deleteUnreachable": "PULUMI_K8S_DELETE_UNREACHABLE",
    "skipUpdateUnreachable": "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE",
    "enableServerSideApply": "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY",
    "enableConfigMapMutable": "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE",
    "enableSecretMutable": "PULUMI_K8S_ENABLE_SECRET_MUTABLE",
    "enablePatchForce": "PULUMI_K8S_ENABLE_PATCH_FORCE",
    "upsertExistingObjects": "PULUMI_K8S_UPSERT_EXISTING_OBJECTS",
}


@dataclass(frozen=True)
class Settings:
    """What a program or its stack may set; the defaults are the official provider's."""

    kubeconfig: str = ""
    context: str = ""
    cluster: str = ""
    namespace: str = ""
    server_side_apply: bool = True
    mutable_maps: bool = False
    mutable_secrets: bool = False
    force_conflicts: bool = False
    upsert: bool = False
    delete_unreachable: bool = False
    skip_update_unreachable: bool = False
    keep_secrets: bool = True


def read_settings(
    variables: Mapping[str, str],
    *,
    keep_secrets: bool = True,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """Read the settings; a variable wins over the environment, that over the default."""

    def text(name: str) -> str:
        return variables.get(_PREFIX + name, "")

    def flag(name: str, *, default: bool = False) -> bool:
        value = text(name) or environment.get(_ENVIRONMENT[name], "")
        return value.lower() == "true" if value else default

    return Settings(
        kubeconfig=text("kubeconfig"),
        context=text("context"),
        cluster=text("cluster"),
        namespace=text("namespace"),
        server_side_apply=flag("enableServerSideApply", default=True),
        mutable_maps=flag("enableConfigMapMutable"),
        mutable_secrets=flag("enableSecretMutable"),
        force_conflicts=flag("enablePatchForce"),
        upsert=flag("upsertExistingObjects"),
        delete_unreachable=flag("deleteUnreachable"),
        skip_update_unreachable=flag("skipUpdateUnreachable"),
        keep_secrets=keep_secrets,
    )
