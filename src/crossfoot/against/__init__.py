"""A story held against another document: which words, figures, names, days and offices of the two are of one thing, and where they part.

`alignment` lays words beside words; on it stand `slots` (what a figure is the figure of), `told` (which sentences tell the same) and
`titled` (which office stands beside a name). Each of the others looks for one way in which copy goes wrong against its source, and says
what it found; what is reported of it, and how, is decided by the checks.
"""
