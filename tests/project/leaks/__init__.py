"""The leak test: secret words in all content, every address asked as everybody (docs/developers/leak-test.md)."""
