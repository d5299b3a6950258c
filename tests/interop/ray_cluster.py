"""Run by the Python that has Ray: two nodes on this machine, as long as standard input is open.

Says in one line of JSON where they are: the address, and the process of each node's raylet, the head's first.
"""

from __future__ import annotations

import json
import logging
import sys
from importlib import import_module


def main() -> None:
    """Start, tell, wait, stop."""
    logging.disable(logging.CRITICAL)
    node = {"num_cpus": 1, "object_store_memory": 100 << 20, "include_dashboard": False}
    # A node that is gone is missed within ten seconds, not half a minute; less, and a busy machine loses one.
    patience = {"health_check_period_ms": 1000, "health_check_failure_threshold": 10}
    cluster = import_module("ray.cluster_utils").Cluster(
        initialize_head=True, head_node_args={**node, "_system_config": patience}
    )
    nodes = [cluster.head_node, cluster.add_node(**node)]
    raylets = [each.all_processes["raylet"][0].process.pid for each in nodes]
    sys.stdout.write(json.dumps({"address": cluster.address, "raylets": raylets}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    cluster.shutdown()


if __name__ == "__main__":
    main()
