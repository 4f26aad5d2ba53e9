"""Text as it is compared, sorted and counted: names, letters, words, days stated in part."""
