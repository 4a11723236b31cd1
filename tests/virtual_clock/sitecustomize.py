"""At which moment does a process live? With `BELTA_MOMENT` in its environment, from that moment on.

Python imports a module of this name at its start, from `PYTHONPATH`. Time goes on from there as it does elsewhere; clocks
that only measure how long something takes are left alone.
"""

import os

if moment := os.environ.get("BELTA_MOMENT"):
    from datetime import datetime

    import time_machine

    time_machine.travel(datetime.fromisoformat(moment), tick=True).start()
