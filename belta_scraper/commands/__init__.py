"""Front doors for people. The only place that may import both `belta_scraper` and `pipelines`."""
