#!/bin/sh
# Says in which folder a Node lies that can run what checks the scripts (make lint): the machine's own, or where there is
# none that is new enough, one from the Python index, in an environment of its own.
set -eu
cd "$(dirname "$0")/.."

new_enough() { "$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }

if command -v npm >/dev/null 2>&1 && new_enough node; then
    dirname "$(command -v npm)"
    exit 0
fi
place=.venv/node
if ! new_enough "$place/bin/node"; then
    printf '%s\n' '正在安装 Node（只用于检查脚本）……' >&2
    .venv/bin/python -m venv --clear "$place" >&2
    "$place/bin/python" -m pip install -qq --no-input --disable-pip-version-check --require-hashes -r site_tests/node.txt >&2
fi
printf '%s\n' "$PWD/$place/bin"
