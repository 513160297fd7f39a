"""The course of a case: its stage, its clocks, and every move between stages."""
