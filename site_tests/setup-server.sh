#!/bin/sh
# Sees to it that the tests of deploy/ find nginx; says nothing where there is nothing to do. Never fails: without nginx
# those tests are skipped, and say so. Debian's package would start a server on port 80: here it is kept from that.
set -u

have_nginx() { [ -x /usr/sbin/nginx ] || command -v nginx >/dev/null 2>&1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

have_nginx && exit 0
command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null || exit 0

policy=/usr/sbin/policy-rc.d
made=
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod 755 "$policy" && made=1
fi
printf '正在安装测试要用的 nginx ……\n' >&2
log=$(mktemp)
brotli=
apt-cache show libnginx-mod-http-brotli-static >/dev/null 2>&1 && brotli=libnginx-mod-http-brotli-static
# shellcheck disable=SC2086  # empty or one word
as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    install --no-install-recommends nginx-light $brotli >"$log" 2>&1 </dev/null || { tail -n 5 "$log" >&2; printf '注意：没有装好 nginx，有关的测试会跳过。\n' >&2; }
rm -f "$log"
[ -z "$made" ] || as_root rm -f "$policy"
exit 0
