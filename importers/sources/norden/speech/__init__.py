"""Speech pages of norden.org: title, information block, original and translation."""
