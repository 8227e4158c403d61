"""Serving the components to programs in other Pulumi languages: `pulumi package add`.

The folder is run as a script, so it is made importable as the package it is, whatever the folder
is called where it was installed.
"""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from pulumi.provider.experimental import component_provider_host

PACKAGE = "shipshape"


def _load_package() -> None:
    folder = Path(__file__).resolve().parent
    spec = spec_from_file_location(
        "components", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} is not a package")
    module = module_from_spec(spec)
    sys.modules["components"] = module
    spec.loader.exec_module(module)


def main() -> None:
    """Serve until the engine stops us."""
    _load_package()
    from components import (
        DockerService,
        DriftInspection,
        ImageRepository,
        KubernetesService,
        LambdaService,
        ServiceImage,
    )

    services = [KubernetesService, LambdaService, DockerService]
    others = [ServiceImage, ImageRepository, DriftInspection]
    component_provider_host(name=PACKAGE, components=[*services, *others])


if __name__ == "__main__":
    main()
