"""What comes in and what goes out: article files, and the export document of the JSON contract.

The only place where bytes become text, and where offsets of another unit than code points would
stand. Modules are imported by name; nothing here knows of projects on the disk.
"""
