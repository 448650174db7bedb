"""Mail, mailboxes and pages saved as mail (MHTML): parts, headers, bodies."""
