"""How does a person look at the replica? `python -m belta_scraper.replica`, until Ctrl-C."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from threading import Event

from ..editions import EDITIONS
from . import Replica
from .news import DAYS, LAST_DAY


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m belta_scraper.replica", description="Serve a small BelTA with invented news on loopback."
    )
    parser.add_argument("--port", type=int, help="of the first edition; the others follow it (default: free ports)")
    parser.add_argument("--last-day", type=date.fromisoformat, default=LAST_DAY, help="default: %(default)s")
    parser.add_argument("--days", type=int, default=DAYS, help="of news, up to the last one (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    ports = {} if asked.port is None else {code: asked.port + place for place, code in enumerate(EDITIONS)}
    try:
        replica = Replica(ports=ports, last_day=asked.last_day, days=asked.days, seed=asked.seed)
        with replica:
            # For a person's browser: links and pictures that stay on this machine.
            replica.switches.links = "own origin"
            replica.switches.image_host = "own"
            print(json.dumps(replica.origins, indent=2), flush=True)
            Event().wait()
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        print(f"Cannot listen on 127.0.0.1: {error}. Choose other ports with --port.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
