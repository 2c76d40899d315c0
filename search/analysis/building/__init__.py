"""From OpenTaal's spelling dictionary to the compiled lexicon; nothing here runs when people search."""
