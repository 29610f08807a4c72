#!/usr/bin/env python3
"""Writes the site that the crawlers of this benchmark are measured on: the same bytes for the same arguments.

    site.py DIR --pages 5000 [--seed 1]

A classifieds board of `--pages` pages of about 7.5 KB: ads, the listings that lead to them by pagination, and a start
page. Every page is reached by links from `/index.html`, many links lead to pages that are known already, and what
`robots.txt` closes is linked from every page and exists, so that a crawler that reads it is seen by its count. Ads lead
to ads that are near, so that listings come first and each brings some that are new: vigil leaves listings that go on
and on without (`ShapeWatch`), and would rightly fetch fewer pages than others. The text is seeded word salad in nine
languages: it has the shape of ads and says nothing.
"""
import argparse
import os
import random

WORDS = {
    "en": "the and for with new house city street table garden kitchen evening summer river market bicycle window paper "
          "coffee music lesson teacher room month week price quiet large small near station bus train open repair clean",
    "es": "casa ciudad calle amigo semana precio nuevo grande cocina jardín escuela verano mañana mesa ventana papel "
          "música bicicleta libro tren estación tranquilo cerca abierto pequeño lámpara silla puerta taller",
    "ru": "дом город улица стол сад кухня вечер лето река рынок велосипед окно бумага кофе музыка урок комната месяц "
          "неделя цена тихий большой рядом станция автобус поезд открыто ремонт чистый книга",
    "vi": "nhà thành phố đường bàn vườn bếp buổi tối mùa hè sông chợ xe đạp cửa sổ giấy cà phê âm nhạc bài học phòng "
          "tháng tuần giá yên tĩnh lớn nhỏ gần ga xe buýt tàu mở sửa sạch sách",
    "tl": "bahay lungsod kalye mesa hardin kusina gabi tag-araw ilog palengke bisikleta bintana papel kape musika aralin "
          "silid buwan linggo presyo tahimik malaki maliit malapit istasyon bus tren bukas malinis aklat",
    "de": "Haus Stadt Straße Tisch Garten Küche Abend Sommer Fluss Markt Fahrrad Fenster Papier Kaffee Musik Stunde "
          "Zimmer Monat Woche Preis ruhig groß klein nahe Bahnhof Bus Zug offen sauber Buch",
    "zh": "房子 城市 街道 桌子 花园 厨房 晚上 夏天 河边 市场 自行车 窗户 纸张 咖啡 音乐 老师 房间 月份 星期 价格 安静 附近 车站 公交 火车 修理 干净 书本",
    "ko": "집 도시 거리 책상 정원 부엌 저녁 여름 강가 시장 자전거 창문 종이 커피 음악 수업 방 달 주말 가격 조용한 큰 작은 근처 역 버스 기차 수리 깨끗한 책",
    "th": "บ้าน เมือง ถนน โต๊ะ สวน ครัว เย็น ฤดูร้อน แม่น้ำ ตลาด จักรยาน หน้าต่าง กระดาษ กาแฟ ดนตรี บทเรียน ห้อง เดือน สัปดาห์ ราคา เงียบ ใหญ่ เล็ก ใกล้ สถานี",
}
WORDS = {language: words.split() for language, words in WORDS.items()}
SPACELESS = {"zh", "th"}
CITIES = ["Northport", "Eastfield", "Riverton", "Lakeside", "Hillcrest", "Westbrook"]
PER_LIST = 24
PAGE = 7500


def salad(rng, language, size):
    """At least `size` bytes of words of `language`, in sentences."""
    words, parts, length = WORDS[language], [], 0
    blank = "" if language in SPACELESS else " "
    while length < size:
        part = rng.choice(words) + (rng.choice([". ", ", "]) if rng.random() < 0.1 else blank)
        parts.append(part)
        length += len(part.encode())
    return "".join(parts).strip()


def languages(rng):
    """Of ten ads, four in English, six in the others."""
    return "en" if rng.random() < 0.4 else rng.choice([name for name in WORDS if name != "en"])


