"""The tests; a package, because another distribution installs one of the same name."""
