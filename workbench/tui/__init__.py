"""The desk: screens, keys and themes over the services. The only importer of textual.

Nothing is re-exported here, so that the command line can reach `workbench.tui.terminal`, which
sets the environment up before textual is loaded, without loading textual.
"""
