"""The benchmark: `python -m tests.bench`. What RoleFit costs, beside what bare Bolt costs."""
