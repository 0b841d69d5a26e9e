"""The preview after a save: the site of a full build, but for the index of the search and the offline copy."""

import random
import re
from pathlib import Path

from generator.pipeline.site import make_site
from samples import copied

SEED = 20261125
# Of the last whole build, or telling of it.
KEPT = ("search/", "download/", "assets/data/folding.", "assets/data/edition.js", "offline.html", "SHA256SUMS")
SUM = re.compile(r"(?<=[^0-9])[1-9][0-9]*(?=万元)")


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def _raise_a_sum(root: Path, chance: random.Random) -> None:
    """Write another sum wherever one of a document stands, so that points and supports go on saying the same."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((root / "data/documents").glob("*.yml"))}
    path = chance.choice([path for path, text in texts.items() if SUM.search(text)])
    old = chance.choice(sorted(set(SUM.findall(texts[path]))))
    new = str(int(old) + chance.randrange(1, 9) * 1000)
    path.write_text(re.sub(rf"(?<=[^0-9]){old}(?=万元)|(?<=wan: ){old}\b", new, texts[path]), encoding="utf-8")


def test_what_a_save_shows_is_what_a_build_makes(tmp_path: Path) -> None:
    root, chance = copied(tmp_path / "book"), random.Random(SEED)
    preview, built = tmp_path / "preview", tmp_path / "built"
    make_site(root, preview)
    first = _files(preview / "site")
    for number in range(2):
        _raise_a_sum(root, chance)
        make_site(root, preview, whole=False)
        make_site(root, built)
        seen, made = _files(preview / "site"), _files(built / "site")
        apart = {name for name in {*seen, *made} if seen.get(name) != made.get(name)}
        assert [name for name in sorted(apart) if not name.startswith(KEPT)] == [], number
        assert {name: data for name, data in seen.items() if name.startswith("search/")} == {
            name: data for name, data in first.items() if name.startswith("search/")
        }
        told = re.findall(rb'"((?:search|assets|data)/[^"]*)":"([0-9a-f]{12})"', seen["assets/data/edition.js"])
        assert told
        for name, sum_ in told:
            stem, _, end = name.decode().rpartition(".")
            assert f"{stem}.{sum_.decode()}.{end}" in seen, "what scripts ask for is there"
    assert seen["index.html"] and seen != first, "the edits were seen"
