"""How good and how fast onrecord is, measured: `python -m benchmarks.quality` and `python -m benchmarks.speed`."""
