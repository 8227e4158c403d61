"""The provider's settings."""

from local.providers.kubernetes.settings import Settings, read_settings


def test_the_defaults_are_the_official_ones() -> None:
    """Nothing set, nothing special."""
    assert read_settings({}, environment={}) == Settings()
    assert Settings().server_side_apply


def test_variables_win_over_the_environment() -> None:
    """And the environment over the defaults."""
    variables = {
        "kubernetes:config:kubeconfig": "/k",
        "kubernetes:config:context": "c",
        "kubernetes:config:namespace": "n",
        "kubernetes:config:enableServerSideApply": "false",
        "kubernetes:config:enableSecretMutable": "false",
    }
    environment = {
        "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY": "true",
        "PULUMI_K8S_ENABLE_SECRET_MUTABLE": "true",
        "PULUMI_K8S_DELETE_UNREACHABLE": "true",
    }
    assert read_settings(variables, keep_secrets=False, environment=environment) == Settings(
        kubeconfig="/k",
        context="c",
        namespace="n",
        server_side_apply=False,
        mutable_secrets=False,
        delete_unreachable=True,
        keep_secrets=False,
    )
