"""Promises of the page about the server: nginx and systemd take what stands in it, checked by their own testers."""

import re
import shutil
import subprocess

import pytest

from tests.house.source import ROOT

PAGE = (ROOT / "docs/howto/server.md").read_text(encoding="utf-8")
NGINX, SYSTEMD = shutil.which("nginx"), shutil.which("systemd-analyze")
CERTIFICATE = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=example.org -keyout key.pem -out chain.pem"
FRAME = """pid {0}/pid; error_log {0}/log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {0}/a; proxy_temp_path {0}/b; fastcgi_temp_path {0}/c;
    uwsgi_temp_path {0}/d; scgi_temp_path {0}/e;
    {1}
}}
"""


def _block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


@pytest.mark.needs_nginx
def test_nginx_takes_the_site_as_it_stands_on_the_page(tmp_path):
    subprocess.run(CERTIFICATE.split(), cwd=tmp_path, check=True, capture_output=True)
    site = _block("nginx")
    site = re.sub(r"/etc/letsencrypt/\S+/fullchain.pem", f"{tmp_path}/chain.pem", site)
    site = re.sub(r"/etc/letsencrypt/\S+/privkey.pem", f"{tmp_path}/key.pem", site)
    (tmp_path / "nginx.conf").write_text(FRAME.format(tmp_path, site), encoding="utf-8")
    command = [NGINX, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


@pytest.mark.needs_systemd
def test_systemd_takes_the_unit_as_it_stands_on_the_page(tmp_path):
    unit = tmp_path / "tanya.service"
    unit.write_text(re.sub(r"ExecStart=\S+", f"ExecStart={shutil.which('true')}", _block("ini")))
    told = subprocess.run(
        [SYSTEMD, "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert "tanya.service" not in told.stderr, told.stderr


def test_what_the_page_sets_are_settings_of_the_product():
    known = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    set_there = re.findall(r"^([A-Z_]+?)(?:_FILE)?=", PAGE, re.MULTILINE)
    assert set_there
    assert [name for name in set_there if f"`{name}`" not in known] == []
