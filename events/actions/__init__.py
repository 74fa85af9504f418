from .schedule import schedule, withdraw

__all__ = ["schedule", "withdraw"]
