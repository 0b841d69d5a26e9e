"""The preview server: rebuilds when a file changes, and ends on request."""

import signal
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from mkdocs.livereload import LiveReloadServer


def serve(site: Path, rebuild: Callable[[], None], watch: list[Path], address: tuple[str, int]) -> None:
    """Serve ``site`` on ``address`` (host, port) and call ``rebuild`` when a file below ``watch`` changes.

    Returns after Ctrl+C or SIGTERM. Call it from the main thread: signals reach no other.
    """
    host, port = address
    server = LiveReloadServer(
        builder=rebuild, host=host, port=port, root=str(site), mount_path="/", polling_interval=0.5
    )
    for path in watch:
        server.watch(str(path))
    before = signal.signal(signal.SIGTERM, _end)
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs has types, but not here
    except KeyboardInterrupt:
        pass
    finally:
        # The watching and serving threads keep the process alive until shut down.
        server.shutdown()
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
