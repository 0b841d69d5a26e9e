"""Licences of third-party software: ``make licences`` writes them, ``test_licences.py`` compares them with the locks.

``LICENSES-THIRD-PARTY.md`` lists every package of the lock files and every vendored file; ``overrides/licences.txt``
contains the notices that the site must carry. Both come from the metadata of the installed packages. A package that is
not installed here keeps its row while its version is unchanged; a new one must be installed first.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "LICENSES-THIRD-PARTY.md"
NOTICES = ROOT / "overrides/licences.txt"
TEXTS = Path(__file__).parent / "licence_texts"
VENDOR = ROOT / "overrides/assets/vendor"
AXE = ROOT / "site_tests/vendor/axe-core"

# Values of packages without a licence expression. Words that fit several licences are not listed.
SPDX = {
    "MIT": "MIT", "MIT License": "MIT", "BSD-3-Clause": "BSD-3-Clause", "BSD-2-Clause": "BSD-2-Clause", "Apache-2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0", "Apache Software License": "Apache-2.0", "MPL-2.0": "MPL-2.0",
    "License :: OSI Approved :: MIT License": "MIT", "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0", "PSFL": "PSF-2.0",
}  # fmt: skip

# Libraries inside Material's scripts and styles, from their source maps, with licence and copyright as each states
# them. An unlisted library stops the tool: look it up and add it.
INSIDE_MATERIAL = {
    "clipboard": ("MIT", "Copyright © Zeno Rocha"), "escape-html": ("MIT", "Copyright (c) 2012-2013 TJ Holowaychuk\nCopyright (c) 2015 Andreas Lubbe\nCopyright (c) 2015 Tiancheng \"Timothy\" Gu"),
    "focus-visible": ("W3C-20150513", "Copyright © W3C® (MIT, ERCIM, Keio, Beihang)"), "material-design-color": ("MIT", "Copyright (c) the material-design-color contributors"),
    "rxjs": ("Apache-2.0", "Copyright (c) 2015-2018 Google, Inc., Netflix, Inc., Microsoft Corp. and contributors"), "tslib": ("0BSD", "Copyright (c) Microsoft Corporation"),
}  # fmt: skip
NOT_SHIPPED = ("workers/",)  # of Material's scripts; see ``build``


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    licence: str


# --- the list ---------------------------------------------------------------------------------------------------------


def locked(lock: str) -> dict[str, str]:
    """Names (normalised as by the registry) and versions of a lock file."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    found = re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def groups() -> list[tuple[str, dict[str, str]]]:
    """Packages by purpose, each where it is first needed."""
    run, test, bench = (locked(lock) for lock in ("requirements.lock", "requirements-test.lock", "site_tests/bench/requirements.txt"))  # fmt: skip
    return [
        ("To build the handbook (`requirements.lock`)", run),
        ("For the tests only (`requirements-test.lock`)", {n: v for n, v in test.items() if n not in run}),
        ("For the benchmarks only (`site_tests/bench/requirements.txt`)", {n: v for n, v in bench.items() if n not in run and n not in test}),
    ]  # fmt: skip


def installed(name: str, version: str) -> Distribution | None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    return found if found.version == version else None


def licence_of(package: Distribution) -> str:
    """The SPDX expression of a package from its metadata; if that names a family (BSD), from its licence text."""
    told = package.metadata
    if expression := told.get_all("License-Expression", []):
        return str(expression[0])
    for word in [*told.get_all("License", []), *told.get_all("Classifier", [])]:
        if word in SPDX:
            return SPDX[word]
    text = " ".join(licence_text(package).split())
    if "Redistribution and use in source and binary forms" in text:
        return "BSD-3-Clause" if "endorse or promote" in text else "BSD-2-Clause"
    raise SystemExit(f"{package.name} {package.version}: the metadata name no licence that is known here")


def licence_text(package: Distribution) -> str:
    for file in sorted(package.files or [], key=str):
        if "dist-info" in str(file) and re.match(r"(?i)(licen[cs]e|copying)", file.name):
            return file.read_text(encoding="utf-8").strip()
    return ""


def listed() -> dict[str, Package]:
    """The committed rows by name."""
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", LIST.read_text(encoding="utf-8") if LIST.is_file() else "", re.MULTILINE)  # fmt: skip
    return {name: Package(name, version, licence) for name, version, licence in rows}


def packages(wanted: dict[str, str]) -> Iterator[Package]:
    before = listed()
    for name, version in sorted(wanted.items()):
        if found := installed(name, version):
            yield Package(name, version, licence_of(found))
        elif name in before and before[name].version == version:
            yield before[name]
        else:
            raise SystemExit(f"{name} {version} is not installed here, so that its licence cannot be read.")


@dataclass(frozen=True)
class Vendored:
    """A third-party file, stored in this repository as published."""

    name: str
    version: str
    licence: str
    file: str
    use: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256((ROOT / self.file).read_bytes()).hexdigest()


