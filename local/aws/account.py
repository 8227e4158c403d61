"""The one account that the stand-in has, and what makes clients find it."""

ACCOUNT = "123456789012"
REGION = "us-east-1"
ACCESS_KEY = "shipshape-local"
"""Obviously no key of a real account; any other is refused."""
SECRET_KEY = "fake-secret-of-the-stand-in"  # noqa: S105 - opens nothing but the stand-in
SESSION_TOKEN = "fake-session-token-of-the-stand-in"  # noqa: S105 - as above


def client_environment(url: str, region: str = REGION) -> dict[str, str]:
    """The variables that make an AWS SDK on this machine talk to the server at `url`.

    The machine's own AWS configuration is shut out, so that nothing here can
    reach a real account by accident.
    """
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    }


def function_environment(url: str, region: str) -> dict[str, str]:
    """What Lambda gives a function's code to call other services with."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "AWS_SESSION_TOKEN": SESSION_TOKEN,
    }
