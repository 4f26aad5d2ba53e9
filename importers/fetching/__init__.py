"""The only door to the network: pages of a source's site, fetched politely and kept as WARC."""
