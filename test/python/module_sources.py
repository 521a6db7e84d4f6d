"""Whether exported Python modules compile, name nothing that is not there, and are laid out as black does it.

Usage: python module_sources.py SOURCES.json

The file is a list of sources. Prints what is wrong with the first one that has a fault, and exits with 1.
"""

import difflib
import json
import sys

import black
from pyflakes.api import check
from pyflakes.reporter import Reporter


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        sources = json.load(file)
    for source in sources:
        compile(source, "model.py", "exec")
        formatted = black.format_str(source, mode=black.Mode())
        unlike = list(difflib.unified_diff(source.splitlines(), formatted.splitlines(), lineterm=""))
        if unlike or check(source, "model.py", Reporter(sys.stderr, sys.stderr)) > 0:
            sys.exit("\n".join([source, *unlike]))


if __name__ == "__main__":
    main()
