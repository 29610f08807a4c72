#!/usr/bin/env python3
"""How well a crawl keeps up with many slow hosts.

    slow.py VIGIL DIR [--hosts 500] [--seconds 40] [--latency 0.2]

Serves `--hosts` hosts (addresses 127.0.1.1 and on) that each answer after `--latency` seconds, lets `vigil scan` crawl them
with a delay of 1 s for `--seconds`, and prints how many of the pages that manners allow it had, and its memory.
"""
import argparse
import asyncio
import os
import resource
import shutil
import subprocess
import time


async def answer(latency, reader, writer, starts):
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            await asyncio.sleep(latency)
            if path == "/robots.txt":
                status, body = "404 Not Found", b""
            else:
                starts.append(time.monotonic())
                number = int(path.strip("/") or 0)
                host = head.lower().split("\r\nhost: ", 1)[1].split("\r\n", 1)[0]
                status = "200 OK"
                body = (f"<title>Room {number}</title><article><h1>Room {number}</h1><p>Page {number} of {host} says that a "
                        "quiet room near the station is to let from next month on, with a desk and a window to the "
                        f"garden.</p></article><a href=/{number + 1}>next</a>").encode()
            writer.write(f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
                         f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("vigil")
    arguments.add_argument("directory")
    arguments.add_argument("--hosts", type=int, default=500)
    arguments.add_argument("--seconds", type=int, default=40)
    arguments.add_argument("--latency", type=float, default=0.2)
    options = arguments.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    hosts = [f"127.0.{1 + number // 250}.{1 + number % 250}" for number in range(options.hosts)]
    starts = []
    server = await asyncio.start_server(
        lambda reader, writer: answer(options.latency, reader, writer, starts), "0.0.0.0", 0, backlog=1024)
    port = server.sockets[0].getsockname()[1]
    shutil.rmtree(options.directory, ignore_errors=True)
    subprocess.run([options.vigil, "init", options.directory], check=True, stdout=subprocess.DEVNULL)
    urls = ", ".join(f'"http://{host}:{port}/0"' for host in hosts)
    with open(os.path.join(options.directory, "vigil.yaml"), "w") as file:
        file.write(f"contact: bench@example.org\nallow_private_hosts: [{', '.join(hosts)}]\nsources:\n"
                   f"  - {{name: slow, start: [{urls}], delay: 1s, depth: 100000, pages: 1000000, "
                   f"time: {options.seconds}s}}\n")
    process = await asyncio.create_subprocess_exec(
        options.vigil, "scan", "--workspace", options.directory, stdout=subprocess.DEVNULL)
    await process.wait()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    # The first and the last second are not full.
    first = starts[0] + 2
    last = starts[0] + options.seconds - 2
    rate = sum(1 for at in starts if first <= at < last) / (last - first)
    print(f"| {options.hosts} | {options.latency * 1000:.0f} ms | {len(starts)} | {rate:.0f} | "
          f"{100 * rate / options.hosts:.1f} % | {usage.ru_utime + usage.ru_stime:.1f} | {usage.ru_maxrss / 1024:.0f} |")
    server.close()


print("| hosts | latency | pages | pages/s | of what manners allow | CPU s | peak MB |\n"
      "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
asyncio.run(main())
