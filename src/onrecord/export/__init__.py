"""What a record holds, as files for other tools."""

from onrecord.export.files import FORMS, WHATS, export_record

__all__ = ["FORMS", "WHATS", "export_record"]
