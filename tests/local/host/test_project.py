"""What a folder with Python in it says about itself."""

from pathlib import Path

from local.host.project import package_name, requirements

PACKAGE = '[build-system]\nrequires = ["setuptools"]\n[project]\nname = "shop-parts"\n'


def test_a_package_has_a_name_and_a_build_system(tmp_path: Path) -> None:
    """A pyproject.toml that only configures tools makes no package."""
    assert package_name(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "shop-parts"\n')
    assert package_name(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text(PACKAGE)
    assert package_name(tmp_path) == "shop-parts"


def test_requirements_come_from_the_list_or_the_package(tmp_path: Path) -> None:
    """requirements.txt first, then the package itself, else nothing."""
    assert requirements(tmp_path) == []
    (tmp_path / "pyproject.toml").write_text(PACKAGE)
    assert requirements(tmp_path) == ["-e", str(tmp_path)]
    (tmp_path / "requirements.txt").touch()
    assert requirements(tmp_path) == ["-r", f"{tmp_path}/requirements.txt"]
