"""Protocol and agenda-item pages of norden.org: chair, cases, remarks, decisions, teasers."""
