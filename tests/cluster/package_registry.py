"""A private registry on loopback, for npm and pip: it answers only who brings the credentials."""

import base64
import hashlib
import io
import json
import tarfile
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class PackageRegistry:
    """What it holds by path, and how many requests it refused and answered."""

    authorization: str
    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    refused: int = 0
    answered: int = 0

    def add_npm(self, package: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
        """Publish an npm package; returns its entry for a package-lock.json."""
        data = _tarball({"package.json": json.dumps(package), **files})
        path = f"/{package['name']}/-/{package['name']}-{package['version']}.tgz"
        self.files[path] = data
        integrity = base64.b64encode(hashlib.sha512(data).digest()).decode()
        return {
            "resolved": f"http://127.0.0.1:{self.port}{path}",
            "integrity": f"sha512-{integrity}",
            **{key: value for key, value in package.items() if key != "name"},
        }

    def add_python(self, name: str, version: str, requires: str = "") -> str:
        """Publish a wheel; returns its line for a requirements.txt."""
        data = _wheel(name, version, requires)
        digest = hashlib.sha256(data).hexdigest()
        path = f"/files/{name}-{version}-py3-none-any.whl"
        self.files[path] = data
        self.files[f"/simple/{name}/"] = f'<a href="{path}">{path.rpartition("/")[2]}</a>'.encode()
        return f"{name}=={version} --hash=sha256:{digest}\n"


@contextmanager
def package_registry(authorization: str) -> Iterator[PackageRegistry]:
    """Serve an empty registry that wants this `Authorization` header, while the body runs."""
    registry = PackageRegistry(authorization)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            allowed = self.headers["Authorization"] == registry.authorization
            content = registry.files.get(self.path)
            if not allowed:
                registry.refused += 1
                self.send_response(401)
                # pip sends what stands in the URL only when it is asked.
                self.send_header("WWW-Authenticate", 'Basic realm="private"')
            else:
                registry.answered += content is not None
                self.send_response(200 if content is not None else 404)
            body = content if allowed and content is not None else b""
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        registry.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield registry
        finally:
            server.shutdown()
            thread.join()


def _tarball(files: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, text in files.items():
            info = tarfile.TarInfo(f"package/{name}")
            info.size, info.mode = len(text.encode()), 0o644
            tar.addfile(info, io.BytesIO(text.encode()))
    return packed.getvalue()


def _wheel(name: str, version: str, requires: str) -> bytes:
    folder = f"{name}-{version}.dist-info"
    wanted = f"Requires-Dist: {requires}\n" if requires else ""
    files = {
        f"{name}.py": "",
        f"{folder}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{wanted}",
        f"{folder}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{folder}/RECORD"] = "".join(f"{file},,\n" for file in [*files, f"{folder}/RECORD"])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    return packed.getvalue()
