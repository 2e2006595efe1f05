"""What a running RoleFit remembers, in SQL: every row belongs to a workspace."""
