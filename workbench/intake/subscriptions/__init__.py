"""Lists of subscriptions as other programs keep them: read into values, and written from them."""
