"""Events at full speed, from a process of its own: `python -m bench.load PORT SECONDS`.

Plain sockets and prepared bytes, one request at a time on each kept connection, so that the server
is what is measured: `busy` in the result is the share of a core that this process itself took.
"""

import argparse
import json
import select
import socket
import time
from typing import Any

from bench.figures import share

GROUP = 7
SECRET = "bench-secret"
SIZE = 1024
RIGHT = b"HTTP/1.1 200"
TAKEN = b"\r\n\r\nok"
WAIT = 5


class Requests:
    """Requests that differ in the event's id alone, so the rest of the bytes is made once."""

    def __init__(self, run: str) -> None:
        event: dict[str, Any] = {
            "group_id": GROUP,
            "type": "like_add",
            "v": "5.199",
            "secret": SECRET,
            "event_id": f"{run}-{0:012d}",
            "object": {"liker_id": 1001, "object_type": "post", "object_id": 1, "filler": ""},
        }
        event["object"]["filler"] = "х" * ((SIZE - len(json.dumps(event))) // 6)
        body = json.dumps(event).encode()
        head = (
            "POST /vk/callback HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._before, _, self._after = (head.encode() + body).partition(f"{0:012d}".encode())
        self._sent = 0

    def one(self) -> bytes:
        """Return the next request."""
        self._sent += 1
        return b"%b%012d%b" % (self._before, self._sent, self._after)


def load(port: int, seconds: float, *, connections: int, run: str) -> dict[str, float]:
    """Send events for so long; return how many a second were taken, and how slowly."""
    requests = Requests(run)
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
    waiting = select.epoll()
    by_number = {}
    for one in sockets:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waiting.register(one, select.EPOLLIN)
        by_number[one.fileno()] = one
    clock = time.perf_counter
    busy = time.process_time()
    began = clock()
    until = began + seconds
    sent: dict[int, float] = {}
    for number, one in by_number.items():
        sent[number] = clock()
        one.sendall(requests.one())
    took: list[float] = []
    refused = 0
    while sent:
        ready = waiting.poll(WAIT)
        if not ready:
            raise TimeoutError(f"no answer within {WAIT} s")
        for number, _ in ready:
            answer = by_number[number].recv(4096)
            if not answer:
                raise ConnectionError("the server hung up")
            if not answer.startswith(RIGHT) or not answer.endswith(TAKEN):
                refused += 1
            now = clock()
            took.append(now - sent.pop(number))
            if now < until:
                sent[number] = now
                by_number[number].sendall(requests.one())
    lasted = clock() - began
    for one in sockets:
        one.close()
    return {
        "events": len(took),
        "per_second": len(took) / lasted,
        "p50": share(took, 0.5),
        "p99": share(took, 0.99),
        "refused": refused,
        "busy": (time.process_time() - busy) / lasted,
    }


def main() -> None:
    """Print the result as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--run", default="run", help="the beginning of every event's id")
    given = parser.parse_args()
    result = load(given.port, given.seconds, connections=given.connections, run=given.run)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
