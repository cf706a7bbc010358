"""The page of advice: what the user was told, what they told others, what others promised, and the loops to close."""
