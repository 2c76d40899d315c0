"""Example content and accounts, for trying the site; never on a production setting."""
