#!/usr/bin/env python3
"""Serves the sites that Benchmarks/crawl/run has made, crawls them with each tool in turn, prints Markdown.

    measure.py BIN WORK SIZE...

BIN holds vigil, crawl-bench, bare and scrapy; WORK/site-SIZE the sites. ROUNDS, TIMEOUT (seconds a crawl) and TOOLS
(names, to leave some out while working on this) come from the environment.
"""
import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

bin_, work, *sizes = sys.argv[1:]
here = os.path.dirname(os.path.abspath(__file__))
sizes = [int(size) for size in sizes]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
TIMEOUT = float(os.environ.get("TIMEOUT", "600"))

NGINX = """
daemon off;
worker_processes 1;
pid nginx.pid;
error_log error.log;
%(user)s
events { worker_connections 512; }
http {
    types { text/html html; text/plain txt; text/css css; }
    charset utf-8;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    log_format short "$status $request_uri";
    access_log %(log)s;
    client_body_temp_path temp;
    proxy_temp_path temp;
    fastcgi_temp_path temp;
    uwsgi_temp_path temp;
    scgi_temp_path temp;
    server { listen 127.0.0.1:%(port)d reuseport; root %(root)s; }
}
"""


# What is measured: each takes the start URL and a fresh directory, and gives a command and how to count its pages.

def own_count(output, directory):
    return json.loads(output.splitlines()[-1])["pages"]


def vigil(url, directory, pages=10_000_000):
    workspace = os.path.join(directory, "watch")
    program = os.path.join(bin_, "vigil")
    subprocess.run([program, "init", workspace], check=True, stdout=subprocess.DEVNULL)
    # The shipped rules, as they are here and not as they were installed.
    shutil.rmtree(os.path.join(workspace, "rules"), ignore_errors=True)
    shutil.copytree(os.path.join(here, "..", "..", "rules"), os.path.join(workspace, "rules"))
    with open(os.path.join(workspace, "vigil.yaml"), "w", encoding="utf-8") as config:
        config.write(
            "contact: bench@example.org\nrules: [rules]\nallow_private_hosts: [127.0.0.1]\nsources:\n"
            f"  - name: bench\n    start: [\"{url}\"]\n    depth: 1000000\n    pages: {pages}\n    delay: 0s\n")

    def count(output, directory):
        return sum(source["fetched"] for source in json.loads(output.splitlines()[-1])["sources"])

    return [program, "scan", "--workspace", workspace, "--json"], count


def vigil_bare(url, directory):
    return [os.path.join(bin_, "crawl-bench"), url], own_count


def bare(url, directory):
    return [os.path.join(bin_, "bare"), url], own_count


def bare_myhtml(url, directory):
    return [os.path.join(bin_, "bare-myhtml"), url], own_count


def scrapy(url, directory):
    return [os.path.join(bin_, "scrapy"), "runspider", os.path.join(here, "spider.py"), "-a", f"start={url}"], own_count


def wget2(url, directory):
    def count(output, directory):
        return sum(name.endswith(".html") for _, _, names in os.walk(directory) for name in names)

    return ["wget2", "--no-config", "--quiet", "--recursive", "--level=inf", "--robots=on", "--max-threads=8",
            f"--directory-prefix={directory}", url], count


TOOLS = {
    "vigil, everything on": vigil, "vigil, archive, store and rules off": vigil_bare, "Scrapy": scrapy,
    "wget2": wget2, "bare C": bare,
}
if os.path.exists(os.path.join(bin_, "bare-myhtml")):
    TOOLS["bare C with MyHTML"] = bare_myhtml
wanted = os.environ.get("TOOLS", "").split()
TOOLS = {name: tool for name, tool in TOOLS.items() if not wanted or tool.__name__ in wanted}


class Failed(Exception):
    pass


def run(command, directory):
    """Wall and CPU seconds and peak memory in MB of one run, CPU with that of its children as the kernel has it."""
    kept = os.path.join(work, "output")
    with open(kept, "w+b") as out, open(kept + ".err", "w+b") as err:
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=directory, start_new_session=True)
        late = threading.Timer(TIMEOUT, os.killpg, (process.pid, signal.SIGKILL))
        late.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            late.cancel()
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        # wget2 exits with 8 where a server has answered with an error, here for the picture that is not there.
        if process.returncode not in ((0, 8) if command[0] == "wget2" else (0,)):
            reason = f"took more than {TIMEOUT:.0f} s" if wall >= TIMEOUT else f"exited with {process.returncode}"
            raise Failed(" ".join(f"{reason} {err.read().decode(errors='replace')[-300:]}".split()))
        return (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), out.read().decode()


def crawl(tool, url, **options):
    """One crawl in a directory of its own that is gone afterwards: figures and pages."""
    directory = os.path.join(work, "crawl")
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory)
    try:
        command, count = tool(url, directory, **options)
        figures, output = run(command, directory)
        return figures, count(output, directory)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@contextlib.contextmanager
