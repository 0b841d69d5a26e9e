"""Real web servers with the configurations of ``deploy/``, on the loopback interface: nginx and Caddy."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)
BROTLI = next(iter(Path("/usr/lib/nginx/modules").glob("ngx_http_brotli_static_module.so")), None)
CADDY = shutil.which("caddy")
_FAILED = re.compile(r'\[(error|crit|alert|emerg)\]|"level":"(error|fatal|panic)"')


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _configuration(name: str, *changes: tuple[str, str]) -> str:
    """A committed configuration; only what depends on the machine is replaced."""
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"deploy/{name} says nothing of {old!r}"
        text = text.replace(old, new)
    return text


@contextmanager
def _running(command: list[str], port: int, log: Path, **options: object) -> Iterator[int]:
    """The server answers on ``port`` while the block runs; afterwards its log must contain no error."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log.open("w"), **options)  # type: ignore[call-overload]
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
        assert not _FAILED.search(log.read_text()), log.read_text()
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def nginx(released: Path, folder: Path) -> Iterator[int]:
    """nginx serving ``released`` on the port that is yielded; its files go to ``folder``."""
    port = _free_port()
    text = _configuration(
        "nginx.conf", ("listen 80;", f"listen 127.0.0.1:{port};"), ("root /srv/handbook/release;", f"root {released};"),
        ("brotli_static on;", "brotli_static on;" if BROTLI else ""),
    )  # fmt: skip
    (folder / "handbook.conf").write_text(text, encoding="utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        (f"load_module {BROTLI};\n" if BROTLI else "")
        + ("user root;\n" if Path("/root").owner() == folder.owner() else "")
        + f"daemon off; worker_processes 2; pid {folder}/pid; error_log stderr warn;\n"
        + "events { worker_connections 512; }\n"
        + f"http {{ include /etc/nginx/mime.types; access_log off; {temporary} include {folder}/handbook.conf; }}\n"
    )
    command = [str(NGINX), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    checked = subprocess.run([*command, "-t"], capture_output=True, encoding="utf-8")
    assert checked.returncode == 0, checked.stderr
    with _running(command, port, folder / "error.log") as running:
        yield running


@contextmanager
def caddy(released: Path, folder: Path) -> Iterator[int]:
    """Caddy serving ``released`` on the port that is yielded, without certificates and without its admin port."""
    port = _free_port()
    text = _configuration(
        "Caddyfile", ("handbook.example.cn {", f"http://127.0.0.1:{port} {{"), ("root * /srv/handbook/release", f"root * {released}")
    )  # fmt: skip
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
    command = [str(CADDY), "run", "--config", str(folder / "Caddyfile")]
    homes = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PATH": "/usr/bin:/bin"}
    with _running(command, port, folder / "error.log", env=homes) as running:
        yield running


@dataclass(frozen=True)
class Host:
    """A server that can be tested here: whether it is installed, how to start it, whether it sends brotli."""

    installed: bool
    serve: Callable[[Path, Path], AbstractContextManager[int]]
    brotli: bool


HOSTS = {"nginx": Host(bool(NGINX), nginx, bool(BROTLI)), "caddy": Host(bool(CADDY), caddy, True)}
