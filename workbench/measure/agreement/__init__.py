"""How far analysts agree, measured: claims matched one to one, and what is said on what matched.

Pure over plain values: `services.agreement` hands in what each made of a text. The coefficients are
own code, checked against krippendorff and nltk (`tests/peers`). Nothing here decides who is right,
and a value that cannot be computed is a reason, never a number. Its modules are its public surface.
"""
