"""Whole ways of people through the house, and what they leave behind."""
