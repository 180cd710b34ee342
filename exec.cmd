@rem npm's scripts say `exec`, so that signals reach Node.js instead of a shell. Windows has no such command but this one.
@%*
