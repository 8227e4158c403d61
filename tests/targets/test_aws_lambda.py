"""The whole program on AWS Lambda, under mocks; AWS is asked who we are for real, of moto."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from tests.components.recording import DIGEST, SECRET
from tests.running import lay_out_project, refused, run

KEY = "sk-abcdef0123456789ABCDEFGH"
REGISTRY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    lay_out_project(tmp_path, monkeypatch)
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    with mock_aws():
        yield


def test_the_lambda_stack() -> None:
    """A repository, an image that is proved, a function behind an alias and a URL, a ledger."""
    asked, outputs = run("lambda")
    assert outputs == {
        "url": "https://abcdefgh.lambda-url.eu-west-1.on.aws/",
        "access": "AWS_IAM",
        "image": f"{REGISTRY}/reference@{DIGEST}",
        "function": "reference",
        "alias": "live",
        "region": "eu-west-1",
        "version": "7",
        "alarms": [
            "reference-errors",
            "reference-answers",
            "reference-throttles",
            "reference-slow",
            "reference-init",
        ],
        "reports": ".shipshape/reports/reference",
        "releases": None,
    }
    assert not [name for name in asked if asked[name].type.startswith("kubernetes:")]


def test_the_image_is_proved_before_the_function_is_touched() -> None:
    """What the function runs is what the proof lets through."""
    asked, _ = run("lambda")
    proof, function = asked["reference-proof"], asked["reference-function"]
    inputs = {name: value for name, value in proof.inputs.items() if name != "__provider"}
    assert inputs["image"] == f"{REGISTRY}/reference@{DIGEST}"
    assert (inputs["platform"], inputs["target"]) == ("linux/amd64", "lambda")
    assert function.inputs["imageUri"] == f"{REGISTRY}/reference@{DIGEST}"
    assert "reference-proof" in function.options["after"]


def test_the_image_goes_to_the_stacks_own_repository() -> None:
    """Logged in with a token of ECR's, which is a secret; the machine's registry is not used."""
    asked, _ = run("lambda")
    image = asked["reference-image"].inputs
    assert [tag.partition(":")[0] for tag in image["tags"]] == [f"{REGISTRY}/reference"]
    assert image["registries"] == {
        SECRET: [
            {
                "address": f"https://{REGISTRY}",
                "username": "AWS",
                "password": "not-a-real-token",
            }
        ]
    }


def test_a_registry_of_ones_own_in_ecr() -> None:
    """Then no repository is made."""
    asked, _ = run("lambda", {"registry": f"{REGISTRY}/team"})
    assert "reference-repository" not in asked
    tags = asked["reference-image"].inputs["tags"]
    assert [tag.partition(":")[0] for tag in tags] == [f"{REGISTRY}/team/reference"]


def test_a_release_is_written_down_once_it_serves() -> None:
    """By the version that the alias gives its traffic to."""
    asked, _ = run("lambda")
    ledger = asked["reference-releases"]
    assert (ledger.inputs["version"], ledger.inputs["depth"]) == ("7", 10)
    assert ledger.inputs["place"] == "arn:aws:lambda:eu-west-1:123456789012:function:reference"
    assert "reference-alias" in ledger.options["after"]


def test_a_key_is_in_the_store_and_nowhere_else() -> None:
    """The function knows where it is; its value is one secret input of one resource."""
    given = {"providers": '["openai"]', "model": "openai:gpt-5-mini", "openaiApiKey": KEY}
    asked, _ = run("lambda", given, ("openaiApiKey",))
    assert KEY not in str(asked["reference-function"].inputs)
    assert [name for name, one in asked.items() if KEY in str(one.inputs)] == [
        name for name, one in asked.items() if one.type.endswith("secretVersion:SecretVersion")
    ]


def test_pain_33_a_wrong_account_changes_nothing() -> None:
    """The credentials are of another account than the stack's."""
    assert refused("lambda", {"account": "210987654321"}) == [
        (
            "shipshape:account is 210987654321, and the credentials are of 123456789012 "
            "(arn:aws:sts::123456789012:user/moto); use the other account's credentials, or "
            "correct shipshape:account (Pulumi.lambda.yaml)"
        )
    ]


