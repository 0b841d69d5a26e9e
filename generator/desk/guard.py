"""Who may speak to the desk: this machine, this browser, this page.

The first address carries a token, which is traded once for a cookie that scripts cannot read and other sites cannot send.
Host and Origin are checked, so that no page elsewhere reaches the desk through a name of its own that leads to this machine.
"""

import hmac
import secrets
from dataclasses import dataclass, field

from flask import Flask, Request, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

COOKIE = "desk"


@dataclass
class Guard:
    """``port``: where the desk listens; ``frames``: the origin whose pages it may frame (the preview)."""

    port: int
    frames: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _traded: bool = False

    @property
    def hosts(self) -> tuple[str, ...]:
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def first_address(self) -> str:
        return f"http://127.0.0.1:{self.port}/enter?token={self.token}"

    def set_up(self, app: Flask) -> None:
        app.before_request(self._let_in)
        app.after_request(self._headers)
        app.add_url_rule("/enter", "enter", self._enter)

    def _let_in(self) -> AnyResponse | None:
        if request.host not in self.hosts:
            abort(403, "这个地址不是本机的编辑台。")
        if request.method not in ("GET", "HEAD") and not self._same_origin(request):
            abort(403, "这个请求不是从编辑台的页面发出的，没有执行。")
        if request.endpoint in ("enter", "static"):
            return None
        if not hmac.compare_digest(request.cookies.get(COOKIE, ""), self._session):
            abort(403, "请用运行 handbook desk 时显示的地址打开；换了浏览器或关掉过编辑台的，请重新运行。")
        return None

    def _same_origin(self, asked: Request) -> bool:
        """A page that tells nobody where it was (no-referrer) sends its forms with the origin ``null``; browsers say in
        Sec-Fetch-Site, which no page can set, that they come from here."""
        origin, site = asked.headers.get("Origin"), asked.headers.get("Sec-Fetch-Site")
        ours = {f"http://{host}" for host in self.hosts}
        if site is None:
            return origin in ours
        return site == "same-origin" and origin in {None, "null", *ours}

    def _enter(self) -> AnyResponse:
        if self._traded or not hmac.compare_digest(request.args.get("token", ""), self.token):
            abort(403, "这个地址只能用一次。请重新运行 handbook desk，用新显示的地址打开。")
        self._traded = True
        answer = redirect("/", 303)
        answer.set_cookie(COOKIE, self._session, httponly=True, samesite="Strict", path="/")
        return answer

    def _headers(self, answer: Response) -> Response:
        frames = f"frame-src {self.frames}; " if self.frames else "frame-src 'none'; "
        answer.headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            f"{frames}form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if request.endpoint != "static":
            answer.headers["Cache-Control"] = "no-store"
        return answer
