"""The one screen: layout, the loop that reads keys, and the prompts that handlers await."""
