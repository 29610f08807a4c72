#!/usr/bin/env python3
"""Runs what Benchmarks/match/run has prepared and prints the figures as Markdown."""
import json
import os
import re
import shutil
import subprocess
import sys
import time

bin_directory, work, *sizes = sys.argv[1:]
vigil, bench, loop = (os.path.join(bin_directory, "vigil"), os.path.join(bin_directory, "match-bench"),
                      os.path.join(work, "pcre2-loop"))
posts, texts = os.path.join(work, "posts.jsonl"), os.path.join(work, "texts.txt")
ROUNDS = int(os.environ.get("ROUNDS", "2"))
YARA_SHARE = 20  # YARA reads a file a text; it gets one text in so many
os.environ["VIGIL_CACHE"] = os.path.join(work, "cache")


def run(command, output=os.devnull, first_byte=False):
    """Wall and CPU seconds and peak memory in MB of one run; with `first_byte`, the wall seconds to its first output."""
    start = time.monotonic()
    if first_byte:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        process.stdout.read(1)
        first = time.monotonic() - start
        process.kill()
        process.wait()
        return first
    with open(output, "wb") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, code


def best(rows):
    """Of several runs, the one that the machine disturbed least."""
    return min(rows, key=lambda row: row[1])


def lines(path):
    with open(path, "rb") as source:
        return sum(1 for _ in source)


def yara_rules(patterns, path):
    """Those of the patterns that YARA can read, with its syntax; how many they are."""
    count = 0
    with open(path, "wb") as out:
        for number, pattern in enumerate(patterns):
            if re.search(r"\(\?(?:[=!]|<[=!])", pattern):
                continue
            plain = pattern.replace("(?:", "(")
            escaped = "".join(c if ord(c) < 128 else "".join(f"\\x{b:02x}" for b in c.encode()) for c in plain)
            out.write(f"rule r{number} {{ strings: $a = /{escaped}/ condition: $a }}\n".encode())
            count += 1
    return count


