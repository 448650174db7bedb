"""The only place that asks the network for anything, and only when `workbench feeds update` runs.

httpx is imported here and nowhere else, and nothing else imports this but the service behind that
verb: tests walk the imports. What was fetched goes to the readers as any file does; no store is
known here.
"""
