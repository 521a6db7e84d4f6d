"""Optuna's gRPC storage proxy under ask and tell: `server URL PORT`, `study PORT`, `client PORT`.

A client prints "ready", begins with the line "run" on its standard input, counts from "measure" on, and with
"stop" prints what it saw as JSON.
"""

import json
import logging
import os
import sys
import threading
import time
import warnings

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
STUDY = "bench"


def serve(url, port):
    # SQLAlchemy does not know the short name of the scheme.
    storage = optuna.storages.RDBStorage(url.replace("postgres://", "postgresql+psycopg2://", 1))
    logging.disable(logging.CRITICAL)
    optuna.storages.run_grpc_proxy_server(storage, host="127.0.0.1", port=port)


def storage_of(port):
    storage = optuna.storages.GrpcStorageProxy(host="127.0.0.1", port=port)
    storage.wait_server_ready(timeout=60)
    return storage


def client(port):
    # Independent draws, Optuna's cheapest sampler, and one parameter, the least that a trial can have.
    study = optuna.load_study(
        study_name=STUDY, storage=storage_of(port), sampler=optuna.samplers.RandomSampler(seed=os.getpid())
    )
    seen = {"asksMs": [], "tellsMs": []}
    running = True

    def cycle():
        while running:
            begin = time.perf_counter()
            trial = study.ask()
            value = trial.suggest_float("x", 0.0, 1.0)
            asked = time.perf_counter()
            study.tell(trial, value)
            told = time.perf_counter()
            seen["asksMs"].append((asked - begin) * 1000)
            seen["tellsMs"].append((told - asked) * 1000)

    print("ready", flush=True)
    worker = threading.Thread(target=cycle, daemon=True)
    usage = 0.0
    for line in sys.stdin:
        order = line.strip()
        if order == "run":
            worker.start()
        elif order == "measure":
            seen["asksMs"].clear()
            seen["tellsMs"].clear()
            usage = time.process_time()
        elif order == "stop":
            seen["processorMs"] = (time.process_time() - usage) * 1000
            print(json.dumps(seen), flush=True)
            running = False
            break
    os._exit(0)


if sys.argv[1] == "server":
    serve(sys.argv[2], int(sys.argv[3]))
elif sys.argv[1] == "study":
    optuna.create_study(study_name=STUDY, storage=storage_of(int(sys.argv[2])), direction="maximize")
else:
    client(int(sys.argv[2]))
