# Everything is made ready by tools/bootstrap.py; nothing else needs to be typed first.
PYTHON3 ?= python3
PYTHON := .venv/bin/python
# In the order of their files, or shuffled: `make test ORDER=--randomly-seed=1`.
ORDER ?= -p no:randomly
PYTEST := QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest $(ORDER)

.PHONY: run test endure bench screenshots install uninstall ready clean

run: ready
	@$(PYTHON) main.py

# Format, lint, types, then the tests, import rules among them; two at a time, as even small machines can.
test: ready
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTEST) -m "not endure" -n 2

# The long counts: kills, flips, fuzz, full disks. The seed and figures of each are printed. The window's pace is
# measured first, while nothing else is at work; the rest runs two at a time.
endure: ready
	$(PYTEST) -m endure -s tests/ui
	$(PYTEST) -m endure -n 2 -rPfE --durations=40 --ignore=tests/ui

bench: ready
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks

screenshots: ready
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tools.screenshots

# In the desktop's menu, and on a double click on a contact, calendar or table file.
install: ready
	@$(PYTHON) -m tools.install

uninstall:
	@$(PYTHON3) -m tools.install --remove

ready:
	@$(PYTHON3) tools/bootstrap.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