class Site:
    def __init__(self, directory, pages, seed):
        self.directory, self.rng = directory, random.Random(seed)
        # The start page, and for every PER_LIST ads one listing.
        self.lists = max(1, -(-(pages - 1) // (PER_LIST + 1)))
        self.ads = pages - 1 - self.lists
        self.size = 0

    def head(self, title, language):
        """The top that all pages share: styles, a menu of nested lists, a search form, a tracking snippet."""
        menu = "".join(
            f'<li class="nav-item" id="nav-{number}"><a class="nav-link" href="/list/{number}.html#top">'
            f"Category {number} &amp; more</a></li>" for number in range(min(12, self.lists)))
        return (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title} &ndash; Board</title>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<link rel="stylesheet" href="/static/board.css">\n<style>.nav-item{display:inline-block;margin:0 .5em}'
            ".ad{max-width:48em;margin:auto}.row{padding:.3em;border-bottom:1px solid #ddd}</style>\n"
            "<script>window.board=window.board||[];board.push(['page',document.title]);"
            "(function(){var s='a<b';if(s.length>2){board.push(s)}})();</script>\n</head>\n<body class=\"board\">\n"
            '<header><a href="/index.html"><img src="/static/logo.png" alt="Board" width=120 height=40></a>\n'
            f'<nav><ul class="nav">{menu}</ul></nav>\n'
            '<form action="/search" method="get"><input type="text" name="q"><select name="c"><option>All<option>Home'
            "<option>Garden</select><button>Search</button></form></header>\n")

    def foot(self):
        return (
            '<footer class="foot"><p>&copy; 2026 Board. <a href="/closed/terms.html" rel="nofollow">Terms</a> '
            '<a href="/closed/login.html">Log in</a> <a href="mailto:desk@example.org">Write to us</a> '
            '<a href="https://example.org/partners">Partners</a></p></footer>\n</body>\n</html>\n')

    def write(self, path, start, fill, end):
        """One page, its middle made by `fill` so that the page comes to about PAGE bytes."""
        bytes_ = (start + fill(max(200, PAGE - len((start + end).encode()))) + end).encode()
        place = os.path.join(self.directory, path)
        with open(place, "wb") as out:
            out.write(bytes_)
        self.size += len(bytes_)

    def ad(self, number):
        rng = self.rng
        language = languages(rng)
        title = salad(rng, language, 40)
        start = self.head(title, language) + (
            f'<main id="main"><div class="crumbs"><a href="/index.html">Home</a> &rsaquo; '
            f'<a href="/list/{number // PER_LIST}.html">Listing</a></div>\n<article class="ad" data-id="{number}">'
            f"<h1>{title}</h1>\n<p class=\"meta\"><time datetime=\"2026-{1 + number % 11:02}-{1 + number % 28:02}T08:00:00Z\">"
            f'{1 + number % 28}.{1 + number % 11}.2026</time> <span class="city">{rng.choice(CITIES)}</span> '
            f'<span class="price">{rng.randint(5, 900)}&nbsp;EUR</span></p>\n<div class="body">')
        # Of PER_LIST at most: pagination goes twice as far at a time.
        near = [(number + step) % self.ads for step in (1, 2, 5, 11, PER_LIST)]
        end = ("</div>\n<p class=\"contact\">Phone: +1 555 01" + f"{number % 100:02}" + "</p></article>\n<aside><h2>Similar</h2><ul>" +
               "".join(f'<li><a href="../ad/{other}.html">Ad {other}</a></li>' for other in near) +
               "</ul></aside></main>\n" + self.foot())

        def fill(room):
            parts, length = [], 0
            while length < room:
                size = min(room - length, rng.randint(250, 500))
                text = salad(rng, language, size)
                words = text.split(" ")
                if len(words) > 6:
                    words[3] = f"<b>{words[3]}</b>"
                part = "<p>" + " ".join(words) + ("</p>\n" if rng.random() < 0.7 else "<br>\n")
                parts.append(part)
                length += len(part.encode())
            return "".join(parts)

        self.write(f"ad/{number}.html", start, fill, end)

    def listing(self, number):
        rng = self.rng
        start = self.head(f"Ads, page {number + 1}", "en") + f'<main id="main"><h1>Ads, page {number + 1}</h1>\n<ul class="rows">'
        first = number * PER_LIST
        ads = range(first, min(self.ads, first + PER_LIST))
        pages = [other for other in (0, number - 2, number - 1, number + 1, number + 2) if 0 <= other < self.lists and other != number]
        end = ('</ul>\n<div class="pages">' + " ".join(f'<a href="{other}.html">{other + 1}</a>' for other in pages) +
               (f' <a rel="next" href="{number + 1}.html">Next &raquo;</a>' if number + 1 < self.lists else "") +
               "</div></main>\n" + self.foot())

        def fill(room):
            return "".join(
                f'<li class="row"><a href="/ad/{ad}.html">{salad(rng, languages(rng), 40)}</a>'
                f'<span class="teaser">{salad(rng, "en", max(20, room // max(1, len(ads)) - 170))}</span>'
                f'<span class="price">{rng.randint(5, 900)}</span></li>\n' for ad in ads)

        self.write(f"list/{number}.html", start, fill, end)

    def write_all(self):
        for folder in ("ad", "list", "closed", "static"):
            os.makedirs(os.path.join(self.directory, folder), exist_ok=True)
        self.write("index.html", self.head("Board", "en") + '<main id="main"><h1>Board</h1><p><a href="/list/0.html">All ads</a></p>',
                   lambda room: "<p>" + salad(self.rng, "en", room) + "</p>", "</main>" + self.foot())
        for number in range(self.lists):
            self.listing(number)
        for number in range(self.ads):
            self.ad(number)
        count = 1 + self.lists + self.ads
        for name, text in {
            "robots.txt": "User-agent: *\nDisallow: /closed/\nDisallow: /search\nAllow: /\n",
            "closed/terms.html": "<!doctype html><title>Terms</title><p>Closed to crawlers.",
            "closed/login.html": "<!doctype html><title>Log in</title><p>Closed to crawlers.",
            "static/board.css": "body{font:1em sans-serif}\n",
        }.items():
            with open(os.path.join(self.directory, name), "w", encoding="utf-8") as out:
                out.write(text)
        print(f"{count} pages, {self.size / count:.0f} bytes each: {self.ads} ads, {self.lists} listings, the start page")


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("directory")
parser.add_argument("--pages", type=int, default=5000)
parser.add_argument("--seed", type=int, default=1)
arguments = parser.parse_args()
if arguments.pages < 10:
    parser.error("--pages: at least 10")
Site(arguments.directory, arguments.pages, arguments.seed).write_all()
