"""Commands of topics, meetings and resolutions."""
