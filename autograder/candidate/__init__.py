"""The side of the boundary that holds the student's code.

Nothing here imports the judge or the reference, and nothing here decides about a grade.
"""
