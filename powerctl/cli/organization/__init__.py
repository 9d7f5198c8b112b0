"""Commands of units, people, posts and areas of duty."""
