"""Preview: serve the site locally and rebuild when a file is saved."""

from collections.abc import Callable
from pathlib import Path

from generator.engine.serving import serve
from generator.pipeline.site import make_site
from generator.source.problems import Told

WATCHED = ("data", "content", "overrides", "generator/pages/templates", "mkdocs.yml")


def preview(root: Path, output: Path, port: int, say: Callable[[str], None], tell: Callable[[str], None]) -> None:
    """Build, serve on this machine, and rebuild on each change until Ctrl+C or SIGTERM.

    What a save does not show stays as it was at the start: the index of the search and the offline copy. Bad data is reported by
    ``tell`` and the last site stays. Raises what ``make_site`` raises on the first build.
    """

    def rebuild() -> None:
        try:
            make_site(root, output, say, whole=False)
        except Told as error:
            tell(str(error))

    make_site(root, output, say)
    tell(f"预览地址：http://127.0.0.1:{port}/ （按 Ctrl+C 结束）")
    tell("保存后页面自己更新；搜索和离线版仍是开始时的，运行 handbook build 才重新编制。")
    watched = [path for name in WATCHED if (path := root / name).exists()]
    serve(output / "site", rebuild, watched, ("127.0.0.1", port))
    tell("预览已结束。")
