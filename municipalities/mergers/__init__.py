"""Municipal mergers: a participant ends, its pages stay, and its people go on at the successor."""
