"""The pages of the replica, in the mark-up of the reference. Everything here is a function of a story and a view."""