def vendored() -> list[Vendored]:
    """Read from the records beside the files: one for the site, one for the tests."""
    rows = re.findall(r"^\| ([\w-]+)(?: \([^)]*\))? \| ([\d.]+) \| ([\w.-]+) \| .*? \| `([^`]+\.js)` \| `[0-9a-f]{64}` \|$", (VENDOR / "README.md").read_text(encoding="utf-8"), re.MULTILINE)  # fmt: skip
    found = [Vendored(name, version, licence, f"overrides/assets/vendor/{file}", "on the site") for name, version, licence, file in rows]  # fmt: skip
    text = (AXE / "README.md").read_text(encoding="utf-8")
    version, licence = re.search(r"version ([\d.]+)", text), re.search(r"\| Licence \| ([\w.-]+)", text)
    assert version and licence, "the record beside axe-core names its version and licence"
    return [*found, Vendored("axe-core", version[1], licence[1], "site_tests/vendor/axe-core/axe.min.js", "in tests only")]  # fmt: skip


def the_list() -> str:
    lines = [
        "# Licences of third parties", "",
        "Written by `make licences` from the metadata of the packages; do not edit. `site_tests/test_licences.py` holds it against",
        "the lock files. The texts that the built site must carry are in `overrides/licences.txt`.", "",
    ]  # fmt: skip
    for title, wanted in groups():
        lines += [f"## {title}", "", "| package | version | licence (SPDX) |", "|---|---|---|"]
        lines += [f"| `{p.name}` | {p.version} | {p.licence} |" for p in packages(wanted)]
        lines.append("")
    lines += ["## Files of others in this repository", "", "| library | version | licence (SPDX) | used | file | SHA-256 |", "|---|---|---|---|---|---|"]  # fmt: skip
    lines += [f"| {v.name} | {v.version} | {v.licence} | {v.use} | `{v.file}` | `{v.sha256}` |" for v in vendored()]
    return "\n".join(lines) + "\n"


# --- the notices ------------------------------------------------------------------------------------------------------


def inside_material() -> list[str]:
    """The libraries inside the scripts and styles that the site takes from Material, from their source maps."""
    assets = Path(str(distribution("mkdocs-material").locate_file("material/templates/assets")))
    names = set()
    for path in sorted(assets.rglob("*.map")):
        if not any(part in path.as_posix() for part in NOT_SHIPPED):
            for source in json.loads(path.read_text(encoding="utf-8"))["sources"]:
                names |= set(re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)", source))
    if unknown := names - INSIDE_MATERIAL.keys():
        raise SystemExit(f"Material contains what is not recorded in INSIDE_MATERIAL: {', '.join(sorted(unknown))}")
    return sorted(names)


def the_notices() -> str:
    """Every third-party file that a reader's browser gets, with its terms."""
    versions = locked("requirements.lock")

    def of(name: str) -> str:
        found = installed(name, versions[name])
        if not found:
            raise SystemExit(f"{name} {versions[name]} is not installed here, so that its licence cannot be read.")
        return licence_text(found)

    def under(licence: str) -> str:
        return "条款见文末的 Apache License 2.0" if licence == "Apache-2.0" else (TEXTS / f"{licence}.txt").read_text(encoding="utf-8").strip()  # fmt: skip

    parts = [
        ("Material for MkDocs", versions["mkdocs-material"], "MIT", "页面框架的样式和脚本（assets/stylesheets、assets/javascripts/bundle）", of("mkdocs-material")),
    ]  # fmt: skip
    for name in inside_material():
        licence, whose = INSIDE_MATERIAL[name]
        parts.append((name, "", licence, "含在 Material for MkDocs 的脚本或样式里", f"{whose}\n\n{under(licence)}"))
    parts.append(("Pagefind", versions["pagefind-bin"], "MIT", "搜索引擎（search/pagefind-worker.js、search/wasm）", f"Copyright 2022 CloudCannon\n\n{under('MIT')}"))  # fmt: skip
    for library in vendored():
        if library.use == "on the site":
            text = (ROOT / library.file).with_name("LICENSE").read_text(encoding="utf-8").strip()
            where = library.file.removeprefix("overrides/")
            use = {"write-excel-file": "导出 XLSX", "fflate": "导出政策清单"}[library.name]
            parts.append((library.name, library.version, library.licence, f"{use}（{where}）", text))
    parts += [
        ("fflate", "", "MIT", "含在 write-excel-file 里", f"Copyright (c) 2023 Arjun Barrett\n\n{under('MIT')}"),
        ("pypinyin", versions["pypinyin"], "MIT", "搜索用的拼音表由它的数据得出（search/catalogue*.js）", of("pypinyin")),
        ("OpenCC", versions["opencc"], "Apache-2.0", "搜索用的繁体字表由它的数据得出（search/catalogue*.js）", under("Apache-2.0")),
    ]  # fmt: skip
    lines = [
        "本网站（含离线版）里由他人编写的程序和数据，以及各自的许可条款",
        "由 make licences 按所用的版本生成；手册自己的程序和数据的许可见“关于数据”页。", "",
    ]  # fmt: skip
    for name, version, licence, where, text in parts:
        lines += ["=" * 78, f"{name} {version}".strip(), f"许可：{licence}", f"用在：{where}", "", text, ""]
    lines += ["=" * 78, "Apache License 2.0", "", of("opencc")]
    return "\n".join(line.rstrip() for line in "\n".join(lines).splitlines()) + "\n"


def main() -> None:
    for path, text in ((LIST, the_list()), (NOTICES, the_notices())):
        path.write_text(text, encoding="utf-8")
        print(f"已写入 {path.relative_to(ROOT)}。", file=sys.stderr)


if __name__ == "__main__":
    main()
