"""Which suggester there is: rules, morphology, named entities, and bringing what they need."""
