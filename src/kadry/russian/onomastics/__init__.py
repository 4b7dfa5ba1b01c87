"""Names: tables of given names, surnames and bodies, plain text that can be edited, and what they say of a name.

Each file states its format at its top. Names are compared in the form that ``kadry.fold.fold`` gives them.
"""
