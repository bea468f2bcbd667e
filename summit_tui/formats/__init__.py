"""What comes in and what goes out: article files, and the export document of the JSON contract.

The only place where bytes become text, and where offsets of another unit than code points would
stand. Nothing here knows of projects on the disk. Modules are imported by their names, so that
starting the app loads none that it doesn't need.
"""
