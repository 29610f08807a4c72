"""The Korean board (euc-kr) and the Russian board (windows-1251), in the manner of old board software."""
from html import escape

from .markup import breaks, iso

KOREAN_ROWS = 10
RUSSIAN_ROWS = 9
RUSSIAN_MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
                  "ноября", "декабря"]


def korean_page(title, body, meta):
    return f"""<!doctype html>
<html lang="ko">
<head>
{meta}<title>{escape(title)} &gt; 자유게시판 | 온누리마당</title>
</head>
<body>
<div id="hd"><h1 id="hd_h1">{escape(title)}</h1><div id="skip_to_container"><a href="#container">본문 바로가기</a></div>
<ul id="gnb"><li><a href="/kr/">자유게시판</a></li><li><a href="/news/">뉴스</a></li><li><a href="/">해외 벼룩시장</a></li></ul></div>
<div id="wrapper"><div id="aside"><p>접속자 27</p><p>[광고] 겨울 이불 빨래방 24시 무인 운영</p></div>
<div id="container">
{body}
</div></div>
<div id="ft">온누리마당은 가상의 게시판입니다. 이용약관 | 개인정보처리방침 | 모바일버전</div>
</body>
</html>
"""


def korean_label(position, post=None):
    """Where this page tells its charset: (meta tag, Content-Type). `charset: nowhere` in a post tells it nowhere."""
    if post and "charset" in post.fields:
        return "", "text/html"
    return [
        ('<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">\n', "text/html"),
        ("", "text/html; charset=EUC-KR"),
        ('<meta charset="ks_c_5601-1987">\n', "text/html"),
    ][position % 3]


def build_korean(site, posts):
    posts = sorted(posts, key=lambda post: post.posted, reverse=True)
    urls = []
    for position, post in enumerate(posts):
        number = site.identifier("kr", post.title + post.author, 200, 9000)
        url = f"/kr/board.php?bo_table=free&wr_id={number}"
        urls.append(url)
        place = f' <span class="sv_place">{escape(post.place)}</span>' if post.place else ""
        pay = f'<p class="pay">급여: {escape(post.fields["pay"])}</p>' if "pay" in post.fields else ""
        body = f"""<article id="bo_v"><header><h2 id="bo_v_title"><span class="bo_v_cate">{escape(post.fields["cat"])}</span> <span class="bo_v_tit">{escape(post.title)}</span></h2></header>
<section id="bo_v_info"><strong><span class="sv_member">{escape(post.author)}</span></strong>{place} <time class="if_date" datetime="{iso(post.posted)}">{post.posted:%y-%m-%d %H:%M}</time> 조회 {number % 400}회</section>
<section id="bo_v_atc">{pay}<div id="bo_v_con">{breaks(post)}</div></section>
</article>
<section id="bo_vc"><h2>댓글목록</h2><p id="bo_vc_empty">등록된 댓글이 없습니다.</p></section>
<div id="bo_v_bot"><a href="/kr/">목록</a> <a href="/private/write.html">글쓰기</a></div>"""
        meta, label = korean_label(position, post)
        site.add(f"/kr/view-{number}.html", korean_page(post.title, body, meta), "euc-kr", label, url)
        site.note(post, url)
    count = (len(posts) + KOREAN_ROWS - 1) // KOREAN_ROWS
    for page in range(1, count + 1):
        span = range((page - 1) * KOREAN_ROWS, min(page * KOREAN_ROWS, len(posts)))
        rows = "".join(
            f'<tr><td class="td_num2">{len(posts) - at}</td><td class="td_subject"><a href="{escape(urls[at])}">'
            f'{escape(posts[at].title)}</a></td><td class="td_name">{escape(posts[at].author)}</td>'
            f'<td class="td_datetime">{posts[at].posted:%m-%d}</td></tr>\n' for at in span)
        pager = " ".join(f"<strong>{n}</strong>" if n == page else f'<a href="{korean_list(n)}">{n}</a>'
                         for n in range(1, count + 1))
        body = f'<div id="bo_list"><table><caption>자유게시판 목록</caption>{rows}</table><nav class="pg_wrap">{pager}</nav></div>'
        meta, label = korean_label(page)
        if page == 1:
            site.add("/kr/index.html", korean_page("자유게시판", body, meta), "euc-kr", label)
        else:
            site.add(f"/kr/list-{page}.html", korean_page("자유게시판", body, meta), "euc-kr", label,
                     korean_list(page).replace("&amp;", "&"))


