#!/usr/bin/env python3
"""Writes what the benchmarks run on, the same bytes for the same arguments.

    generate.py posts FILE --posts 100000       posts as JSON Lines, about 0.9 KB each,
                                                60 % Latin script, 20 % Chinese, 20 % Korean
    generate.py rules DIR PATTERNS --rules 300  a rule pack, and its patterns one a line
    generate.py site DIR --pages 2000           a classifieds board of about 7.5 KB a page

All of it is made of seeded word salad: it has the shape of posts and says nothing.
"""
import argparse
import json
import os
import random

LATIN = """the and for with you are our from this that have will can all new good work house city street phone call
table water garden kitchen evening morning school summer winter river market bicycle window paper coffee bread music
lesson teacher room rent month week price quiet friendly large small near station bus train open closed please write
message contact visit weekend family child friend dog cat bird tree flower green blue white black red repair clean
service delivery order quality fresh local travel hotel beach mountain walk book story film game team player coach
trabajo casa ciudad calle amigo semana precio nuevo grande cocina jardín escuela verano mañana buena gente""".split()
HAN = """我们 公司 工作 城市 老师 学校 孩子 房子 出租 价格 电话 联系 微信 今天 明天 周末 朋友 家庭 厨房 餐厅 服务 质量 新鲜 蔬菜
水果 学习 语言 英语 电脑 手机 修理 搬家 旅行 酒店 海边 山上 散步 电影 音乐 故事 比赛 球队 安静 干净 附近 车站 地铁 公交""".split()
HANGUL = """우리 회사 일자리 도시 선생님 학교 아이 집 월세 가격 전화 연락 카톡 오늘 내일 주말 친구 가족 부엌 식당 서비스 품질 신선한
채소 과일 공부 언어 영어 컴퓨터 휴대폰 수리 이사 여행 호텔 바다 산 산책 영화 음악 이야기 경기 팀 조용한 깨끗한 근처 역 지하철 버스""".split()


def salad(rng, words, joiner, size):
    parts, length = [], 0
    while length < size:
        word = rng.choice(words)
        parts.append(word + (rng.choice([". ", "! ", ", "]) if rng.random() < 0.08 else ""))
        length += len((word + joiner).encode())
    return joiner.join(parts)


def text(rng, size):
    kind = rng.random()
    if kind < 0.6:
        return salad(rng, LATIN, " ", size)
    return salad(rng, HAN, "", size) if kind < 0.8 else salad(rng, HANGUL, " ", size)


def posts(args):
    rng = random.Random(args.seed)
    hits = [example for _, example in shapes(random.Random(args.seed + 1), 300)]
    with open(args.file, "w", encoding="utf-8") as out:
        for number in range(args.posts):
            body = text(rng, rng.randint(500, 1300))
            if rng.random() < 0.05:
                place = rng.randrange(len(body))
                body = body[:place] + " " + rng.choice(hits) + " " + body[place:]
            out.write(json.dumps({"id": f"p{number}", "text": body}, ensure_ascii=False) + "\n")


def shapes(rng, count):
    """Patterns of the shapes that rule authors write, each with a text that it matches."""
    made = set()
    while len(made) < count:
        shape = rng.randrange(7)
        if shape < 3:
            words = rng.sample(LATIN, 5)
        else:
            words = rng.sample(HAN if shape < 5 else HANGUL, 5)
        a, b, c, d, e = words
        pattern, example = [
            (rf"\b(?:{a}|{b}) (?:{c}|{d})\b.{{0,20}}\b{e}\b", f"{a} {c} then {e}"),
            (rf"\b{a} {b} {c}\b", f"{a} {b} {c}"),
            (rf"\b{a}(?= {b} (?:{c}|{d}))", f"{a} {b} {c}"),
            (rf"(?:{a}|{b}).{{0,12}}(?:{c}|{d})", f"{a}以后{c}"),
            (rf"(?<!{e}){a}{b}(?:{c})?", f"{a}{b}{c}"),
            (rf"{a} ?{b}.{{0,8}}(?:{c}|{d})", f"{a} {b} 그리고 {c}"),
            (rf"(?:{a}|{b}) ?\d{{3,5}}[-. ]?\d{{4}}", f"{a} 555-0142"),
        ][shape]
        if (pattern, example) not in made:
            made.add((pattern, example))
            yield pattern, example


