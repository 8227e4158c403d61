"""The language runtime service: what the engine asks, answered with the other modules."""

import importlib.metadata
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

from local.host import commands, inspection, interpreter, project, requests
from local.host.children import Children, Output, end, stream
from local.host.diagnostics import report
from local.host.errors import HostError
from local.host.interpreter import Interpreter
from local.host.outcome import Outcome, outcome


class PythonHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Runs Pulumi programs, policy packs and plugins that are written in Python.

    What it does not override answers "unimplemented": code generation and packing, which a
    deployment never asks for.
    """

    def __init__(self, runner: Path, engine: str, children: Children) -> None:
        self._runner = runner
        self._engine = engine
        self._children = children

    def Handshake(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Learn where the engine listens."""
        self._engine = request.engine_address or self._engine
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Give the version of the SDK that this host speaks with."""
        return plugin_pb2.PluginInfo(version=importlib.metadata.version("pulumi"))

    def GetRequiredPackages(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Name no package.

        The engine then loads a provider when a resource first needs it. Naming every SDK that is
        installed would fail a program for a provider that it never uses.
        """
        return language_pb2.GetRequiredPackagesResponse()

    def GetRequiredPlugins(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Name no plugin, for the same reason."""
        return language_pb2.GetRequiredPluginsResponse()

    def RuntimeOptionsPrompts(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Ask nothing: a new project works without options."""
        return language_pb2.RuntimeOptionsResponse()

    def Cancel(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Let running programs be: their hooks may still be needed while the update winds down."""
        return empty_pb2.Empty()

    def Run(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Run a program to its end."""
        try:
            code = self._run(request, context)
            # The engine gave up on the run and made us end the program: it knows why.
            verdict = outcome(code) if context.is_active() else Outcome(explained=True)
        except HostError as error:
            verdict = Outcome(error=str(error))
        if verdict.error and report(self._engine, verdict.error):
            verdict = Outcome(explained=True)
        return language_pb2.RunResponse(error=verdict.error, bail=verdict.explained)

    def RunPlugin(self, request: Any, context: Any) -> Iterator[Any]:  # noqa: N802
        """Serve a policy pack or another plugin, and pass its output on until it ends."""
        directory = Path(request.info.program_directory)
        environment = requests.environment(request.env) or os.environ
        try:
            python = self._interpreter(request.info, environment)
            package = project.package_name(directory)
            command = commands.plugin_command(
                python.executable, request.kind, directory, package, request.args
            )
            activated = interpreter.activated(environment, python)
            outputs = self._stream(command, Path(request.pwd or directory), activated, context)
        except HostError as error:
            _abort(context, error)
        for output in outputs:
            yield requests.plugin_response(output)

    def InstallDependencies(self, request: Any, context: Any) -> Iterator[Any]:  # noqa: N802
        """Make the project's virtual environment and install its requirements."""
        root = Path(request.info.root_directory)
        try:
            virtualenv = interpreter.named_virtualenv(requests.options(request.info), root)
            wanted = project.requirements(Path(request.info.program_directory))
            for command in commands.install_commands(Path(sys.executable), virtualenv, wanted):
                for output in self._stream(command, root, os.environ, context):
                    _require_success(command, output)
                    yield language_pb2.InstallDependenciesResponse(
                        stdout=output.stdout, stderr=output.stderr
                    )
        except HostError as error:
            _abort(context, error)

    def About(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Name the interpreter that would run the program."""
        installation = self._inspect(request.info, context)
        return language_pb2.AboutResponse(
            executable=installation.executable, version=installation.version
        )

    def GetProgramDependencies(self, request: Any, context: Any) -> Any:  # noqa: N802
        """List what the program's environment has installed."""
        installation = self._inspect(request.info, context)
        chosen = installation.distributions
        if not request.transitiveDependencies:
            chosen = inspection.direct(installation)
        return language_pb2.GetProgramDependenciesResponse(
            dependencies=[
                language_pb2.DependencyInfo(name=name, version=version)
                for name, version in sorted(chosen.items())
            ]
        )

    def _run(self, request: Any, context: Any) -> int:
        python = self._interpreter(request.info, os.environ)
        if not inspection.has_sdk(python.executable, python.virtualenv):
            raise HostError(
                f"the Pulumi SDK is not installed for {python.executable}: run `pulumi install`"
            )
        command = commands.program_command(
            python.executable,
            self._runner,
            requests.program(request.info),
            requests.deployment(request, self._engine),
            request.args,
        )
        environment = interpreter.activated(os.environ, python)
        environment |= commands.configuration(request.config, request.configSecretKeys)
        directory = Path(request.info.program_directory)
        process = self._start(command, directory, environment, context, piped=False)
        return self._children.finish(process)

    def _interpreter(self, info: Any, environment: Mapping[str, str]) -> Interpreter:
        root = Path(info.root_directory)
        return interpreter.choose(requests.options(info), root, environment, Path(sys.executable))

    def _inspect(self, info: Any, context: Any) -> inspection.Installation:
        try:
            return inspection.inspect(self._interpreter(info, os.environ).executable)
        except HostError as error:
            _abort(context, error)

    def _stream(
        self, command: Sequence[str], directory: Path, environment: Mapping[str, str], context: Any
    ) -> Iterator[Output]:
        process = self._start(command, directory, environment, context, piped=True)
        return stream(self._children, process)

    def _start(
        self,
        command: Sequence[str],
        directory: Path,
        environment: Mapping[str, str],
        context: Any,
        *,
        piped: bool,
    ) -> Any:
        try:
            process = self._children.start(command, directory, environment, piped=piped)
        except OSError as error:
            raise HostError(f"`{command[0]}` does not start: {error.strerror}") from error
        # The call ends early when the engine gives up on it, and then so must the process.
        if not context.add_callback(lambda: end(process)):
            end(process)
        return process


def _require_success(command: Sequence[str], output: Output) -> None:
    if output.exit_code:
        raise HostError(f"`{' '.join(command)}` failed; its output is above")


def _abort(context: Any, error: HostError) -> NoReturn:
    context.abort(grpc.StatusCode.FAILED_PRECONDITION, str(error))
    raise AssertionError("abort always raises")
