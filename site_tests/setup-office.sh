#!/bin/sh
# Sees to it that the slow proofs find LibreOffice, which opens the lists we write and reads old office files. Never
# fails: without it its tests are skipped, and say so.
set -u

have() { command -v "$1" >/dev/null 2>&1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

{ have soffice || have libreoffice; } && exit 0
have apt-get && as_root true 2>/dev/null || exit 0

printf '正在安装证明要用的 LibreOffice（约一两分钟）……\n' >&2
log=$(mktemp)
as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    install --no-install-recommends libreoffice-calc-nogui libreoffice-writer-nogui >"$log" 2>&1 </dev/null ||
    { tail -n 5 "$log" >&2; printf '注意：没有装好 LibreOffice，有关的测试会跳过。\n' >&2; }
rm -f "$log"
exit 0
