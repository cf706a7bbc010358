"""Events: logged, prepared, and the few chosen afterwards, on a real book."""
