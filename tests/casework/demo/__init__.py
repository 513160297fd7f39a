"""Tests of casework.demo."""
