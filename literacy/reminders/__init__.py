"""Reminders by mail: a date is near, memory fades, somebody stopped half-way."""
