"""Organization: units, people, posts, tenures, duties."""
