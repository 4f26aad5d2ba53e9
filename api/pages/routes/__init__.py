"""The pages' addresses: each reads its parameters, asks once, and places the answer."""
