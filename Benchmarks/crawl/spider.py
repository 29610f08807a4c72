"""The crawl benchmark's Scrapy spider: title, visible text and links of every page. Prints one line of JSON.

    scrapy runspider spider.py -a start=URL
"""
import json
import sys

import scrapy


class Board(scrapy.Spider):
    name = "board"
    custom_settings = {
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "USER_AGENT": "scrapy (+bench@example.org)",
    }

    def __init__(self, start, **rest):
        super().__init__(**rest)
        self.first = start
        self.allowed_domains = ["127.0.0.1"]
        self.count = {"pages": 0, "links": 0, "text_bytes": 0}

    async def start(self):
        yield scrapy.Request(self.first)  # Scrapy's own `start` lets the start page be fetched a second time

    def parse(self, response):
        title = response.css("title::text").get(default="")
        text = " ".join(" ".join(response.xpath(
            "//body//text()[not(parent::script or parent::style)]").getall()).split())
        self.count["pages"] += 1
        self.count["text_bytes"] += len((title + text).encode())
        yield {"url": response.url, "title": title, "text": text}
        hrefs = response.css("a::attr(href)").getall()
        self.count["links"] += len(hrefs)
        for url in dict.fromkeys(map(response.urljoin, hrefs)):  # each once a page, as Scrapy's LinkExtractor does
            if url.startswith("http"):
                yield scrapy.Request(url)

    def closed(self, reason):
        json.dump(self.count, sys.stdout)
        print()
