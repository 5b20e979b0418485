"""Hosts the tools of one Python module for a debugger that runs them again, one at a time."""
