"""Facts of the machine."""

from pathlib import Path

import certifi
import pytest

from settings.machine import Machine, MachineError, read_machine

OWN = "-----BEGIN CERTIFICATE-----\nb3du\n-----END CERTIFICATE-----\n"


def test_a_machine_that_says_nothing() -> None:
    """Empty variables say nothing either."""
    assert read_machine({"SHIPSHAPE_REGISTRY": " "}) == Machine()


def test_a_machine_that_says_all(tmp_path: Path) -> None:
    """The authorities are read from their file."""
    certificates = tmp_path / "ca.pem"
    certificates.write_text(OWN)
    assert read_machine(
        {
            "SHIPSHAPE_REGISTRY": "localhost:5001",
            "SHIPSHAPE_BUILDER": "shipshape",
            "SHIPSHAPE_BUILD_IMAGE": "a",
            "SHIPSHAPE_RUNTIME_IMAGE": "b",
            "SHIPSHAPE_ADAPTER_IMAGE": "c",
            "SHIPSHAPE_EXTRA_CA": str(certificates),
        }
    ) == Machine("localhost:5001", "shipshape", "a", "b", "c", OWN)


def test_public_authorities_stay_at_home(tmp_path: Path) -> None:
    """They are in every base image; a whole bundle would only swell the state."""
    bundle = tmp_path / "bundle.pem"
    bundle.write_text(f"# everything this machine trusts\n{certifi.contents()}\n{OWN}")
    assert read_machine({"SHIPSHAPE_EXTRA_CA": str(bundle)}).extra_ca == OWN
    bundle.write_text(certifi.contents())
    assert read_machine({"SHIPSHAPE_EXTRA_CA": str(bundle)}).extra_ca == ""


def test_a_file_without_a_certificate(tmp_path: Path) -> None:
    """A key, say."""
    path = tmp_path / "ca.pem"
    path.write_text("nothing")
    with pytest.raises(MachineError) as refusal:
        read_machine({"SHIPSHAPE_EXTRA_CA": str(path)})
    assert str(refusal.value) == (
        f'SHIPSHAPE_EXTRA_CA: "{path}" holds no certificate; it must be a PEM file'
    )
