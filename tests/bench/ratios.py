"""How fast the program is, against the least that reading and writing can cost and against what an
office would pick instead: all on the same files, in the same run, taking turns.

usage: ratios.py [--units N] [--repeat N] [--only NAME,...] [--markdown]
       ratios.py --linear N,N,... [--only data] [--repeat N] [--markdown]

Contestants are whole processes, started in rotation (A B C A B C ...); each figure is the median of
its repeats. The slow ones read a part of the files, fewer times, and are scaled up; where that is so
the table says so. Memory is that of a process and its children together, every 20 ms. Everything is
written below --scratch. The Python packages of the rivals are installed there, too, unless --python
names an interpreter that has them. Linux only.
"""

import argparse
import collections.abc
import dataclasses
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CAMPAIGN = pathlib.Path("schemas/2023-2024")
SAMPLE = ["--collection", "cuoi-nam", "--mess", "0.1", "--seed", "7"]
# The extension is held to the version of DuckDB that it is built for.
PACKAGES = [
    "polars", "fastexcel", "pandas", "openpyxl==3.*", "xlrd", "pyxlsb", "odfpy", "frictionless==5.*",
    "duckdb==1.5.5", "duckdb-extensions==1.5.5", "duckdb-extension-excel==1.5.5",
]
# What each rival is called, each how many files it reads one of, and how often at most.
RIVALS = {
    "polars": ("polars.read_excel, reading only", 1, 5),
    "pandas": ("pandas + openpyxl, reading only", 10, 3),
    "duckdb": ("DuckDB read_xlsx, reading only", 10, 3),
    "frictionless": ("frictionless validate, tables only", 20, 3),
}
# Below so many units the slow ones read every file.
FEW = 200
OWN = ["floor", "data", "whole", "bare", "sample"]
SAMPLING_SECONDS = 0.02
MIB = 1 << 20
# A return with what is written of it, at most.
BYTES_A_RETURN = 250_000
# So much longer may a file take at a greater size, and so much may a run of the greatest hold.
LINEAR_WITHIN = 1.10
GREATEST_UNITS = 54_000
GREATEST_MIB = 2048
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclasses.dataclass
class Run:
    """One process from its start to its end."""

    seconds: float
    peak: int
    said: str
    complained: str


@dataclasses.dataclass
class Contestant:
    """What is measured under a name."""

    name: str
    title: str
    # Gives the command, told a path to write to at which nothing lies.
    command: collections.abc.Callable
    repeat: int
    # Gives the seconds that count, of a run; all of them unless it says otherwise.
    seconds: collections.abc.Callable = lambda run: run.seconds
    has_peak: bool = True
    # Whether it reads what the others read, so that it can be held against them.
    is_of_same_files: bool = True
    note: collections.abc.Callable = lambda run: ""
    runs: list = dataclasses.field(default_factory=list)

    def times(self):
        return [self.seconds(run) for run in self.runs]

    def median(self):
        return statistics.median(self.times())

    def peak(self):
        return max(run.peak for run in self.runs)


def tree(pid):
    """A process and all below it."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{task}/children", encoding="ascii") as children:
                    waiting.extend(map(int, children.read().split()))
        except OSError:
            pass  # It has ended.
    return found


def resident(pid):
    """The bytes a process and those below it hold; pages of files and shared ones of the first alone."""
    total = 0
    for one in tree(pid):
        try:
            with open(f"/proc/{one}/statm", encoding="ascii") as statm:
                _, held, shared, *_ = map(int, statm.read().split())
        except OSError:
            continue
        total += (held if one == pid else held - shared) * PAGE
    return total


def run(command, accepted=(0,)):
    """Runs a command to its end."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        ended = threading.Event()
        peaks = [0]

        def watch():
            while not ended.wait(SAMPLING_SECONDS):
                peaks.append(resident(process.pid))

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        ended.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    if process.returncode not in accepted:
        sys.exit(f"{' '.join(map(str, command))}\nended with {process.returncode}:\n{texts[0]}\n{texts[1]}")
    # Between two looks the first process may have held more than was seen.
    return Run(seconds, max(*peaks, usage.ru_maxrss << 10), *texts)