def test_a_missing_or_wrong_region(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence each; moto has credentials but no region."""
    monkeypatch.setattr("tests.running.OTHERS", {"aws:region": ""})
    (said,) = refused("lambda")
    assert said == "no AWS region: `pulumi config set aws:region eu-west-1`, or set AWS_REGION"
    monkeypatch.setattr("tests.running.OTHERS", {"aws:region": "eu-west-9"})
    (said,) = refused("lambda")
    assert said.startswith('"eu-west-9" is no AWS region that has Lambda')
    assert "eu-west-1" in said


def test_the_region_of_a_profile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the provider finds it, too; the outputs name it, for whoever signs a request."""
    (tmp_path / "aws").write_text("[profile shop]\nregion = us-west-2\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "aws"))
    monkeypatch.setenv("AWS_PROFILE", "shop")
    monkeypatch.setattr("tests.running.OTHERS", {"aws:region": ""})
    asked, outputs = run("lambda")
    assert outputs["region"] == asked["reference-proof"].inputs["region"] == "us-west-2"


def test_missing_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said before the first resource, with the ways to get some."""
    with monkeypatch.context() as without:  # moto wants its own back
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            without.delenv(name, raising=False)
        without.setenv("AWS_EC2_METADATA_DISABLED", "true")
        (said,) = refused("lambda")
    assert said.startswith("no AWS credentials: run `aws configure` or `aws sso login`")
    assert "Pulumi.lambda.yaml" not in said  # nothing in it could mend that


def test_a_role_of_ones_own_that_lambda_cannot_take() -> None:
    """It exists, and trusts another service."""
    trust = (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", '
        '"Principal": {"Service": "ec2.amazonaws.com"}}]}'
    )
    role = boto3.client("iam", region_name="eu-west-1").create_role(
        RoleName="chat", AssumeRolePolicyDocument=trust
    )["Role"]["Arn"]
    (said,) = refused("lambda", {"executionRole": role})
    assert said.startswith(f"shipshape:executionRole: the role {role} can't be taken by Lambda")
    gone = role.replace("role/chat", "role/gone")
    (said,) = refused("lambda", {"executionRole": gone})
    assert said.startswith(f"shipshape:executionRole: the role {gone} does not exist")


def test_a_timeout_beyond_what_lambda_has() -> None:
    """All of it in the stack's own words, and AWS is not even asked."""
    (said,) = refused("lambda", {"longestStream": "890"})
    assert "shipshape:longestStream (890 s)" in said
    assert "900" in said


def test_a_release_that_cannot_be_meant() -> None:
    """In the stack's words, all at once, and before anything is made."""
    given = {"releaseStep": "100", "releaseInterval": "-1", "releaseWatch": "-2"}
    assert refused("lambda", given) == [
        (
            "shipshape:releaseStep: 100 is no share of the traffic: give 1 to 99 % "
            "(Pulumi.lambda.yaml)"
        ),
        (
            "shipshape:releaseInterval: -1 s is no time to watch: give 0 or more "
            "(Pulumi.lambda.yaml)"
        ),
        "shipshape:releaseWatch: -2 s is no time to watch: give 0 or more (Pulumi.lambda.yaml)",
    ]


def test_a_registry_that_lambda_cannot_pull_from() -> None:
    """Only ECR will do."""
    assert refused("lambda", {"registry": "ghcr.io/acme"}) == [
        (
            'shipshape:registry ("ghcr.io/acme") is not in ECR, and AWS Lambda pulls from nowhere '
            "else; take it out to have a repository made (Pulumi.lambda.yaml)"
        )
    ]


def test_a_registry_in_another_region() -> None:
    """Known before anything is pushed there; AWS would refuse the function."""
    elsewhere = REGISTRY.replace("eu-west-1", "us-east-1")
    assert refused("lambda", {"registry": f"{elsewhere}/team"}) == [
        (
            f'shipshape:registry ("{elsewhere}/team") is in us-east-1, and AWS Lambda in eu-west-1 '
            "pulls from eu-west-1 alone; replicate the images there, or take it out to have a "
            "repository made (Pulumi.lambda.yaml)"
        )
    ]


def test_images_in_a_registry_of_ones_own_are_not_the_stacks_to_delete() -> None:
    """A setting that would be dropped without a word is refused."""
    given = {"registry": f"{REGISTRY}/team", "deleteImages": "true"}
    assert refused("lambda", given) == [
        (
            "shipshape:deleteImages is for the repository that the stack makes, and "
            "shipshape:registry names one of yours, which stays; remove one of them "
            "(Pulumi.lambda.yaml)"
        )
    ]


def test_pain_33_the_whole_release_has_one_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile for the provider alone would have the checks look at another account."""
    monkeypatch.setattr("tests.running.OTHERS", {"aws:profile": "prod"})
    assert refused("lambda") == [
        (
            "aws:profile gives credentials to the provider alone, and a release would ask AWS with "
            "others; set AWS_PROFILE (or the variables with the keys) for both, and remove it "
            "with: pulumi config rm aws:profile (Pulumi.lambda.yaml)"
        )
    ]


def test_labels_are_on_everything_that_takes_tags() -> None:
    """The repository's as well; a wrong one is told of once."""
    asked, _ = run("lambda", {"labels": '{"team": "a"}'})
    tagged = [
        one.inputs["tags"]["team"]
        for one in asked.values()
        if "tags" in one.inputs and one.type.startswith("aws:")
    ]
    assert set(tagged) == {"a"}
    assert asked["reference-repository"].inputs["tags"]["team"] == "a"
    assert len(refused("lambda", {"labels": '{"why": "a, b"}'})) == 1
