"""Logging in and looking after one's own account: django-allauth, with the words and rules of this site."""
