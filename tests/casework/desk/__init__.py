"""Tests of casework.desk."""