def rules(args):
    os.makedirs(args.dir, exist_ok=True)
    families = ["recruitment", "marriage", "coercion", "control"]
    made = list(shapes(random.Random(args.seed + 1), args.rules))
    with open(args.patterns, "w", encoding="utf-8") as out:
        out.writelines(pattern + "\n" for pattern, _ in made)
    for family in families:
        with open(os.path.join(args.dir, family + ".yaml"), "w", encoding="utf-8") as out:
            out.write(f"pack: bench-{family}\nversion: 2026.11.1\nfamily: {family}\nrules:\n")
            for number, (pattern, example) in enumerate(made):
                if families[number % len(families)] != family:
                    continue
                quoted = pattern.replace("'", "''")
                out.write(
                    f"  - id: {family}.bench-{number}\n    says: A seeded rule of the benchmark\n    severity: S1\n"
                    f"    weight: 0.4\n    evidence: {{grade: K, sources: [BENCH], tested_on: null,"
                    f" reviewed: 2026-11-24, reviewer: null}}\n    layer: plain\n    any: ['{quoted}']\n"
                    f"    may_be: []\n    match: ['{example}']\n    ignore: ['nothing of it']\n")


def site(args):
    rng = random.Random(args.seed)
    os.makedirs(os.path.join(args.dir, "ad"), exist_ok=True)
    os.makedirs(os.path.join(args.dir, "list"), exist_ok=True)
    per_list, ads = 40, args.pages
    lists = (ads + per_list - 1) // per_list
    menu = "".join(f'<li class="nav-item"><a href="/list/{n}.html">Page {n}</a></li>' for n in range(min(lists, 40)))
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{}</title></head><body><nav><ul>' + menu
    head += "</ul></nav>"
    foot = "<footer><p>" + salad(rng, LATIN, " ", 400) + "</p></footer></body></html>"
    for n in range(lists):
        rows = "".join(
            f'<li class="row"><a href="/ad/{i}.html">{salad(rng, LATIN, " ", 40)}</a> <span>{rng.randint(1, 900)}</span></li>'
            for i in range(n * per_list, min(ads, (n + 1) * per_list)))
        more = f'<a rel="next" href="/list/{n + 1}.html">next</a>' if n + 1 < lists else ""
        with open(os.path.join(args.dir, "list", f"{n}.html"), "w", encoding="utf-8") as out:
            out.write(head.format(f"Ads {n}") + f"<main><ul>{rows}</ul>{more}</main>" + foot)
    for i in range(ads):
        body = "".join(f"<p>{text(rng, 400)}</p>" for _ in range(3))
        with open(os.path.join(args.dir, "ad", f"{i}.html"), "w", encoding="utf-8") as out:
            out.write(
                head.format(f"Ad {i}") + f'<main><article class="ad"><h1>{salad(rng, LATIN, " ", 40)}</h1>'
                f'<div class="body">{body}</div></article></main>' + foot)
    with open(os.path.join(args.dir, "index.html"), "w", encoding="utf-8") as out:
        out.write(head.format("Board") + '<main><a href="/list/0.html">All ads</a></main>' + foot)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--seed", type=int, default=1)
what = parser.add_subparsers(required=True)
one = what.add_parser("posts")
one.add_argument("file")
one.add_argument("--posts", type=int, default=100_000)
one.set_defaults(run=posts)
two = what.add_parser("rules")
two.add_argument("dir")
two.add_argument("patterns")
two.add_argument("--rules", type=int, default=300)
two.set_defaults(run=rules)
three = what.add_parser("site")
three.add_argument("dir")
three.add_argument("--pages", type=int, default=2000)
three.set_defaults(run=site)
arguments = parser.parse_args()
arguments.run(arguments)
