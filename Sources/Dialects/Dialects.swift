// Placeholder of an empty layer.
