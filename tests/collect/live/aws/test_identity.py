"""Who asks AWS, and every way in which nobody can."""

import json
import sys
from pathlib import Path

import pytest

from collect.live.aws.identity import Identity, identity, role_problem
from collect.live.aws.session import MISSING
from tests.collect.live.aws.account import NUMBER, REGION, ROLE, TRUST, Account
from tests.gate.service import serving

VARIABLES = (
    "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL",
)  # fmt: skip


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any word of AWS; the file of its profiles."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    config = tmp_path / "config"
    config.write_text("")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    return config


def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")


def test_somebody(account: Account) -> None:
    """In the user's own region, or in the one that is asked for."""
    assert account.url
    for region in ("", REGION):
        found = identity(region)
        assert isinstance(found, Identity)
        assert (found.account, found.region) == (NUMBER, REGION)
        assert found.arn.startswith(f"arn:aws:sts::{NUMBER}:")


NO_LAMBDA = "is no AWS region that has Lambda: take one of AWS' own names"


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("", "no AWS region: `pulumi config set aws:region eu-west-1`, or set AWS_REGION"),
        ("eu-west-9", f'"eu-west-9" {NO_LAMBDA}; near it are eu-west-1, eu-west-2, eu-west-3'),
        ("frankfurt", f'"frankfurt" {NO_LAMBDA}, such as eu-west-1'),
        ("eu-west-1", "no AWS credentials: run `aws configure` or `aws sso login`, set AWS_PROFI"),
        ("cn-north-1", "no AWS credentials"),
        ("us-gov-west-1", "no AWS credentials"),
    ],
)
@pytest.mark.usefixtures("nobody")
def test_a_machine_without_a_word_of_aws(region: str, said: str) -> None:
    """A missing and an unknown region, and no credentials; other partitions have regions, too."""
    found = identity(region)
    assert isinstance(found, str)
    assert found.startswith(said)


def test_a_profile_that_is_not_there(nobody: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By name; one that is there gives the region."""
    monkeypatch.setenv("AWS_PROFILE", "shop")
    found = identity()
    assert found == (
        "The config profile (shop) could not be found: name another in AWS_PROFILE, or write it "
        "with `aws configure`"
    )
    nobody.write_text("[profile shop]\nregion = eu-west-1\n")
    assert str(identity()).startswith("no AWS credentials")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ExpiredToken", "the AWS credentials have expired: run `aws sso login`, or get new ones"),
        ("InvalidClientTokenId", "AWS does not know these credentials (InvalidClientTokenId)"),
        ("SignatureDoesNotMatch", "AWS does not know these credentials (SignatureDoesNotMatch)"),
        ("AccessDenied", "AWS refuses these credentials (AccessDenied)"),
        ("Odd", "AWS could not be asked who you are: "),
    ],
)
def test_what_aws_says_to_credentials(
    code: str, said: str, nobody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence each, with the way out."""
    assert nobody
    _keys(monkeypatch)
    told = f"<Error><Code>{code}</Code><Message>no</Message></Error>"
    answer = f"<ErrorResponse>{told}</ErrorResponse>".encode()
    with serving(lambda handler: handler.whole(403, answer, Content_Type="text/xml")) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        found = identity(REGION)
    assert isinstance(found, str)
    assert found.startswith(said)


@pytest.mark.usefixtures("nobody")
def test_no_network_and_no_boto3(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to look at, and what to install."""
    _keys(monkeypatch)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    found = identity(REGION)
    assert str(found).startswith("AWS can't be reached: Could not connect")
    assert str(found).endswith(": check the network, the proxy and AWS_ENDPOINT_URL")
    monkeypatch.setitem(sys.modules, "boto3.session", None)
    assert identity(REGION) == MISSING
    assert role_problem(ROLE) == MISSING


TRUSTS = {
    "list": (TRUST, True),
    "one statement": ({"Statement": TRUST["Statement"][0]}, True),
    "several services": (
        {
            "Statement": {
                "Effect": "Allow",
                "Principal": {"Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"]},
                "Action": ["sts:TagSession", "sts:AssumeRole"],
            }
        },
        True,
    ),
    "another service": (
        {
            "Statement": {
                "Effect": "Allow",
                "Principal": {"Service": "ec2.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        },
        False,
    ),
    "an account": (
        {
            "Statement": {
                "Effect": "Allow",
                "Principal": {"AWS": NUMBER},
                "Action": "sts:AssumeRole",
            }
        },
        False,
    ),
    "denied": (
        {
            "Statement": {
                "Effect": "Deny",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        },
        False,
    ),
}


@pytest.mark.parametrize("case", TRUSTS)
def test_who_may_take_a_role(account: Account, case: str) -> None:
    """Lambda must be allowed to, however that is written."""
    trust, fine = TRUSTS[case]
    account.client("iam").create_role(RoleName="chat", AssumeRolePolicyDocument=json.dumps(trust))
    wanted = (
        None
        if fine
        else (
            f"the role {ROLE} can't be taken by Lambda: "
            "allow lambda.amazonaws.com sts:AssumeRole in its trust policy"
        )
    )
    assert role_problem(ROLE) == wanted


def test_a_role_that_is_not_there(account: Account) -> None:
    """None of the name, and one of the name in another path."""
    assert role_problem(ROLE) == (
        f"the role {ROLE} does not exist: create it, or leave the role out to have one"
    )
    account.client("iam").create_role(
        RoleName="chat", Path="/shop/", AssumeRolePolicyDocument=json.dumps(TRUST)
    )
    other = f"arn:aws:iam::{NUMBER}:role/shop/chat"
    assert role_problem(ROLE) == f"the role {ROLE} does not exist: the one of that name is {other}"
    assert role_problem(other) is None
