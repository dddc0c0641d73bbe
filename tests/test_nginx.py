"""The shipped nginx recipe, run by nginx itself before a running site."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from serving import served
from site_values import ON, write_site

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish

pytestmark = pytest.mark.slow

RECIPE = Path(__file__).resolve().parents[1] / "docs" / "serving" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
NAME = "bills.example.org"
_REST = """
pid {folder}/pid; error_log {folder}/errors; daemon off; worker_processes 1; {user}
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {recipe}
}}
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of the recipe's name that nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2)).sign(key, hashes.SHA256())
    )  # fmt: skip
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                          serialization.NoEncryption())
    )  # fmt: skip
    return certificate, secret


def configured(folder: Path, upstream: int, plain: int, secure: int) -> str:
    """The recipe as it is, with ports and folders of this test."""
    certificate, secret = write_certificate(folder)
    recipe = RECIPE.read_text(encoding="utf-8")
    for shipped, here in (
        ("/var/cache/nginx/billtrail", str(folder / "cache")),
        ("/srv/billtrail/facts/", f"{folder}/published/facts/"),
        ("server 127.0.0.1:8001;", f"server 127.0.0.1:{upstream};"),
        ("listen 80;", f"listen 127.0.0.1:{plain}; listen 127.0.0.1:{secure} ssl; "
                       f"ssl_certificate {certificate}; ssl_certificate_key {secret};"),
    ):  # fmt: skip
        assert recipe.count(shipped) == 1
        recipe = recipe.replace(shipped, here)
    user = "user root;" if os.geteuid() == 0 else ""
    return _REST.format(folder=folder, recipe=recipe, user=user)


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The ports of nginx: plain, and https."""
    if NGINX is None:
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    write_site(folder / "working.db")
    with closing(sqlite3.connect(folder / "working.db")) as file, file:  # so that nobody follows it
        for table in ("campaign_bills", "family_members"):
            file.execute(f"DELETE FROM {table} WHERE bill GLOB 'us-118-*'")
    file = publish(folder / "working.db", folder / "published", Edition.PUBLIC, alone=0).database
    plain, secure = free_port(), free_port()
    with served(make_datasette(file, today=lambda: ON, hosts=[NAME])) as address:
        upstream = int(address.rpartition(":")[2])
        path = folder / "nginx.conf"
        path.write_text(configured(folder, upstream, plain, secure), encoding="utf-8")
        with subprocess.Popen([NGINX, "-e", str(folder / "errors"), "-c", str(path)]) as process:
            _wait_for(plain, process, folder / "errors")
            yield plain, secure
            process.terminate()


def _wait_for(port: int, process: "subprocess.Popen[bytes]", errors: Path) -> None:
    for _ in range(100):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, errors.read_text()
        time.sleep(0.1)


def get(address: str, host: str = NAME) -> requests.Response:
    return requests.get(address, headers={"Host": host}, timeout=30, verify=False)


LINKED = ("/changes.atom", "/bill/us-119-hr4817.atom", "/data",
          "/billtrail/actions.json?_size=2", "/billtrail/bills")  # fmt: skip


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
@pytest.mark.parametrize("path", LINKED)
def test_links_begin_as_the_reader_asked(ports: tuple[int, int], path: str) -> None:
    for scheme, other, port in zip(("http", "https"), ("https", "http"), ports, strict=True):
        answer = get(f"{scheme}://127.0.0.1:{port}{path}")
        said = answer.text + answer.headers.get("Link", "")
        assert answer.status_code == 200
        assert f"{scheme}://{NAME}" in said and f"{other}://{NAME}" not in said, scheme


def test_a_file_beside_the_front_comes_from_the_disk(ports: tuple[int, int]) -> None:
    address = f"http://127.0.0.1:{ports[0]}"
    [name] = set(re.findall(r"/latest/facts/([a-z0-9-]+)\.db", get(f"{address}/data").text))
    whole = get(f"{address}/latest/facts/{name}.db")
    assert (whole.status_code, whole.content[:15]) == (200, b"SQLite format 3")
    assert "X-Cache" not in whole.headers and whole.headers["Accept-Ranges"] == "bytes"
    assert get(f"{address}/latest/facts/us-1.db").status_code == 404


def test_a_page_is_kept_and_the_whole_file_is_handed_through(ports: tuple[int, int]) -> None:
    address = f"http://127.0.0.1:{ports[0]}"
    kept = [get(f"{address}/bill/us-119-hr4323").headers["X-Cache"] for _ in range(2)]
    assert kept == ["MISS", "HIT"]
    assert get(f"{address}/latest/billtrail.db").content.startswith(b"SQLite format 3")
    assert get(f"{address}/-/brief/tsra.md").status_code == 200


def test_another_name_is_not_answered(ports: tuple[int, int]) -> None:
    answer = get(f"http://127.0.0.1:{ports[0]}/bill/us-119-hr4817", host="evil.test")
    assert answer.status_code == 421 and "4817" not in answer.text
