"""Uploading: the built site into object storage."""

from collections.abc import Callable
from pathlib import Path

from generator.delivery.object_store import ObjectStore
from generator.delivery.swap import only_one
from generator.delivery.upload import Uploaded, upload


def to_object_storage(
    output: Path, address: str, endpoint: str | None = None, say: Callable[[str], None] = lambda step: None
) -> Uploaded:
    """Bring ``output/site`` to ``address`` (``s3://bucket/prefix``). Raises ``NotBuilt``, ``NoStore`` and ``Busy``."""
    with only_one(output):
        return upload(output / "site", ObjectStore(address, endpoint), say)
