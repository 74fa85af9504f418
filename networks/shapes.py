"""The eight districts as a schematic map: a path and the place of its name, in a field of 640 by 500."""

SHAPES = {}
