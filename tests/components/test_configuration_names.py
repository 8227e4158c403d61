"""Names that carry a hash of what they hold."""

from components.configuration_names import config_map_name, secret_object_name


def test_a_config_map() -> None:
    """Stable over versions of this program: another name would roll every pod."""
    assert config_map_name("service", {"A": "1", "B": "2"}) == "service-config-3eda2f0674"
    assert config_map_name("service", {"B": "2", "A": "1"}) == "service-config-3eda2f0674"
    assert config_map_name("service", {"A": "1", "B": "3"}) != "service-config-3eda2f0674"


def test_a_secret() -> None:
    """The same for the same data; salted, so equal secrets elsewhere do not show as equal."""
    name = secret_object_name("service", "here", {"KEY": "value"})
    assert name == "service-secrets-109f84fe90"
    assert secret_object_name("service", "here", {"KEY": "value"}) == name
    assert secret_object_name("service", "there", {"KEY": "value"}) != name
    assert secret_object_name("service", "here", {"KEY": "other"}) != name
