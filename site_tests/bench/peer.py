"""The peer of all measurements: unmodified MkDocs with Material, on the pages that our build wrote."""

import os
import resource
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import last_run

ROOT = Path(__file__).resolve().parents[2]

_CONFIG = """site_name: bench
docs_dir: {pages}
site_dir: {site}
use_directory_urls: false
theme: {{name: material, language: zh, font: false}}
plugins: {plugins}
markdown_extensions: [attr_list, md_in_html, tables]
validation: {{nav: {{omitted_files: ignore}}, links: {{not_found: ignore}}}}
"""


def cpu() -> float:
    """CPU seconds of this process and of its finished child processes."""
    return sum(
        u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def spent(command: list[str], **options: object) -> float:
    """Run a command that must succeed; returns its CPU seconds.

    Python keeps compiled modules, as it does on a reader's machine: the peer's were compiled when it was installed.
    """
    before = cpu()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, capture_output=True, env=environment, **options)  # type: ignore[call-overload]
    return cpu() - before


def build(pages: Path, site: Path, search: bool = True) -> float:
    """Build ``pages`` with plain Material, with or without its Chinese search; returns CPU seconds.

    Its search splits Chinese words with jieba if that is installed (``make bench`` installs it), as its manual advises.
    """
    config = site.with_suffix(".yml")
    plugins = "[{search: {lang: zh}}]" if search else "[]"
    config.write_text(_CONFIG.format(pages=pages, site=site, plugins=plugins), encoding="utf-8")
    return spent([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)])


def ours(output: Path) -> float:
    """A cold build of the handbook into an empty folder, with everything; returns CPU seconds."""
    return spent([sys.executable, "-m", "generator", "build", "--output", str(output)], cwd=ROOT)


def conditions() -> str:
    """What a reader of the numbers needs to know about the machine and the peer."""
    jieba = "with jieba" if find_spec("jieba") else "WITHOUT jieba"
    return f"peer {jieba}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def table(title: str, rows: list[tuple[str, float, float]], peer: str) -> None:
    """Print our measurements, the peer's, and their ratios."""
    print(f"\n{title:40}{'ours':>12}{peer:>12}{'ratio':>8}")
    for name, our, their in rows:
        last_run.note(title, name.strip(), our)
        last_run.note(title, f"{name.strip()}, ratio to {peer}", our / their if their else float("nan"))
        print(f"  {name:38}{our:12.1f}{their:12.1f}{our / their if their else float('nan'):8.2f}")
