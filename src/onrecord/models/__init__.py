"""The trained models, each with its card; `onrecord/weights.py` opens them."""
