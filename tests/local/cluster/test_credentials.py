"""Keys and certificates."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from local.cluster import credentials
from local.cluster.certificates import AUTHORITIES, CERTIFICATES, Certificate
from local.cluster.issue import (
    CERTIFICATE_DAYS,
    RENEWAL_DAYS,
    Pair,
    new_authority,
    new_pair,
    still_good,
)
from local.cluster.layout import Layout
from local.paths import Paths

_WANTED = Certificate("one", "one", "server", "some", ("one.test", "192.0.2.1"))


@pytest.fixture(scope="module")
def authority() -> Pair:
    """One authority for all tests."""
    return new_authority("test")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A cluster's folders."""
    return Layout(Paths(tmp_path / "c", tmp_path / "s", tmp_path / "r"))


def _contents(layout: Layout) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in layout.credentials.iterdir()}


def test_a_certificate_says_what_was_asked_for(authority: Pair) -> None:
    """Name, organization, hosts, use; it is no authority."""
    made = x509.load_pem_x509_certificate(new_pair(_WANTED, authority).certificate)
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    uses = made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    constraints = made.extensions.get_extension_for_class(x509.BasicConstraints)

    assert made.subject.rfc4514_string() == "CN=one,O=some"
    assert names.get_values_for_type(x509.DNSName) == ["one.test"]
    assert [str(one) for one in names.get_values_for_type(x509.IPAddress)] == ["192.0.2.1"]
    assert list(uses) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert (constraints.critical, constraints.value.ca) == (True, False)


def test_what_makes_a_certificate_no_longer_good(authority: Pair) -> None:
    """Little time left, another host, another subject, another authority."""
    pair = new_pair(_WANTED, authority)
    now = datetime.now(UTC)
    late = now + timedelta(days=CERTIFICATE_DAYS - RENEWAL_DAYS, minutes=1)

    assert still_good(pair, _WANTED, authority, now)
    assert not still_good(pair, _WANTED, authority, late)
    assert not still_good(pair, replace(_WANTED, hosts=("two.test",)), authority, now)
    assert not still_good(pair, replace(_WANTED, hosts=()), authority, now)
    assert not still_good(pair, replace(_WANTED, organization=None), authority, now)
    assert not still_good(pair, _WANTED, new_authority("other"), now)


def test_everything_is_made_once(layout: Layout) -> None:
    """A second call changes no byte."""
    credentials.ensure(layout)
    before = _contents(layout)

    credentials.ensure(layout)

    assert _contents(layout) == before
    names = {*AUTHORITIES, *(one.name for one in CERTIFICATES)}
    wanted = {f"{name}.{end}" for name in names for end in ("crt", "key")}
    assert set(before) == {*wanted, "service-accounts.key"}


def test_everything_is_private(layout: Layout) -> None:
    """Keys and certificates 0600, their folder 0700."""
    credentials.ensure(layout)

    modes = {stat.S_IMODE(file.stat().st_mode) for file in layout.credentials.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(layout.credentials.stat().st_mode) == 0o700


def test_a_lost_half_is_made_anew_alone(layout: Layout) -> None:
    """The other pairs stay; the digest tells the services that use it."""
    credentials.ensure(layout)
    before, digest = _contents(layout), credentials.summary(layout)
    layout.certificate("kubelet").unlink()

    credentials.ensure(layout)

    after = _contents(layout)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"kubelet.crt", "kubelet.key"}
    assert credentials.summary(layout) != digest


@pytest.mark.parametrize("name", ["ca", "kubelet"])
def test_a_key_that_was_written_without_its_certificate_is_noticed(
    layout: Layout, authority: Pair, name: str
) -> None:
    """A kill between the two writes must not leave halves of different pairs."""
    credentials.ensure(layout)
    layout.key(name).write_bytes(new_pair(_WANTED, authority).key)

    credentials.ensure(layout)

    pair = credentials.load(layout, name)
    assert pair is not None
    certificate = x509.load_pem_x509_certificate(pair.certificate)
    assert certificate.public_key() == _public(pair.key)


def _public(key: bytes) -> object:
    return load_pem_private_key(key, None).public_key()


def test_the_etcd_authority_is_apart() -> None:
    """A client of the API can't open the database."""
    assert {one.name for one in CERTIFICATES if one.authority == "etcd-ca"} == {
        "etcd",
        "etcd-client",
    }


def test_service_account_keys_have_the_form_that_kubernetes_reads(layout: Layout) -> None:
    """PKCS #8 is refused: "does not contain any valid RSA or ECDSA public keys"."""
    credentials.ensure(layout)

    assert layout.key("service-accounts").read_text("ascii").startswith("-----BEGIN EC ")