def server(site, log=None):
    """nginx with one worker on loopback; the address of the start page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = os.path.join(work, "nginx")
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(place)
    with open(os.path.join(place, "nginx.conf"), "w", encoding="utf-8") as config:
        config.write(NGINX % {
            "port": port, "root": site, "log": f"{log} short" if log else "off",
            # Its worker would else become another user, who may not read the site.
            "user": f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else ""})
    process = subprocess.Popen(["nginx", "-p", place, "-e", os.path.join(place, "error.log"), "-c", "nginx.conf"])
    url = f"http://127.0.0.1:{port}/index.html"
    try:
        for attempt in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt").read()
                break
            except OSError:
                if attempt == 99 or process.poll() is not None:
                    sys.exit("bench-crawl: nginx does not start; see " + place)
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait()


def verify(size):
    """One crawl of each tool with nginx's log on: what it asked for, whatever it says itself."""
    print(f"### What nginx saw, {size:,} pages, in a run of its own\n")
    print("| what | pages, each once | asked for again | closed by robots.txt | read robots.txt | other files |")
    print("| --- | ---: | ---: | ---: | --- | ---: |")
    log = os.path.join(work, "access.log")
    for name, tool in TOOLS.items():
        if os.path.exists(log):
            os.remove(log)
        with server(os.path.join(work, f"site-{size}"), log) as url:
            try:
                crawl(tool, url)
            except Failed as failure:
                print(f"| {name} | **{failure}** | | | | |")
                continue
        with open(log, encoding="utf-8") as lines:
            asked = [line.split(maxsplit=1) for line in lines.read().splitlines()][1:]  # the first is `server`'s own
        pages = [path for status, path in asked if status == "200" and path.endswith(".html")]
        closed = [path for _, path in asked if path.startswith("/closed/")]
        robots = any(path == "/robots.txt" for _, path in asked)
        once = len(set(pages) - set(closed))
        again = len(pages) - len(set(pages))
        others = len(asked) - len(pages) - asked.count(["200", "/robots.txt"])
        mark = "" if once == size and not closed else " **wrong**"
        print(f"| {name} | {once:,}{mark} | {again} | {len(closed)} | {'yes' if robots else 'no'} | {others} |", flush=True)
    print()


def measure(size):
    """Rounds of all tools in turn; for each tool the medians of wall, CPU and memory."""
    rows = {name: [] for name in TOOLS}
    wrong = {}
    with server(os.path.join(work, f"site-{size}")) as url:
        for number in range(ROUNDS):
            for name, tool in TOOLS.items():
                print(f"bench-crawl: {size} pages, round {number + 1} of {ROUNDS}: {name}", file=sys.stderr)
                try:
                    figures, pages = crawl(tool, url)
                    rows[name].append(figures)
                    if pages != size:
                        wrong[name] = f"{pages:,} pages"
                except Failed as failure:
                    wrong[name] = str(failure)
    print(f"### {size:,} pages, medians of {ROUNDS}, in turn\n")
    print("| what | pages a CPU second | ms CPU a page | times Scrapy | CPU a page, times bare C | pages/s | wall s | CPU s"
          " | cores used | peak MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    medians = {name: [statistics.median(column) for column in zip(*figures)] for name, figures in rows.items() if figures}
    for name in TOOLS:
        mark = f" **wrong: {wrong[name]}**" if name in wrong else ""
        if name not in medians:
            print(f"| {name}{mark} | | | | | | | | | |")
            continue
        wall, cpu, memory = medians[name]
        print(f"| {name}{mark} | {size / cpu:,.0f} | {1000 * cpu / size:.3f} | {against(medians, 'Scrapy', name)} |"
              f" {against(medians, name, 'bare C')} | {size / wall:,.0f} | {wall:.2f} | {cpu:.2f} | {cpu / wall:.2f} |"
              f" {memory:.0f} |")
    print(flush=True)
    return {name: figures[1] for name, figures in medians.items() if name not in wrong}


def against(medians, dividend, divisor):
    """How many times the CPU of one the other takes."""
    if dividend not in medians or divisor not in medians:
        return ""
    return f"{medians[dividend][1] / medians[divisor][1]:.1f}"


def between(small, large, cpu):
    """The CPU of a page without what a start costs."""
    print(f"### From {small:,} to {large:,} pages: what a further page costs, without the start\n")
    print("| what | ms CPU a page | times Scrapy | CPU a page, times bare C | the rest, CPU s |")
    print("| --- | ---: | ---: | ---: | ---: |")
    slopes = {name: (cpu[large][name] - cpu[small][name]) / (large - small) for name in TOOLS
              if name in cpu[small] and name in cpu[large]}
    for name, slope in slopes.items():
        scrapy = f"{slopes['Scrapy'] / slope:.1f}" if "Scrapy" in slopes else ""
        floor = f"{slope / slopes['bare C']:.1f}" if "bare C" in slopes else ""
        print(f"| {name} | {1000 * slope:.3f} | {scrapy} | {floor} | {cpu[small][name] - slope * small:.2f} |")
    print(flush=True)


def start_of_vigil(size):
    """Above all the loading of the rules: a scan of one page."""
    with server(os.path.join(work, f"site-{size}")) as url:
        cpu = statistics.median(crawl(vigil, url, pages=1)[0][1] for _ in range(ROUNDS))
    print(f"Of vigil's CPU seconds with everything on, {cpu:.2f} are its start (a scan of one page: loading the rules).\n")


verify(sizes[0])
cpu = {size: measure(size) for size in sizes}
if len(sizes) > 1:
    between(sizes[0], sizes[-1], cpu)
if "vigil, everything on" in TOOLS:
    start_of_vigil(sizes[0])
