#!/usr/bin/env python3
"""Runs what Benchmarks/run has prepared and prints the figures as Markdown."""
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

vigil, work, rules = sys.argv[1:4]
ROUNDS = 3


def run(command, stdin=None, output=os.devnull):
    """Wall and CPU seconds and peak memory in MB of one run, CPU as the kernel accounts it."""
    with open(stdin or os.devnull, "rb") as source, open(output, "wb") as sink:
        start = time.monotonic()
        process = subprocess.Popen(command, stdin=source, stdout=sink, stderr=subprocess.PIPE)
        complaints = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)}: {complaints.decode()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(rows):
    return sorted(rows)[len(rows) // 2]


def matching():
    posts = os.path.join(work, "posts.jsonl")
    size = os.path.getsize(posts) / 1e6
    with open(posts, "rb") as lines:
        count = sum(1 for _ in lines)
    loop = [os.path.join(work, "pcre2-loop"), os.path.join(work, "patterns.txt"), posts]
    contenders = {"PCRE2 loop in C, one thread": (loop, None)}
    for threads in (1, 2):
        command = [vigil, "match", "--rules", os.path.join(work, "rules"), "--threads", str(threads)]
        contenders[f"vigil match, {threads} thread{'s' if threads > 1 else ''}"] = (command, posts)
    results = {name: [] for name in contenders}
    for _ in range(ROUNDS):  # in turn, so that a slow moment of the machine meets all alike
        for name, (command, stdin) in contenders.items():
            results[name].append(run(command, stdin))
    start = median([run([vigil, "match", "--rules", os.path.join(work, "rules")])[0] for _ in range(ROUNDS)])
    print(f"### Matching: {rules} seeded rules, {count:,} posts, {size:.0f} MB of JSON Lines\n")
    print("| what | MB/s | posts/s | wall s | CPU s | peak MB | times the loop |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    floor = median([row[0] for row in results["PCRE2 loop in C, one thread"]])
    for name, rows in results.items():
        wall, cpu, memory = (median([row[i] for row in rows]) for i in range(3))
        print(
            f"| {name} | {size / wall:.1f} | {count / wall:,.0f} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |"
            f" {floor / wall:.1f} |")
    print(f"\nOf vigil's wall time, {start:.2f} s are the start: loading, checking and compiling {rules} rules.\n")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def crawling():
    site = os.path.join(work, "site")
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--protocol", "HTTP/1.1",
         "--directory", site], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/index.html").read()
                break
            except OSError:
                time.sleep(0.1)
        rows = []
        for number in range(ROUNDS):
            workspace = os.path.join(work, f"watch-{number}")
            subprocess.run([vigil, "init", workspace], check=True, stdout=subprocess.DEVNULL)
            with open(os.path.join(workspace, "vigil.yaml"), "w", encoding="utf-8") as config:
                config.write(
                    "contact: bench@example.org\nrules: [rules]\nallow_private_hosts: [127.0.0.1]\nsources:\n"
                    f"  - name: bench\n    start: [\"http://127.0.0.1:{port}/index.html\"]\n    depth: 200\n"
                    "    pages: 100000\n    delay: 0s\n")
            report = os.path.join(work, f"report-{number}.json")
            wall, cpu, memory = run([vigil, "scan", "--workspace", workspace, "--json"], output=report)
            with open(report, encoding="utf-8") as result:
                pages = sum(source["fetched"] for source in json.loads(result.readlines()[-1])["sources"])
            rows.append((pages / cpu, pages / wall, wall, cpu, memory, pages))
    finally:
        server.terminate()
        server.wait()
    rate, speed, wall, cpu, memory, pages = (median([row[i] for row in rows]) for i in range(6))
    print("### Crawling: a local board, delay 0, everything on (robots, WARC, store, posts, shipped rules)\n")
    print("| pages | pages a CPU second | pages/s | wall s | CPU s | peak MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    print(f"| {pages} | {rate:.0f} | {speed:.0f} | {wall:.1f} | {cpu:.1f} | {memory:.0f} |")
    print("\nCPU is vigil's own; Python's http.server, which is slow, serves from a process of its own.\n")


matching()
crawling()
