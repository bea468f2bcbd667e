"""Which terminal the app talks to, and what it must be sent so that it leaves right-to-left lines alone.

Every terminal is asked; what it answers is told apart from what the person types (``answers``,
``questions``), makes it known (``identity``) and decides on the treatment (``treatment``). Nothing here
knows Textual. Import the modules themselves: the first question goes out while hardly anything is loaded.
"""
