"""The survivor with her number: coming back, speaking, and changing or losing it."""
