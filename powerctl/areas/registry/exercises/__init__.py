"""Powers as they are used: exercises, delegations, scope of key leaders (R-FS-05)."""
