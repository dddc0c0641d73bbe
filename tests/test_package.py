"""The wheel holds what git holds, and nothing generic lands in site-packages."""

import ast
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from upkeep import constraints

ROOT = Path(__file__).resolve().parents[1]
#: Top-level folder -> where its files lie in the wheel.
PACKAGES = {
    "src/billtrail": "billtrail",
    "scrapers": "billtrail/scrapers",
    "briefs": "billtrail/briefs",
    "datasette_plugins": "billtrail/datasette_plugins",
    "data": "billtrail/data",
}


def tracked():
    """Files git would hold: those it tracks and new ones it does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is not a git checkout")
    return [name for name in found.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel built from git's files alone, in a folder of its own."""
    folder = tmp_path_factory.mktemp("source")
    for name in tracked():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (path,) = (folder / "dist").glob("*.whl")
    return path


def in_wheel(name):
    for source, target in PACKAGES.items():
        if name.startswith(f"{source}/"):
            return f"{target}/{name.removeprefix(f'{source}/')}"
    return None


def test_the_wheel_holds_exactly_the_files_of_the_packages(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == {target for name in tracked() if (target := in_wheel(name))}


def test_nothing_generic_lands_in_site_packages(wheel, tmp_path):
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
               "--target", str(tmp_path), str(wheel)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    names = {path.name for path in tmp_path.iterdir() if not path.name.endswith(".dist-info")}
    assert names == {"billtrail", "bin"}


def test_an_editable_install_finds_every_subpackage():
    import billtrail.briefs
    import billtrail.data
    import billtrail.datasette_plugins
    import billtrail.scrapers

    for package in (
        billtrail.briefs,
        billtrail.data,
        billtrail.datasette_plugins,
        billtrail.scrapers,
    ):
        assert package.__name__.startswith("billtrail.")


def test_every_folder_with_modules_is_a_package_of_the_project():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    found = {
        str(Path(target).parent).replace("/", ".")
        for name in tracked()
        if name.endswith(".py") and (target := in_wheel(name))
    }
    assert found == set(packages["packages"])


def imported():
    """What our modules import of others, by the name it is imported under."""
    for folder in PACKAGES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    yield from (alias.name.partition(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    yield str(node.module).partition(".")[0]


def test_what_is_imported_is_declared():
    """What only comes with another library is gone when that one drops it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (one for many in project["optional-dependencies"].values() for one in many)
    named = (*project["dependencies"], *extras)
    declared = {canonicalize_name(Requirement(one).name) for one in named}
    distributions = metadata.packages_distributions()
    others = {*imported()} - {*sys.stdlib_module_names, "billtrail"}
    lacking = {
        name for name in others
        if not declared & {*map(canonicalize_name, distributions.get(name, ()))}
    }  # fmt: skip
    assert not lacking, "imported, and not among the dependencies of pyproject.toml"


def test_a_server_installs_versions_that_the_project_allows():
    """Written by ``python -m upkeep.constraints``; each library that is asked for has a version."""
    lines = constraints.FILE.read_text(encoding="utf-8").splitlines()[1:]
    pinned = dict(line.split("==") for line in lines)
    assert list(pinned) == sorted(pinned)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in map(Requirement, project["dependencies"]):
        version = pinned[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, requirement
