"""Which names announce a secret."""

import pytest

from policies.rules.secrets.names import announces_secret, variable_announces_secret


@pytest.mark.parametrize(
    "name",
    """
    PASSWORD db_password dbPassword POSTGRES_PASSWD REDIS_PASS MYSQL_PWD TOKEN npm-token authToken
    AUTHTOKEN SECRET SECRET_BLAH clientSecret APP_SECRET_ID AWS_SECRET_ACCESS_KEY AWS_ACCESS_KEY_ID
    OPENAI_API_KEY NEXT_PUBLIC_OPENAI_API_KEY apiKey APIKEY privateKey PASSPHRASE BEARER
    GOOGLE_APPLICATION_CREDENTIALS STORAGE_ACCOUNT_KEY
    """.split(),  # noqa: SIM905  # a list of words reads best as words
)
def test_announces(name: str) -> None:
    """These hold a secret, however they are written."""
    assert announces_secret(name)


@pytest.mark.parametrize(
    "name",
    """
    MAX_TOKENS TOKENIZER TOKENS_PER_MINUTE TOKEN_FILE TOKEN_URL tokenTtl PASSWORD_MIN_LENGTH
    SECRET_NAME secretName kmsKeyId SSH_PUBLIC_KEY PWD OLDPWD COMPASS BYPASS KEYBOARD MONKEY KEY
    LOG_LEVEL TOKEN_ID
    """.split(),  # noqa: SIM905  # a list of words reads best as words
)
def test_does_not_announce(name: str) -> None:
    """These say something about a secret, or have nothing to do with one."""
    assert not variable_announces_secret(name)


@pytest.mark.parametrize(
    "name", ["AZURE_BATCH_KEY", "OCI_CLI_KEY_CONTENT", "APP_KEY", "OPENAI_KEY"]
)
def test_keys_of_variables(name: str) -> None:
    """In the environment a key is a secret one; as a property it may be anything."""
    assert variable_announces_secret(name)
    assert not announces_secret(name)


@pytest.mark.parametrize("name", ["S3_KEY", "CACHE_KEY", "PARTITION_KEY", "PUBLISHABLE_KEY"])
def test_harmless_keys(name: str) -> None:
    """Keys that address something."""
    assert not variable_announces_secret(name)
