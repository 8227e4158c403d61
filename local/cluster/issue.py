"""Making keys and certificates with `cryptography`. Pure but for the clock and randomness."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from local.cluster.certificates import Certificate

AUTHORITY_DAYS = 3650
CERTIFICATE_DAYS = 365
RENEWAL_DAYS = 30
"""A certificate with less time left is made anew."""

_BACKDATED = timedelta(hours=1)  # clocks step back after a laptop slept


@dataclass(frozen=True)
class Pair:
    """A private key and its certificate, both in PEM."""

    key: bytes
    certificate: bytes


def new_key() -> bytes:
    """A private key (ECDSA, P-256) in PEM."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        # Service accounts' keys are only understood in this form.
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )


def new_authority(name: str) -> Pair:
    """A self-signed authority."""
    key = new_key()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"shipshape-{name}")])
    builder = (
        _dated(AUTHORITY_DAYS)
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(_loaded(key).public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(_identifier(key), critical=False)
    )
    return Pair(key, _signed(builder, key))


def new_pair(wanted: Certificate, authority: Pair) -> Pair:
    """A key and the certificate that was asked for, signed by `authority`."""
    key = new_key()
    issuer = x509.load_pem_x509_certificate(authority.certificate)
    builder = (
        _dated(CERTIFICATE_DAYS)
        .subject_name(_subject(wanted))
        .issuer_name(issuer.subject)
        .public_key(_loaded(key).public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(_purposes(wanted)), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(_loaded(authority.key).public_key()),
            critical=False,
        )
    )
    if wanted.hosts:
        builder = builder.add_extension(_alternatives(wanted), critical=False)
    return Pair(key, _signed(builder, authority.key))


def still_good(pair: Pair, wanted: Certificate, authority: Pair, now: datetime) -> bool:
    """Whether a pair is what is wanted, signed by this authority, and not about to expire."""
    certificate = x509.load_pem_x509_certificate(pair.certificate)
    try:
        certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.certificate))
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        names = None
    except Exception:  # noqa: BLE001  # whatever is wrong with it, it is made anew
        return False
    return (
        matches(pair)
        and certificate.subject == _subject(wanted)
        and names == (_alternatives(wanted) if wanted.hosts else None)
        and certificate.not_valid_after_utc - now > timedelta(days=RENEWAL_DAYS)
    )


def matches(pair: Pair) -> bool:
    """Whether the two halves belong together."""
    certificate = x509.load_pem_x509_certificate(pair.certificate)
    return certificate.public_key() == _loaded(pair.key).public_key()


def _dated(days: int) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + timedelta(days=days))
    )


def _subject(wanted: Certificate) -> x509.Name:
    names = [x509.NameAttribute(NameOID.COMMON_NAME, wanted.common_name)]
    if wanted.organization is not None:
        names.insert(0, x509.NameAttribute(NameOID.ORGANIZATION_NAME, wanted.organization))
    return x509.Name(names)


def _alternatives(wanted: Certificate) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([_general_name(host) for host in wanted.hosts])


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _purposes(wanted: Certificate) -> list[x509.ObjectIdentifier]:
    server, client = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH
    return {"server": [server], "client": [client], "both": [server, client]}[wanted.use]


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _identifier(key: bytes) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(_loaded(key).public_key())


def _loaded(key: bytes) -> ec.EllipticCurvePrivateKey:
    loaded = serialization.load_pem_private_key(key, password=None)
    assert isinstance(loaded, ec.EllipticCurvePrivateKey)  # noqa: S101  # we only make these
    return loaded


def _signed(builder: x509.CertificateBuilder, key: bytes) -> bytes:
    certificate = builder.sign(_loaded(key), hashes.SHA256())
    return certificate.public_bytes(serialization.Encoding.PEM)
