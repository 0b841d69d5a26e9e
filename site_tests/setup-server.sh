#!/bin/sh
# Sees to it that the tests of deploy/ find nginx and Caddy; says nothing where there is nothing to do. Never fails:
# without a server its tests are skipped, and say so. Debian's packages would start servers on port 80: here they are
# kept from that.
set -u

have() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

have nginx && have caddy && exit 0
command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null || exit 0

policy=/usr/sbin/policy-rc.d
made=
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod 755 "$policy" && made=1
fi
printf '正在安装测试要用的 nginx 和 Caddy ……\n' >&2
log=$(mktemp)
packages=
for package in nginx-light libnginx-mod-http-brotli-static caddy; do
    apt-cache show "$package" >/dev/null 2>&1 && packages="$packages $package"
done
# shellcheck disable=SC2086  # a list of words
as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    install --no-install-recommends $packages >"$log" 2>&1 </dev/null || { tail -n 5 "$log" >&2; printf '注意：没有装好 nginx 或 Caddy，有关的测试会跳过。\n' >&2; }
rm -f "$log"
[ -z "$made" ] || as_root rm -f "$policy"
exit 0
