"""What the desk remembers beside the handbook: each save, so that it can be taken back, and what was typed and not saved."""

import json
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Step:
    """A save. ``before``: the text until then, ``None`` where there was no file; ``hash``: that of the file since then."""

    file: str
    before: str | None
    hash: str
    what: str
    at: str


@dataclass(frozen=True)
class Memory:
    """Files below ``folder``; each is whole at every moment."""

    folder: Path

    # --- saves ---

    @property
    def _log(self) -> Path:
        return self.folder / "undo.jsonl"

    def remember(self, file: str, before: str | None, hash_: str, what: str) -> None:
        step = Step(file, before, hash_, what, time.strftime("%Y-%m-%d %H:%M"))
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(asdict(step), ensure_ascii=False) + "\n")

    def steps(self) -> list[Step]:
        """What can be taken back, the last first."""
        if not self._log.is_file():
            return []
        return [
            Step(**json.loads(line)) for line in reversed(self._log.read_text(encoding="utf-8").splitlines()) if line
        ]

    def forget_last(self) -> None:
        kept = [json.dumps(asdict(step), ensure_ascii=False) + "\n" for step in reversed(self.steps()[1:])]
        _replace(self._log, "".join(kept))

    # --- what was typed ---

    def _typed(self, file: str, at: str) -> Path:
        return self.folder / "typed" / f"{sha256(f'{file} {at}'.encode()).hexdigest()[:24]}.json"

    def keep_typed(self, file: str, at: str, sent: dict[str, str]) -> None:
        _replace(self._typed(file, at), json.dumps({"file": file, "at": at, "sent": sent}, ensure_ascii=False))

    def typed(self, file: str, at: str) -> dict[str, str] | None:
        """What was typed for a record and never saved."""
        path = self._typed(file, at)
        if not path.is_file():
            return None
        sent: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["sent"]
        return sent

    def drop_typed(self, file: str, at: str) -> None:
        self._typed(file, at).unlink(missing_ok=True)


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
