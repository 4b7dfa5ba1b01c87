"""natasha's analysis at several times its speed: the same labels, word for word, from the same models."""
