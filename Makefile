# Every verb is a function in tools/make.py, so that they work without make,
# too: python tools/make.py VERB. `make help` lists them.
PYTHON ?= python3
VERBS := book lab test edit run exercises class corpus figures check \
         site screenshots lighthouse epub pdf cards lite kit kernels peers bench \
         mutation vendor requirements clean

.PHONY: help $(VERBS)
.DEFAULT_GOAL := help

help $(VERBS):
	@$(PYTHON) tools/make.py $@ $(MAKEOVERRIDES)
