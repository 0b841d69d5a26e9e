#!/bin/sh
# Sees to it that the tests find real browsers and a Chinese font; says nothing where there is nothing to do.
#
# With apt-get and the right to use it: Debian's chromium, firefox-esr and fonts-noto-cjk (and chromium's shell). Elsewhere: Playwright's own
# Chromium. Without Chromium it fails; without Firefox the tests that want it are skipped, and say so.
set -eu
cd "$(dirname "$0")/.."

have() { command -v "$1" >/dev/null 2>&1; }
say() { printf '%s\n' "$*" >&2; }

have_firefox() { have firefox-esr || have firefox; }
have_chinese_font() { have fc-list && [ -n "$(fc-list :lang=zh file)" ]; }

playwright_starts() { .venv/lib/python3*/site-packages/playwright/driver/node --version >/dev/null 2>&1; }
have_playwright_chromium() {
    .venv/bin/python - <<'PYTHON'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.path.exists(playwright.chromium.executable_path))
PYTHON
}
have_chromium() { have chromium || have chromium-browser || have_playwright_chromium; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
may_install() { have apt-get && as_root true 2>/dev/null; }

quietly() {  # run a command; show the end of what it says only if it fails
    log=$(mktemp)
    if "$@" >"$log" 2>&1 </dev/null; then rm -f "$log"; return 0; fi
    tail -n 20 "$log" >&2
    rm -f "$log"
    return 1
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"
}

site_tests/old-browsers.sh

if have chromium && have_firefox && have_chinese_font && playwright_starts; then exit 0; fi

if may_install; then
    packages=
    have_chinese_font || packages="$packages fontconfig fonts-noto-cjk"
    playwright_starts || packages="$packages libatomic1"  # a minimal Debian lacks it
    quietly apt update || say '注意：软件目录没有全部更新（apt-get update），原因见上；继续尝试安装。'
    # Where there is no firefox-esr (Ubuntu), chromium is no package either but a snap, which tests cannot start.
    if apt-cache show firefox-esr >/dev/null 2>&1; then
        have chromium || packages="$packages chromium"
        # The same engine without windows, for the tests; where there is none they take chromium itself.
        apt-cache show chromium-headless-shell >/dev/null 2>&1 && packages="$packages chromium-headless-shell"
        have_firefox || packages="$packages firefox-esr"
    fi
    if [ -n "$packages" ]; then
        say "正在安装测试要用的浏览器、字体或运行库：$packages ……"
        # shellcheck disable=SC2086  # a list of words
        quietly apt install --no-install-recommends $packages || say '注意：apt-get 没有装好，原因见上。'
    fi
fi

if ! playwright_starts; then
    say '错误：Playwright 不能启动，测试不能运行。它自己的说法：'
    .venv/bin/python -m playwright --version >&2 || exit 1
fi

if ! have_chromium; then
    say '正在安装 Playwright 自带的 Chromium ……'
    with_libraries=
    if may_install; then with_libraries=--with-deps; fi
    # shellcheck disable=SC2086  # empty or one word
    if ! quietly .venv/bin/python -m playwright install $with_libraries chromium; then
        say '错误：没有 Chromium，测试不能运行。请手工安装 chromium（Debian：apt-get install chromium）后重试。'
        exit 1
    fi
fi

have_firefox || say '注意：没有 Firefox，要用它的测试会跳过。'
if have fc-list && ! have_chinese_font; then say '注意：没有中文字体，截图里的汉字会是方框。'; fi
