"""Sort people: choosing a rhythm for one person after another, with the evidence for each and the resulting load."""
