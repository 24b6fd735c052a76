"""Runs `benchmark territory` on instances and judges the labels with the shared set's independent checker.

    python benches/territory.py BENCHMARK RUN_TERRITORY FILE.json... [-- options of `benchmark territory`]

BENCHMARK is the built example, RUN_TERRITORY the path of run_territory.py (its folder is put on the path). One line a file; CPU
seconds are user plus system time of the child. Needs numpy.
"""
import importlib.util, json, resource, subprocess, sys
import numpy

arguments, options = sys.argv[1:], []
if "--" in arguments:
    place = arguments.index("--")
    arguments, options = arguments[:place], arguments[place + 1:]
benchmark, runner, files = arguments[0], arguments[1], arguments[2:]
spec = importlib.util.spec_from_file_location("run_territory", runner)
judge = importlib.util.module_from_spec(spec)
spec.loader.exec_module(judge)


def cpu():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


gaps = []
for file in files:
    before = cpu()
    answer = subprocess.run([benchmark, "territory", *options, file], capture_output=True, text=True, check=True)
    seconds = cpu() - before
    tolerance = float(options[options.index("--tolerance") + 1]) if "--tolerance" in options else None
    instance = judge.Inst(file, None, tolerance)
    found = judge.check(instance, numpy.array(json.loads(answer.stdout)))
    value = found["pmed_unw"] if instance.obj == "pmed" else found["inertia"]
    published = (instance.d.get("published") or {}).get("compactness_pmed")
    gap = f"{100 * (value / published - 1):+.3f} %" if published else ""
    gaps += [value / published - 1] if published else []
    moved = f"moved {100 * found['moved_w_share']:.2f} %" if instance.inc is not None else ""
    print(instance.name, "feasible" if found["feasible"] else "NOT FEASIBLE", f"{value:.6g}", gap, moved, f"{seconds:.2f} CPU s", flush=True)
if gaps:
    print(f"mean {100 * numpy.mean(gaps):+.3f} %, worst {100 * max(gaps):+.3f} %")