def table(size):
    patterns_path = os.path.join(work, f"patterns-{size}.txt")
    rules = os.path.join(work, f"rules-{size}")
    count, megabytes = lines(posts), os.path.getsize(posts) / 1e6
    out = os.path.join(work, "out.json")
    database = os.path.join(work, f"database-{size}")
    run([vigil, "match", "--rules", rules, os.path.join(work, "one.jsonl")])  # so that the cache is warm
    subprocess.run([loop, patterns_path, "/dev/null", database], stdout=subprocess.DEVNULL, check=True)

    contenders = {"PCRE2 loop in C, one thread": [loop, patterns_path, texts],
                  "the same behind Vectorscan": [loop, patterns_path, texts, database]}
    for threads in (1, 2):
        contenders[f"vigil match, {threads} thread{'s' if threads > 1 else ''}"] = [
            vigil, "match", "--rules", rules, "--threads", str(threads), posts]
    contenders["pcre2grep"] = ["pcre2grep", "-u", "-c", "-f", patterns_path, texts]
    contenders["ripgrep -P"] = ["rg", "-P", "-c", "-f", patterns_path, texts]
    outputs = {name: os.path.join(work, f"out-{number}") for number, name in enumerate(contenders)}
    rows = {name: [] for name in contenders}
    for number in range(ROUNDS):  # in turn, so that a slow moment of the machine meets all alike
        for name, command in contenders.items():
            if number > 0 and rows[name][0][0] > 60:
                continue
            rows[name].append(run(command, outputs[name]))

    print(f"### {size} seeded rules, {count:,} posts, {megabytes:.0f} MB of JSON Lines\n")
    print("| what | MB/s | posts/s | wall s | CPU s | peak MB | times the loop |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    floor = best(rows["PCRE2 loop in C, one thread"])[0]
    for name, of in rows.items():
        wall, cpu, memory, code = best(of)
        if code not in (0, 1):
            print(f"| {name} | gave up with exit code {code} | | | | | |")
            continue
        print(f"| {name} | {megabytes / wall:.1f} | {count / wall:,.0f} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |"
              f" {floor / wall:.1f} |")

    # The matching alone, and whether all find the same.
    alone = {name: json.load(open(outputs[name])) for name in list(contenders)[:2]}
    subprocess.run([bench, rules, posts], stdout=open(out, "wb"), check=True)
    ours = json.load(open(out))
    plain, filtered = alone.values()
    print(f"\nThe matching alone, CPU: the loop {plain['matching'] / count * 1e6:.1f} µs a post, behind Vectorscan"
          f" {filtered['matching'] / count * 1e6:.1f} (its database took {compile_time(patterns_path):.1f} s to compile, "
          f"{filtered['candidates'] / count:.1f} patterns a post are left), vigil {ours['matching'] / count * 1e6:.1f}: "
          f"{ours['matching'] / filtered['matching']:.1f} times the C program behind Vectorscan.\n")
    held, any_rule = [0] * len(plain["rules"]), 0
    with open(outputs["vigil match, 1 thread"], encoding="utf-8") as findings:
        for line in findings:
            names = {match["rule"] for match in json.loads(line)["matches"]}
            any_rule += bool(names)
            for name in names:
                held[int(name.rsplit("-", 1)[1])] += 1
    different = sum(a != b for a, b in zip(held, plain["rules"]))
    print(f"Hits (posts times rules): the loop {plain['hits']}, behind Vectorscan {filtered['hits']}, vigil {sum(held)}; "
          f"rules with another count in vigil than in the loop: {different}. Posts with any: vigil {any_rule}"
          + "".join(f", {name} {open(outputs[name]).read().strip() or '0'}" for name in ("pcre2grep", "ripgrep -P")) + ".")
    first = min(run([vigil, "match", "--rules", rules, posts], first_byte=True) for _ in range(5))
    print(f"\nThe first finding with a warm cache stands after {first:.2f} s.\n")
    yara(patterns_path, size, plain)


def compile_time(patterns_path):
    database = os.path.join(work, "database-cold")
    if os.path.exists(database):
        os.remove(database)
    result = subprocess.run([loop, patterns_path, "/dev/null", database], capture_output=True, check=True)
    return json.loads(result.stdout)["compiling"]


def yara(patterns_path, size, plain):
    """YARA scans files, so that each text is one; the loop over the same texts is beside it."""
    folder = os.path.join(work, "yara")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    patterns = open(patterns_path, encoding="utf-8").read().splitlines()
    source, some, kept = (os.path.join(work, name) for name in ("rules.yar", "some.txt", "kept.txt"))
    usable = yara_rules(patterns, source)
    with open(texts, encoding="utf-8") as all_texts, open(some, "w", encoding="utf-8") as few:
        for number, text in enumerate(all_texts):
            if number % YARA_SHARE == 0:
                few.write(text)
                with open(os.path.join(folder, f"{number:07}"), "w", encoding="utf-8") as one:
                    one.write(text.rstrip("\n"))
    numbers = [n for n, pattern in enumerate(patterns) if not re.search(r"\(\?(?:[=!]|<[=!])", pattern)]
    with open(kept, "w", encoding="utf-8") as out:
        out.writelines(patterns[n] + "\n" for n in numbers)
    compiled = os.path.join(work, "rules.yarc")
    if subprocess.run(["yarac", "-w", source, compiled], capture_output=True, check=False).returncode != 0:
        print("YARA cannot compile the rules.\n")
        return
    out = os.path.join(work, "yara.out")
    wall, cpu, memory, code = run(["yara", "-w", "-C", "-p", "1", "-r", compiled, folder], out)
    result = json.loads(subprocess.run([loop, kept, some], capture_output=True, check=True).stdout)
    hits = lines(out)
    print(f"YARA, one thread, one post in {YARA_SHARE}, {usable} of {size} rules (it has no look-around): {cpu:.2f} s of CPU, "
          f"the loop over the same {result['matching']:.2f}; hits {hits} and {result['hits']}. Where they differ, YARA counts bytes where "
          "PCRE2 counts letters in a gap, and its `\\b` and `\\d` know ASCII only.\n")


def shipped():
    """The packs that come with vigil, on the same posts and on the sample posts again and again."""
    again = os.path.join(work, "again.jsonl")
    with open("samples/posts.jsonl", encoding="utf-8") as source, open(again, "w", encoding="utf-8") as out:
        samples = source.readlines()
        for number in range(max(1, lines(posts) // len(samples))):
            for line in samples:
                post = json.loads(line)
                post["id"] = f"{number}-{post['id']}"
                out.write(json.dumps(post, ensure_ascii=False) + "\n")
    run([vigil, "match", "--rules", "rules", os.path.join(work, "one.jsonl")])
    print("### The shipped packs\n\n| posts | threads | MB/s | posts/s | wall s | CPU s | peak MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, path in (("seeded", posts), ("samples, again and again", again)):
        count, megabytes = lines(path), os.path.getsize(path) / 1e6
        for threads in ("1", "2"):
            command = [vigil, "match", "--rules", "rules", "--threads", threads, path]
            wall, cpu, memory, _ = best([run(command) for _ in range(ROUNDS)])
            print(f"| {count:,} {name} | {threads} | {megabytes / wall:.1f} | {count / wall:,.0f} | {wall:.2f} | {cpu:.2f} |"
                  f" {memory:.0f} |")
    print()


with open(os.path.join(work, "one.jsonl"), "w", encoding="utf-8") as one:
    one.write('{"id": "1", "text": "nothing of it"}\n')
for size in sizes:
    table(size)
shipped()
