"""The command line: one file a verb, each parses, calls one service and prints.

stdout is data, stderr is words, exit codes are a contract (docs/cli.md). A verb's module is light:
what it needs is imported when it runs. Nothing here loads textual, except that `demo`, `open` and
the bare command start the desk.
"""
