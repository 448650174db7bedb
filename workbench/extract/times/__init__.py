"""Time expressions: their span, TIMEX3 value, granularity, part of day and modifier.

Relative expressions are resolved against the anchor, the article's local publication date. Without
one they stay unresolved: value None, never a guess from today's date.
"""

from workbench.extract.times.finding import FoundTime, find_times
from workbench.extract.times.moments import Moments, moments_for

__all__ = ["FoundTime", "Moments", "find_times", "moments_for"]
