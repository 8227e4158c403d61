"""Settings of the function on AWS Lambda. Times are seconds."""

from typing import Literal

from pydantic import Field

from .section import Section


class Vpc(Section):
    """The network that a function joins."""

    subnet_ids: list[str]
    security_group_ids: list[str]


class FunctionSettings(Section):
    """What target `lambda` needs beside the service; AWS' own settings are `aws:region` and so on.

    Memory, times, keys and variables are the service's, above.
    """

    account: str | None = Field(
        None,
        description="Account that the stack belongs to; with other credentials nothing is changed. "
        "auto: any.",
    )
    function_timeout: int | None = Field(
        None,
        description="Seconds an answer may take in all, at most 900. "
        "auto: longestStream + firstToken + 30.",
    )
    async_init: bool = Field(
        default=False,
        description="Let the adapter report ready at once and wait inside the first request, for a "
        "service that starts longer than the 10 s of AWS.",
    )
    reserved_concurrency: int | None = Field(
        None, description="Requests that may run at once. auto: what the account has left."
    )
    provisioned_concurrency: int | None = Field(
        None, description="Instances kept warm, which costs while idle. auto: none."
    )
    url_auth: Literal["AWS_IAM", "NONE"] = Field(
        "AWS_IAM", description="Who may call the function's URL: AWS_IAM, or NONE for anyone."
    )
    url_auth_reason: str = Field(
        "",
        description="Why anyone may call it: required with NONE, and shown to the policies.",
    )
    execution_role: str | None = Field(
        None, description="ARN of a role of one's own. auto: one is made, with least rights."
    )
    vpc: Vpc | None = Field(
        None, description="subnetIds, securityGroupIds. Empty: no VPC, which reaches the internet."
    )
    log_retention: int = Field(30, description="Days that CloudWatch keeps the logs.")
    secret_store: Literal["secretsmanager", "ssm"] = Field(
        "secretsmanager", description="Where keys and secrets are kept: secretsmanager or ssm."
    )
    alarm_actions: list[str] = Field(
        [], description="ARNs, of SNS topics for example, that the alarms tell."
    )
    keep_images: int = Field(
        10, description="Images that the repository keeps: as far back as a release can go."
    )
    delete_images: bool = Field(
        default=False,
        description="Destroying the stack deletes the repository with the images in it; AWS "
        "refuses to delete one that has any.",
    )
    release: Literal["all-at-once", "linear", "canary"] = Field(
        "all-at-once",
        description="How traffic moves to a new version once it is proved: all-at-once, linear "
        "(releaseStep more every releaseInterval), or canary (releaseStep, then all).",
    )
    release_step: int = Field(10, description="Percent of the traffic that one step moves.")
    release_interval: int = Field(60, description="Seconds between two steps.")
    release_watch: int = Field(
        60,
        description="Seconds for which the alarms are watched once all traffic has moved; 0 does "
        "not wait.",
    )
    serve_version: str | None = Field(
        None,
        description="Published version that gets the traffic: going back by configuration. "
        "auto: the newest.",
    )
