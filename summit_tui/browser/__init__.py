"""The app in browser windows, through textual-serve, which the extra ``serve`` brings.

``server`` listens and hands out the page; ``window`` runs the app for one browser window, in a process of its
own; ``page/`` is what browsers load, with a font whose Arabic letters are as wide as a cell.
"""
