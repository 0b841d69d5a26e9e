"""Visits: open each listed outside address and report the answer. Writes nothing.

Only two answers say something about a link: it opens, or it is gone (404, 410). A refusal, a server error or no
connection say nothing: many public sites reject programs.
"""

import socket
import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from generator.records import Link

AT_ONCE = 4
AGENT = "Mozilla/5.0 (compatible; policy-handbook-link-check)"

State = Literal["fine", "moved", "dead", "refused", "faulty", "unreachable"]
GONE = (404, 410)
REFUSALS = (401, 402, 403, 405, 406, 407, 412, 418, 421, 429, 451)


@dataclass(frozen=True)
class Finding:
    """The result of one visit. ``detail``: the new address, the status, or why there was no connection."""

    state: State
    detail: str = ""

    @property
    def said(self) -> str:
        match self.state:
            case "fine":
                return "正常"
            case "moved":
                return f"已转到 {self.detail}"
            case "dead":
                return f"失效（{self.detail}）"
            case "refused":
                return f"拒绝访问（{self.detail}）"
            case "faulty":
                return f"对方网站出错（{self.detail}）"
            case "unreachable":
                return f"连不上（{self.detail}）"


def visit(listed: Sequence[Link], timeout: float, say: Callable[[str], None] = lambda step: None) -> list[Finding]:
    """Visit the addresses, a few at a time; one finding each, in order. ``timeout`` in seconds per step."""
    opener = build_opener(_Redirects)

    def one(link: Link) -> Finding:
        say(link.url)
        return _visited(opener, link.url, timeout)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, listed))


class _Redirects(HTTPRedirectHandler):
    """urllib's handler, except that redirects to other schemes (ftp) are not followed."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _visited(opener: OpenerDirector, url: str, timeout: float) -> Finding:
    """By HEAD, which costs the server least; if that fails, by GET, since some servers mishandle HEAD."""
    found = _asked(opener, "HEAD", url, timeout)
    return found if found.state in ("fine", "moved") else _asked(opener, "GET", url, timeout)


def _asked(opener: OpenerDirector, method: str, url: str, timeout: float) -> Finding:
    address = _sendable(url)
    request = Request(address, method=method, headers={"User-Agent": AGENT, "Accept": "text/html, */*;q=0.5"})
    try:
        with opener.open(request, timeout=timeout) as answer:
            end = str(answer.url)
        return Finding("fine") if end.partition("#")[0] == address.partition("#")[0] else Finding("moved", end)
    except HTTPError as error:
        error.close()
        return _status(error.code)
    except URLError as error:
        return Finding("unreachable", _why(error.reason))
    except (OSError, HTTPException, ValueError) as error:
        return Finding("unreachable", _why(error))


def _status(code: int) -> Finding:
    if code in GONE:
        return Finding("dead", str(code))
    if code in REFUSALS:
        return Finding("refused", str(code))
    if 300 <= code < 400:
        return Finding("faulty", f"{code}，一再转址，没有到达")
    return Finding("faulty", str(code))


def _why(reason: object) -> str:
    """Why there was no connection, in Chinese."""
    if isinstance(reason, TimeoutError):
        return "超时"
    if isinstance(reason, ssl.SSLError):
        return "加密连接或证书有问题"
    if isinstance(reason, socket.gaierror):
        return "找不到这个主机名"
    if isinstance(reason, ConnectionRefusedError):
        return "对方没有接受连接"
    return "连接中断" if isinstance(reason, ConnectionError | HTTPException) else "没有网络或连接失败"


def _sendable(url: str) -> str:
    """The address as sent: ASCII only, without fragment and without form fields."""
    parts = urlsplit(url.replace("{title}", "").replace("{body}", ""))
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    safe = "%/:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, host, quote(parts.path, safe) or "/", quote(parts.query, safe), ""))
