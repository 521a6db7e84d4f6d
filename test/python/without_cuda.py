"""Lets a CUDA build of PyTorch load where there is no CUDA, for computing on the processor alone.

PyPI's wheels for Linux are CUDA builds. Their libraries want a dozen of NVIDIA's, gigabytes in all, to be there when
they are loaded, though the processor's part calls none of them. This makes libraries of the same names, beside
PyTorch's own, whose every function returns 100, CUDA's "no device". Needs readelf, nm and g++.

    python without_cuda.py

With the interpreter that PyTorch is installed for. Does nothing where PyTorch's libraries lack none.
"""

import importlib.util
import pathlib
import re
import subprocess
import tempfile

# Names of NVIDIA's libraries, and of their functions.
LIBRARY = re.compile(r"lib(cu|nccl|nv)")
FUNCTION = re.compile(r"(cu|nccl|nv)[A-Za-z]")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main():
    package = pathlib.Path(importlib.util.find_spec("torch").submodule_search_locations[0])
    libraries = [*package.glob("lib/*.so*"), *package.glob("_C.*.so")]
    needed, providers, wanted, defined = set(), {}, set(), set()
    for library in libraries:
        needed.update(re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-dW", library)))
        providers.update(version_providers(library))
        for line in run("nm", "-D", library).splitlines():
            kind, symbol = line.split()[-2:]
            name, _, version = symbol.partition("@")
            if kind == "U":
                wanted.add((name, version.lstrip("@")))
            else:
                defined.add(name)
    missing = {name for name in needed if LIBRARY.match(name)} - {library.name for library in libraries}
    unversioned = sorted(name for name, version in wanted if not version and name not in defined and FUNCTION.match(name))
    for name in sorted(missing):
        versions = {}
        for function, version in sorted(wanted):
            if version and providers.get(version) == name:
                versions.setdefault(version, []).append(function)
        write_library(package / "lib" / name, versions or {"": unversioned})


def version_providers(library):
    """Which library each version of a symbol comes from."""
    provider = None
    for line in run("readelf", "-VW", library).splitlines():
        if match := re.search(r"File: (\S+)", line):
            provider = match[1]
        elif provider and (match := re.search(r"Name: (\S+)\s+Flags", line)):
            yield match[1], provider


def write_library(path, versions):
    functions = [name for names in versions.values() for name in names]
    labels = "".join(f".globl {name}\n.type {name}, @function\n{name}:\n" for name in functions)
    script = "".join(f"{version} {{ global: {'; '.join(names)}; }};\n" for version, names in versions.items() if version)
    with tempfile.TemporaryDirectory() as folder:
        source, exports = pathlib.Path(folder, "functions.s"), pathlib.Path(folder, "versions.map")
        source.write_text(f".text\n{labels}movl $100, %eax\nret\n.section .note.GNU-stack\n")
        exports.write_text(script)
        options = [f"-Wl,--version-script={exports}"] if script else []
        run("g++", "-shared", "-nostdlib", f"-Wl,-soname,{path.name}", *options, "-o", path, source)


if __name__ == "__main__":
    main()
