"""What a revision needs to run: image, size, and the environment that Lambda completes. Pure."""

from local.aws.account import function_environment
from local.aws.control.state import Function, Revision
from local.functions.spec import FunctionSpec


def spec(function: Function, revision: Revision, url: str) -> FunctionSpec:
    """The specification that `local.functions` runs; `url` is where the stand-in answers."""
    settings = revision.settings
    given = settings.get("Environment", {}).get("Variables", {})
    override = settings.get("ImageConfig", {})
    return FunctionSpec(
        name=function.name,
        version=revision.version,
        image=revision.image.resolved,
        environment={**given, **function_environment(url, function.region)},
        memory_mib=settings["MemorySize"],
        timeout=float(settings["Timeout"]),
        architecture=settings["Architectures"][0],
        entry_point=tuple(override["EntryPoint"]) if override.get("EntryPoint") else None,
        command=tuple(override["Command"]) if override.get("Command") else None,
        working_directory=override.get("WorkingDirectory") or None,
    )
