"""People in the admin: their accounts and their roles, and who may change which."""
