"""Files to a site, the only reader of content: `site` reads it all, `articles` a file of articles, `tree` the disk."""
