"""What an article tells beside what somebody says in it, off its text and facts: when he said so,
what a number counts and of whom, what a correction takes back, and who is behind it.

The story lays articles side by side by it, and the report tells it.
"""
