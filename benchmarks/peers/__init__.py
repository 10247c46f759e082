"""Other people's finders of references, each behind an adapter that gives our ids: installed apart, run apart."""
