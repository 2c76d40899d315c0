"""How well search finds: judged queries and pairs, those of this repository and foreign ones."""
