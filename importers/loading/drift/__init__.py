"""The drift alarm: whether documents state less than their source stated before."""