class Bench:
    """Where everything lies, and how the program is started."""

    def __init__(self, options):
        self.scratch = scratch(options.scratch)
        target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
        self.release = target / "release"
        if not options.no_build:
            build = [os.environ.get("CARGO", "cargo"), "build", "--release", "--locked", "--quiet"]
            subprocess.run([*build, "--bin", "thidua", "--example", "floor", "--example", "bare"], cwd=ROOT, check=True)
        self.thidua = pathlib.Path(options.thidua).resolve() if options.thidua else self.release / "thidua"
        said = run([self.thidua, "run", "--help"]).said
        # Older builds, given by --thidua, keep nothing and do not know the word.
        self.uncached = ["--no-cache"] if "--no-cache" in said else []

    def example(self, name):
        return self.release / "examples" / name

    def province(self, units):
        """The folder of a made-up province; what stands under its name is always whole."""
        folder = self.scratch / f"province-{units}"
        if not folder.exists():
            making = pathlib.Path(tempfile.mkdtemp(dir=self.scratch))
            run([self.thidua, "sample", making, "--units", str(units), *SAMPLE])
            making.rename(folder)
        return folder

    def thidua_run(self, province, *more):
        """The command of a run over a province's returns, told where to write to."""
        campaign = ["--campaign", province / CAMPAIGN] if (province / CAMPAIGN).exists() else []
        returns = ["--returns", province / "returns"]
        fixed = [self.thidua, "run", "--exit-zero", *campaign, *returns, *self.uncached, *more]
        return lambda out: [*fixed, "--out", out]

    def fresh(self, name):
        """A path at which nothing lies."""
        path = self.scratch / "out" / name
        shutil.rmtree(path, ignore_errors=True)
        path.parent.mkdir(exist_ok=True)
        return path

    def measure(self, contestants):
        """Lets all run in rotation."""
        for turn in range(max(one.repeat for one in contestants)):
            for one in contestants:
                if turn < one.repeat:
                    progress(f"{one.title}, {turn + 1} of {one.repeat}")
                    out = self.fresh(one.name)
                    one.runs.append(run(one.command(out)))
                    shutil.rmtree(out, ignore_errors=True)
        progress("")


