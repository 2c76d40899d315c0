"""Advice on what somebody writes: given while writing, about the draft, and never a reason not to save."""
