"""The loaders that ship with the project."""
