# 政策手册：常用命令。直接运行 make 可看说明。
# 第一次运行时自动准备环境（.venv）；环境是新的，就什么也不做。

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site release check serve pdf publish test prove golden lint audit bench lock licences clean

# 第一个不低于 3.11 的 Python；也可指定：make site PYTHON=/usr/bin/python3.12
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
CANDIDATES = python3 python3.11 python3.12 python3.13 python3.14
PYTHON ?= $(shell for p in $(CANDIDATES); do $$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)

PIP_INSTALL = .venv/bin/python -m pip install -qq --no-input --disable-pip-version-check
or_stop = || { printf '错误：%s\n' '$(1)' >&2; exit 1; }

help:  ## 显示本说明
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

site: .venv/installed  ## 检查数据，生成网站（输出在 build/）
	@.venv/bin/handbook build

release: .venv/installed  ## 生成可直接上线的网站（build/release，带压缩好的文件）
	@.venv/bin/handbook release

check: .venv/installed  ## 只检查 data/ 里的数据
	@.venv/bin/handbook check

serve: .venv/installed  ## 在本机预览网站
	@.venv/bin/handbook serve

pdf: .venv/installed  ## 把每份文件和整部手册印成 PDF（输出在 build/pdf/，需要 Chromium）
	@.venv/bin/handbook pdf

publish: .venv/installed  ## 发布前登记新地址（data/ledger.csv）、版本（data/changes.yml）和各页最后改动的版本（data/page-editions.csv）
	@.venv/bin/handbook publish

# 同时运行的测试进程。两个正好用满两核；浏览器本身也要占一些。
WORKERS = 2

test: .venv/tests  ## 运行全部测试（含真实浏览器）；只运行一部分：make test ARGS='-k 名称'
	@site_tests/setup-browsers.sh
	@site_tests/setup-server.sh
	@.venv/bin/python -m pytest -n $(WORKERS) --dist worksteal -m 'not prove' $(ARGS)

prove: .venv/tests  ## 运行慢的证明（大量随机数据、大手册、LibreOffice 等），两核约九分钟；CI 也运行
	@site_tests/setup-browsers.sh
	@site_tests/setup-server.sh
	@site_tests/setup-office.sh
	@.venv/bin/python -m pytest -n $(WORKERS) --dist worksteal -m prove $(ARGS)

golden: .venv/tests  ## 输出有意改变之后：重写样本的全部输出（site_tests/golden/），差别在提交里看
	@.venv/bin/python -m pytest -q -n 0 --update-golden -k golden_one site_tests/test_golden.py

lint: .venv/tests node_modules/.locked  ## 检查程序的写法：规则、排版（ruff）、类型（mypy）、英文拼写（codespell），脚本和样式（eslint、tsc、stylelint）
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/codespell
	@.venv/bin/mypy
	@PATH="$$(site_tests/node.sh):$$PATH" npm run --silent lint

audit: .venv/tests  ## 查程序包有无已知漏洞（需要联网；发布前运行；查不到的也算没有通过）
	@.venv/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock -r requirements-test.lock

bench: .venv/bench  ## 测量生成、搜索和页面，与原样的 Material 比较（不是测试）；只测一项：make bench ARGS=build
	@site_tests/setup-browsers.sh
	@site_tests/setup-server.sh
	@.venv/bin/python site_tests/bench $(ARGS)

clean:  ## 删除生成的文件（环境 .venv 保留，要重做环境就删掉它）
	@rm -rf build .pytest_cache .hypothesis *.egg-info
	@find generator site_tests -name __pycache__ -prune -exec rm -rf {} +

# --- 环境 ---

# 文件夹挪过位置，或 .venv 里的 Python 已不能用，也要重做：.venv 里写着绝对路径。
ifneq ($(shell .venv/bin/python -c '' 2>/dev/null && cat .venv/locked 2>/dev/null),$(CURDIR))
.PHONY: .venv/locked
endif

.venv/locked: requirements.lock
	@'$(PYTHON)' -c '$(NEW_ENOUGH)' 2>/dev/null $(call or_stop,需要 Python 3.11 或更新的版本，没有找到。)
	@echo '正在准备环境 .venv，需要联网，大约一分钟……'
	@'$(PYTHON)' -m venv --clear .venv $(call or_stop,不能建立 .venv。在 Debian 上请先安装 python3-venv。)
	@$(PIP_INSTALL) --require-hashes -r $< $(call or_stop,没有装好 $< 里的程序包，原因见上；请检查网络后重试。)
	@echo '$(CURDIR)' > $@

.venv/installed: pyproject.toml .venv/locked
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable . $(call or_stop,没有装好本项目，原因见上。)
	@touch $@

.venv/tests: requirements-test.lock .venv/installed
	@echo '正在安装测试要用的程序包……'
	@$(PIP_INSTALL) --require-hashes -r $< $(call or_stop,没有装好 $< 里的程序包，原因见上；请检查网络后重试。)
	@touch $@

# 检查脚本和样式的程序：只有 make lint 用，生成网站和测试都不需要 Node。
node_modules/.locked: package.json package-lock.json .npmrc .venv/installed
	@echo '正在安装检查脚本用的程序包……'
	@PATH="$$(site_tests/node.sh):$$PATH" npm ci --silent --ignore-scripts $(call or_stop,没有装好检查脚本用的程序包，原因见上；请检查网络后重试。)
	@touch $@

# 只用于比较的程序包，装在一边：手册本身不用它。
.venv/bench: site_tests/bench/requirements.txt .venv/tests
	@$(PIP_INSTALL) --no-deps --no-build-isolation --require-hashes -r $<
	@touch $@

# --- 程序包的版本 ---

PIP_COMPILE = CUSTOM_COMPILE_COMMAND='make lock' .venv/pip-tools/bin/pip-compile -q --upgrade --generate-hashes
PIP_COMPILE += --strip-extras --allow-unsafe --all-build-deps
PIP_COMPILE += --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: .venv/installed  ## 按 pyproject.toml 重新选定程序包的版本，写入 requirements*.lock（约五分钟）
	@'$(PYTHON)' -m venv --clear .venv/pip-tools
	@.venv/pip-tools/bin/python -m pip install -qq --disable-pip-version-check pip-tools==7.6.2
	@$(PIP_COMPILE) -o requirements.lock pyproject.toml
	@$(PIP_COMPILE) --extra test -c requirements.lock -o requirements-test.lock pyproject.toml

licences: .venv/bench  ## 按装好的程序包重写第三方许可清单（LICENSES-THIRD-PARTY.md、overrides/licences.txt）；lock 之后运行
	@.venv/bin/python site_tests/licences.py
