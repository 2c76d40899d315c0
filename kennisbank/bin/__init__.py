"""The bin: deleting a page in the admin is unpublishing it and moving it there, from where it can come back."""
