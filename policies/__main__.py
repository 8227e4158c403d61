"""The policy pack, as the engine starts it: `pulumi preview --policy-pack policies`."""

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

# This folder is the package `policies` whatever it is called where the pack was copied to.
spec = importlib.util.spec_from_file_location(
    "policies", HERE / "__init__.py", submodule_search_locations=[str(HERE)]
)
assert spec is not None  # noqa: S101  # the file stands beside this one
assert spec.loader is not None  # noqa: S101
sys.modules["policies"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)

from policies.pack.serving import serve  # noqa: E402

serve()
