"""A reader's machine: many connections that ask for pages one after the other. Run as a process of its own.

`python -m benchmarks._load HOST PORT READERS REQUESTS PATH…` prints a JSON object: milliseconds of every answer,
those that were not 200, and the largest answer in bytes.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time


async def reader(host: str, port: int, paths: list[str], first: int, count: int, told: dict[str, list[float]]) -> None:
    """One connection: a request, its whole answer, the next request."""
    stream, out = await asyncio.open_connection(host, port)
    for number in range(count):
        path = paths[(first + number) % len(paths)]
        start = time.perf_counter()
        out.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        head = await stream.readuntil(b"\r\n\r\n")
        size = await _body(stream, head)
        told["ms"].append((time.perf_counter() - start) * 1000)
        told["bytes"].append(size)
        if b" 200 " not in head[:16]:
            told["failed"].append(int(head[9:12]))
    out.close()


async def _body(stream: asyncio.StreamReader, head: bytes) -> int:
    lower = head.lower()
    if b"content-length:" in lower:
        length = int(lower.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        await stream.readexactly(length)
        return length
    size = 0
    while length := int((await stream.readline()).strip() or b"0", 16):
        await stream.readexactly(length + 2)
        size += length
    await stream.readline()
    return size


async def main(host: str, port: int, readers: int, requests: int, paths: list[str]) -> dict[str, list[float]]:
    """So many readers at once, so many requests in all."""
    told: dict[str, list[float]] = {"ms": [], "bytes": [], "failed": []}
    each = requests // readers
    await asyncio.gather(*(reader(host, port, paths, n * 7, each, told) for n in range(readers)))
    return told


if __name__ == "__main__":
    found = asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:]))
    print(json.dumps({"ms": found["ms"], "failed": found["failed"], "largest": max(found["bytes"])}))
