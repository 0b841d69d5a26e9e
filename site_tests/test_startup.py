"""What commands import, and that the preview ends on request."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from samples import ROOT, SAMPLE, copied

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

# Modules that draw, pack or read built pages: not needed to check data.
NOT_FOR_CHECK = {
    "mkdocs", "material", "pypinyin", "opencc", "segno", "xlsxwriter", "jinja2", "markdown", "lxml", "pypdf", "brotli",
    "generator.pages", "generator.exports", "generator.engine", "generator.search", "generator.delivery",
}  # fmt: skip

LOADED = """
import sys
from generator.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""


def loaded(*words: str) -> set[str]:
    """The imported modules after a command on the sample."""
    command = [sys.executable, "-c", LOADED, *words]
    done = subprocess.run(command, cwd=SAMPLE, env=ENVIRONMENT, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize("words", [("--help",), ("check",), ("new", "term")], ids=lambda words: words[0])
def test_quick_commands_load_nothing_that_draws(words: tuple[str, ...]) -> None:
    modules = loaded(*words)
    assert "generator.cli" in modules
    assert not NOT_FOR_CHECK & modules


def test_the_names_that_are_not_loaded_exist() -> None:
    """Otherwise the test above would pass for misspelled names."""
    import importlib.util

    assert all(importlib.util.find_spec(name) for name in NOT_FOR_CHECK)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_the_preview_ends_when_it_is_told_to(number: signal.Signals, tmp_path: Path) -> None:
    """With a page open, whose connection waits for the next build."""
    root = copied(tmp_path / "sample")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--port", str(port)], cwd=root, env=ENVIRONMENT,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # background jobs may ignore it
    )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while True:
            try:
                page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read().decode("utf-8")
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < end, "the preview does not answer"
                time.sleep(0.1)
        assert "livereload" in page
        with socket.create_connection(("127.0.0.1", port)) as waiting:
            waiting.sendall(b"GET /livereload/9999999999999/1 HTTP/1.0\r\n\r\n")
            time.sleep(0.2)
            process.send_signal(number)
            said, _ = process.communicate(timeout=15)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0, said
    assert "预览已结束" in said and "Traceback" not in said
