"""The door of a lab: what the pages of every lab that keeps a record share."""
