"""Procedure packs: a country's rules as data, each with its source and how far it binds."""
