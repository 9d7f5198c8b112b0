"""Meetings: topics, meetings as they were held, votes and what follows from them."""
