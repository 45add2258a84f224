"""Where bytes come from: files, folders, archives and standard input become captures, or rejections with a reason."""

from onrecord.capture.files import check_inputs, read_captures

__all__ = ["check_inputs", "read_captures"]