def korean_list(page):
    return "/kr/" if page == 1 else f"/kr/board.php?bo_table=free&amp;page={page}"


def russian_page(title, body, meta):
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
<head>
{meta}<title>{escape(title)} - Доска «Перекрёсток»</title>
</head>
<body>
<table class="head" width="100%"><tr><td><a href="/ru/">Доска объявлений «Перекрёсток»</a></td>
<td><a href="/">English board</a> | <a href="/news/">Новости</a> | <a href="/private/dobavit.html">Подать объявление</a></td></tr></table>
<table width="100%"><tr><td width="18%" valign="top"><b>Разделы</b><br>Работа<br>Жильё<br>Знакомства<br>Услуги<br>Вопросы<br><br><small>Реклама: пластиковые окна, замер бесплатно</small></td>
<td valign="top">
{body}
</td></tr></table>
<hr><small>Администрация не отвечает за содержание объявлений. Сайт вымышлен.</small>
</body>
</html>
"""


def russian_label(position, post=None):
    """Where this page tells its charset: (meta tag, Content-Type). `charset: nowhere` in a post tells it nowhere."""
    if post and "charset" in post.fields:
        return "", "text/html"
    if position % 2:
        return "", "text/html; charset=windows-1251"
    return '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">\n', "text/html"


def build_russian(site, posts):
    posts = sorted(posts, key=lambda post: post.posted, reverse=True)
    urls = []
    for position, post in enumerate(posts):
        number = site.identifier("ru", post.title + post.author, 400, 9000)
        url = f"/ru/ob{number}.html"
        urls.append(url)
        when = f"{post.posted.day} {RUSSIAN_MONTHS[post.posted.month - 1]} {post.posted.year} г., {post.posted:%H:%M}"
        place = f"<b>Город:</b> {escape(post.place)}<br>" if post.place else ""
        pay = f'<b>Цена/оплата:</b> {escape(post.fields["pay"])}<br>' if "pay" in post.fields else ""
        body = f"""<p><a href="/ru/">Главная</a> / {escape(post.fields["cat"])}</p>
<div class="adv"><h1>{escape(post.title)}</h1>
<p class="info">{place}{pay}<b>Разместил:</b> <span class="user">{escape(post.author)}</span>, <span class="date">{when}</span></p>
<div class="adv_text">{breaks(post)}</div></div>
<p><small>Объявление №{number}, просмотров {number % 300}</small></p>"""
        meta, label = russian_label(position, post)
        site.add(url, russian_page(post.title, body, meta), "windows-1251", label)
        site.note(post, url)
    count = (len(posts) + RUSSIAN_ROWS - 1) // RUSSIAN_ROWS
    for page in range(1, count + 1):
        span = range((page - 1) * RUSSIAN_ROWS, min(page * RUSSIAN_ROWS, len(posts)))
        rows = "".join(f'<tr><td><a href="{urls[at]}">{escape(posts[at].title)}</a></td>'
                       f'<td>{escape(posts[at].fields["cat"])}</td><td>{posts[at].posted:%d.%m}</td></tr>\n' for at in span)
        pager = " ".join(f"[{n}]" if n == page else f'<a href="{russian_list(n)}">{n}</a>' for n in range(1, count + 1))
        body = f'<h1>Все объявления</h1><table class="list" border="1">{rows}</table><p>{pager}</p>'
        meta, label = russian_label(page)
        site.add("/ru/index.html" if page == 1 else f"/ru/str{page}.html", russian_page("Все объявления", body, meta),
                 "windows-1251", label)


def russian_list(page):
    return "/ru/" if page == 1 else f"/ru/str{page}.html"