def scratch(folder):
    """The folder for all that is written, which must not have to do with reports of anybody's."""
    folder = folder.resolve()
    reports = (ROOT / "reports").resolve()
    above = (reports, *reports.parents, ROOT, *ROOT.parents)
    if folder in above or reports in folder.parents:
        sys.exit(f"--scratch {folder}: reports may lie there; name a folder of its own, such as target/bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def files_below(folder):
    return sum(1 for path in folder.rglob("*") if path.is_file())


def python_of_rivals(bench, named):
    """An interpreter with the rivals' packages."""
    if named:
        return named
    place = bench.scratch / "python"
    python = place / "bin" / "python"
    listed = place / "packages.txt"
    if not listed.exists() or listed.read_text() != "\n".join(PACKAGES):
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        listed.write_text("\n".join(PACKAGES))
    return python


def rival(bench, python, name, province, repeat, units):
    """A rival; none where it cannot read a single file here."""
    title, every, most = RIVALS[name]
    every = 1 if units < FEW else every
    command = [python, HERE / "rivals.py", name, province / "returns"]

    def seconds(run):
        said = json.loads(run.said)
        # Python starts once, however many files there are.
        return run.seconds - said["seconds"] + said["seconds"] * said["of"] / said["files"]

    def note(run):
        said = json.loads(run.said)
        part = f"; 1 in {every} files, scaled" if every > 1 else ""
        failed = f"; {said['failed']} of {said['files']} not read" if said["failed"] else ""
        return f"{said['versions']}{part}{failed}"

    try:
        trial = subprocess.run([*command, "100000000", province / CAMPAIGN], capture_output=True, text=True)
        fault = None if trial.returncode == 0 else trial.stderr.strip().splitlines()[-1]
    except OSError as error:
        fault = str(error)
    if fault:
        print(f"{name} is left out: {fault}")
        return None
    run_it = lambda out: [*command, str(every), province / CAMPAIGN]
    return Contestant(name, title, run_it, min(repeat, most), seconds, note=note)


def contestants(bench, options, province):
    """All that are asked for, in the order of the table."""
    asked, repeat = options.only, options.repeat
    all_of = []
    add = lambda *args, **more: all_of.append(Contestant(*args, **more))
    if "floor" in asked:
        said = lambda run: "{cells:,} cells; {not_opened} files not opened".format(**json.loads(run.said))
        add("floor", "floor: calamine streams every cell", lambda out: [bench.example("floor"), province / "returns"],
            repeat, note=said)
    if "data" in asked:
        add("data", "thidua run --only data", bench.thidua_run(province, "--only", "data"), repeat)
    if "whole" in asked:
        add("whole", "thidua run", bench.thidua_run(province), repeat)
    if "bare" in asked:
        reports = bench.fresh("reports")
        run(bench.thidua_run(province)(reports))
        said = lambda run: "{cells:,} cells; {workbooks} workbooks".format(**json.loads(run.said))
        add("bare", "rust_xlsxwriter: the same cells, bare", lambda out: [bench.example("bare"), reports, out],
            repeat, lambda run: json.loads(run.said)["seconds"], has_peak=False, note=said)
    if "sample" in asked:
        add("sample", "thidua run, the sample", bench.thidua_run(ROOT / "sample-data"), repeat, is_of_same_files=False,
            note=lambda run: f"{files_below(ROOT / 'sample-data' / 'returns')} other files")
    rivals = [name for name in RIVALS if name in asked]
    if rivals:
        python = python_of_rivals(bench, options.python)
        found = [rival(bench, python, name, province, repeat, options.units) for name in rivals]
        all_of.extend(one for one in found if one)
    return all_of


def goals(by_name):
    """What is asked for: (what, the figure, whether it is met), of all that were measured."""
    median = lambda name: by_name[name].median()
    wanted = [
        (("data", "floor"), "data / floor", "≤ 2.0", lambda: median("data") / median("floor"), lambda x: x <= 2.0),
        (("data", "floor"), "data / floor, then", "≤ 1.5", lambda: median("data") / median("floor"), lambda x: x <= 1.5),
        (("whole", "data", "bare"), "(whole − data) / bare", "≤ 1.3",
         lambda: (median("whole") - median("data")) / median("bare"), lambda x: x <= 1.3),
        (("pandas", "whole"), "pandas / whole", "≥ 8", lambda: median("pandas") / median("whole"), lambda x: x >= 8),
        (("polars", "whole"), "polars / whole", "≥ 2", lambda: median("polars") / median("whole"), lambda x: x >= 2),
        (("sample",), "the sample, s", "< 1", lambda: median("sample"), lambda x: x < 1),
        (("whole",), "peak memory of the whole run, MiB", "≤ 300", lambda: by_name["whole"].peak() / MIB, lambda x: x <= 300),
    ]
    for names, what, bound, figure, is_met in wanted:
        if all(name in by_name for name in names):
            yield what, bound, f"{figure():.2f}", "met" if is_met(figure()) else "not met"


def machine():
    """What it ran on, and whether it ran alone."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "unknown processor")
    return f"{len(os.sched_getaffinity(0))} cores, {model}"


def table(head, rows, markdown):
    """Rows under a head; all but first and last column to the right."""
    rows = [[str(cell) for cell in row] for row in rows]
    if markdown:
        lines = ["| " + " | ".join(row) + " |" for row in (head, *rows)]
        lines.insert(1, "|---" + "|---:" * (len(head) - 2) + "|---|")
        return "\n".join(lines)
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    last = len(head) - 1
    side = lambda at, cell: cell if at == last else cell.ljust(widths[at]) if at == 0 else cell.rjust(widths[at])
    return "\n".join("  ".join(side(at, cell) for at, cell in enumerate(row)).rstrip() for row in (head, *rows))


def compare(bench, options):
    """The table of all contestants at one size, and what came of the goals."""
    province = bench.province(options.units)
    load = os.getloadavg()[0]
    for path in filter(pathlib.Path.is_file, province.rglob("*")):
        path.read_bytes()  # From here on no disk is waited for.
    measured = contestants(bench, options, province)
    bench.measure(measured)
    by_name = {one.name: one for one in measured}
    head = ["", "median, s", "min–max", "× floor", "× whole run", "peak, MiB", "measured"]

    def share(one, name):
        if name not in by_name or not one.is_of_same_files:
            return "–"
        return f"{one.median() / by_name[name].median():.2f}"

    rows = []
    for one in measured:
        times = one.times()
        repeats = f"median of {len(times)}" if len(times) > 1 else "once"
        note = one.note(one.runs[-1])
        rows.append([
            one.title, f"{one.median():.3f}", f"{min(times):.3f}–{max(times):.3f}", share(one, "floor"), share(one, "whole"),
            f"{one.peak() / MIB:.0f}" if one.has_peak else "–", f"{repeats}; {note}" if note else repeats,
        ])
    print(f"{options.units:,} units, {files_below(province / 'returns'):,} files; {machine()}; "
          f"load before {load:.1f}, after {os.getloadavg()[0]:.1f}\n")
    print(table(head, rows, options.markdown))
    reached = list(goals(by_name))
    if reached:
        print("\n" + table(["goal", "bound", "measured", ""], reached, options.markdown))
    if "whole" in by_name and not options.markdown:
        # One more, since to tell the times of its parts is not what the others do.
        told = run(bench.thidua_run(province, "--timings", "--lang", "en")(bench.fresh("timings"))).complained
        print("\nthidua run --timings, once:\n" + told.rstrip())
    shutil.rmtree(bench.scratch / "out", ignore_errors=True)


def linear(bench, options):
    """Seconds and memory at each size, and whether a return costs the same at all of them."""
    sizes = [int(size) for size in options.linear.split(",")]
    free = shutil.disk_usage(bench.scratch).free
    if free < max(sizes) * BYTES_A_RETURN:
        sys.exit(f"{max(sizes):,} returns may need {max(sizes) * BYTES_A_RETURN / MIB:,.0f} MiB below {bench.scratch}, "
                 f"which has {free / MIB:,.0f}")
    measured, made = [], []
    for size in sizes:
        if not (bench.scratch / f"province-{size}").exists():
            made.append(size)
        progress(f"making {size} returns")
        province = bench.province(size)
        for name, more in (("data", ["--only", "data"]), ("whole", [])):
            if name not in options.only:
                continue
            command = bench.thidua_run(province, *more)
            measured.append((size, name, files_below(province / "returns"),
                             Contestant(f"{name}-{size}", f"{name} of {size}", command, options.repeat)))
    bench.measure([one for *_, one in measured])
    first = {}
    rows, reached = [], []
    verdict = lambda is_met: "met" if is_met else "not met"
    for size, name, files, one in measured:
        each = one.median() / files
        growth = each / first.setdefault(name, each)
        peak = one.peak() / MIB
        rows.append([f"{size:,} units, {name}", f"{files:,}", f"{one.median():.2f}", f"{each * 1000:.3f}", f"{growth:.3f}",
                     f"{peak:.0f}"])
        if size > sizes[0]:
            reached.append([f"{name}, a file's time at {size:,} / at {sizes[0]:,}", f"≤ {LINEAR_WITHIN:.2f}", f"{growth:.2f}",
                            verdict(growth <= LINEAR_WITHIN)])
        if size == GREATEST_UNITS:
            reached.append([f"{name}, peak memory, MiB", f"≤ {GREATEST_MIB}", f"{peak:.0f}", verdict(peak <= GREATEST_MIB)])
    print(f"{machine()}; medians of {options.repeat}; load {os.getloadavg()[0]:.1f}\n")
    print(table(["", "files", "median, s", "ms a file", "× the first", "peak, MiB"], rows, options.markdown))
    if reached:
        print("\n" + table(["goal", "bound", "measured", ""], reached, options.markdown))
    for size in made:
        shutil.rmtree(bench.scratch / f"province-{size}")
    shutil.rmtree(bench.scratch / "out", ignore_errors=True)


def main():
    names = [*OWN, *RIVALS]
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\nusage")[0])
    parser.add_argument("--units", type=int, default=1300, help="the size of the made-up province (%(default)s)")
    parser.add_argument("--repeat", type=int, default=5, help="how often each is measured (%(default)s)")
    parser.add_argument("--only", type=lambda text: text.split(","), default=names, metavar="NAME,...",
                        help=f"these alone, of {', '.join(names)}")
    parser.add_argument("--linear", metavar="N,N,...", help="time a file at each of these sizes, instead; --only data or whole")
    parser.add_argument("--markdown", action="store_true", help="tables as README has them")
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / "target" / "bench", help="where all is written")
    parser.add_argument("--thidua", help="another build of the program")
    parser.add_argument("--python", help="an interpreter with the rivals' packages")
    parser.add_argument("--no-build", action="store_true", help="take what is built")
    options = parser.parse_args()
    unknown = [name for name in options.only if name not in names]
    if unknown or options.repeat < 1:
        parser.error(f"--only knows {', '.join(names)}" if unknown else "--repeat is at least 1")
    bench = Bench(options)
    linear(bench, options) if options.linear else compare(bench, options)


main()
