"""Tests of RoleFit."""
