"""App Home: what RoleFit is, the last advice, and what is kept."""
