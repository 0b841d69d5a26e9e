#!/bin/sh
# The oldest browsers that the handbook promises to serve, for test_old_browsers.py: Chromium 86 and 109 as two packages of
# the npm registry carry them, each in one version with its sum. Without npm or the network the tests are skipped.
set -eu
cd "$(dirname "$0")/.."

fetch() {  # version of Chromium, package, sum of the package (sha512, base64)
    place=.venv/browsers/chromium-$1
    [ -x "$place/chromium" ] && return 0
    command -v npm >/dev/null 2>&1 || { printf '%s\n' "注意：没有 npm，不能取得 Chromium $1，要用它的测试会跳过。" >&2; return 0; }
    printf '%s\n' "正在取得测试要用的 Chromium $1 ……" >&2
    rm -rf "$place" && mkdir -p "$place"
    if ! npm pack --silent --pack-destination "$place" "$2" >/dev/null 2>&1; then
        printf '%s\n' "注意：没有取得 Chromium $1（$2），要用它的测试会跳过。" >&2
        return 0
    fi
    .venv/bin/python - "$place" "$3" <<'PYTHON'
import base64, hashlib, os, sys, tarfile
from pathlib import Path
import brotli
place, wanted = Path(sys.argv[1]), sys.argv[2]
package = next(place.glob("*.tgz"))
found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
if found != wanted:
    sys.exit(f"错误：{package.name} 的校验和不符。")
with tarfile.open(package) as archive:
    data = archive.extractfile("package/bin/chromium.br").read()
package.unlink()
(place / "chromium.new").write_bytes(brotli.decompress(data))
os.chmod(place / "chromium.new", 0o755)
(place / "chromium.new").replace(place / "chromium")
PYTHON
}

fetch 86 chrome-aws-lambda@5.3.1 'KklZTy2p2U/86cCh1hKL3PGDqoirQCAg7uejvNIn0rDBkWj4Su4GOjYMRVB3kthLwmnWhh3x63RDBTCAaQ9Q3Q=='
fetch 109 @sparticuz/chromium@109.0.6 '9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg=='
