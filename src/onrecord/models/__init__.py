"""The trained models, each with its card; `article/weights.py` opens them."""
