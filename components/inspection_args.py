"""What a DriftInspection may be told, and sentences on what contradicts itself."""

from typing import Required, TypedDict

import pulumi

from .quantities import QuantityError, memory_bytes

_CRON_FIELDS = 5


class DriftInspectionArgs(TypedDict, total=False):
    """A scheduled `shipshape drift` in the cluster. It reads; nothing it has may write."""

    image: Required[pulumi.Input[str]]
    """Image with the program, `shipshape` and `pulumi`, as `repository@sha256:...`."""
    stack: Required[str]
    """Stack to inspect."""
    namespace: Required[pulumi.Input[str]]
    """Namespace for the CronJob; it has to be there."""
    backend_url: Required[pulumi.Input[str]]
    """Where the stack's state is, such as s3://bucket."""
    environment_secret: str
    """Name of a Secret in the namespace whose entries become environment variables:
    PULUMI_CONFIG_PASSPHRASE, the backend's credentials, SHIPSHAPE_DRIFT_WEBHOOK."""
    folder: str
    """Folder of the program in the image. Default /project."""
    schedule: str
    """When, as cron's five fields or a macro. Default hourly, at minute 17."""
    time_zone: str
    """Time zone of the schedule. Default Etc/UTC."""
    deadline: int
    """Seconds one inspection may take. Default 600."""
    starting_deadline: int
    """Seconds an inspection may begin late. Default 300."""
    memory: str
    """Memory limit and request. Default 512Mi."""
    cpu: str
    """CPU request. Default 100m."""
    run_as_user: int
    """Numeric user id the container runs as. Default 65532."""
    secrets_in: list[str]
    """Namespaces whose Secrets it may read; elsewhere the report says that they were not looked
    at. Default none."""
    more_kinds: dict[str, list[str]]
    """Further kinds to read, by API group: the plural names of your custom resources."""
    reports_claim: str
    """Name of a PersistentVolumeClaim in the namespace for the report and the metrics."""
    service_account_annotations: dict[str, str]
    """Annotations of the account, such as the cloud role that may read the state."""


def inspection_problems(args: DriftInspectionArgs) -> list[str]:
    """Every contradiction in the arguments, as sentences that name the argument."""
    return [*_schedule_problems(args), *_number_problems(args), *_name_problems(args)]


def _schedule_problems(args: DriftInspectionArgs) -> list[str]:
    schedule = args.get("schedule", "@hourly")
    if schedule.startswith("@") or len(schedule.split()) == _CRON_FIELDS:
        return []
    return [f'`schedule` ("{schedule}") must have five fields, or be a macro such as @hourly']


def _number_problems(args: DriftInspectionArgs) -> list[str]:
    deadline, starting = args.get("deadline", 600), args.get("starting_deadline", 300)
    problems = []
    if deadline < 1:
        problems.append(f"`deadline` ({deadline}) must be at least 1 second")
    if starting < 10:  # noqa: PLR2004  # the controller looks every ten seconds
        problems.append(f"`starting_deadline` ({starting}) must be at least 10 seconds")
    if args.get("run_as_user", 1) < 1:
        problems.append("`run_as_user` must be the id of a user other than root, e.g. 65532")
    try:
        memory_bytes(args.get("memory", "512Mi"))
    except QuantityError as error:
        problems.append(f"`memory`: {error}")
    return problems


def _name_problems(args: DriftInspectionArgs) -> list[str]:
    problems = [
        f"`more_kinds`: {group or 'the core group'} must not have *: name what is to be read"
        for group, kinds in args.get("more_kinds", {}).items()
        if "*" in (group, *kinds)
    ]
    problems += [
        "`more_kinds` must not have secrets; `secrets_in` says where they may be read"
        for group, kinds in args.get("more_kinds", {}).items()
        if group == "" and "secrets" in kinds
    ]
    if not args.get("folder", "/project").startswith("/"):
        problems.append("`folder` must be an absolute path in the image")
    return problems
