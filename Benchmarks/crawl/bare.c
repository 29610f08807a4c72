/* The floor of the crawl benchmark: what crawling a site costs in C with nothing around it.
 *
 *     bare URL
 *
 * Eight kept connections (libcurl's multi interface), an HTML5 tree of each page, its visible text and its links, made
 * absolute by libcurl's URL API, a hash table of what was seen; one thread, no archive, no store, no posts. It keeps to
 * the start page's origin and to the `Disallow` lines of robots.txt. Prints one line of JSON.
 *
 *     cc -O2 -o bare bare.c -lcurl -lgumbo                            gumbo, as vigil has it
 *     cc -O2 -DWITH_MYHTML -o bare-myhtml bare.c -lcurl -lmodest -lm  MyHTML (libmodest-dev)
 */
#include <curl/curl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#ifdef WITH_MYHTML
#include <myhtml/api.h>
#else
#include <gumbo.h>
#endif

#define CONNECTIONS 8

static void die(const char *what) {
    fprintf(stderr, "bare: %s\n", what);
    exit(1);
}

/* Bytes. */

struct bytes {
    char *start;
    size_t size, room;
};

static void append(struct bytes *bytes, const char *data, size_t size) {
    if (bytes->size + size + 1 > bytes->room) {
        bytes->room = 2 * (bytes->size + size + 1);
        bytes->start = realloc(bytes->start, bytes->room);
        if (!bytes->start) die("out of memory");
    }
    memcpy(bytes->start + bytes->size, data, size);
    bytes->size += size;
    bytes->start[bytes->size] = 0;
}

/* Text as it is shown: runs of white space are one blank. */
static void append_text(struct bytes *bytes, const char *text) {
    while (*text) {
        size_t blank = strspn(text, " \t\r\n\f");
        if (blank && bytes->size && bytes->start[bytes->size - 1] != ' ') append(bytes, " ", 1);
        text += blank;
        size_t word = strcspn(text, " \t\r\n\f");
        append(bytes, text, word);
        text += word;
    }
}

/* What was seen, and in its order what is to be fetched. */

static char **table;
static size_t table_room = 1 << 12;
static char **queue;
static size_t queue_room, queued, taken;

static uint64_t hash(const char *text) {
    uint64_t value = 14695981039346656037u; /* FNV-1a */
    for (; *text; text++) value = (value ^ (unsigned char)*text) * 1099511628211u;
    return value;
}

static char **slot(char **slots, size_t room, const char *url) {
    size_t place = hash(url) & (room - 1);
    while (slots[place] && strcmp(slots[place], url)) place = (place + 1) & (room - 1);
    return slots + place;
}

static void enqueue(const char *url) {
    char **place = slot(table, table_room, url);
    if (*place) return;
    if (queued == queue_room) {
        queue_room = queue_room ? 2 * queue_room : 1024;
        queue = realloc(queue, queue_room * sizeof *queue);
        if (!queue) die("out of memory");
    }
    *place = queue[queued++] = strdup(url);
    if (2 * queued < table_room) return;
    char **larger = calloc(2 * table_room, sizeof *larger);
    if (!larger) die("out of memory");
    for (size_t i = 0; i < queued; i++) *slot(larger, 2 * table_room, queue[i]) = queue[i];
    free(table);
    table = larger;
    table_room *= 2;
}

/* robots.txt: the prefixes that it closes for everybody. */

static char origin[300];
static char closed[64][200];
static int closed_count;

static void read_robots(char *text) {
    int concerned = 0;
    for (char *line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n")) {
        char value[200] = "";
        if (sscanf(line, "User-agent: %199s", value) == 1) concerned = !strcmp(value, "*");
        if (concerned && closed_count < 64 && sscanf(line, "Disallow: %199s", value) == 1)
            strcpy(closed[closed_count++], value);
    }
}

static int may_fetch(const char *url) {
    size_t length = strlen(origin);
    if (strncmp(url, origin, length) || url[length] != '/') return 0;
    for (int i = 0; i < closed_count; i++)
        if (!strncmp(url + length, closed[i], strlen(closed[i]))) return 0;
    return 1;
}

/* Pages. */

static size_t pages, links, text_bytes, failed;
static struct bytes title, text;

static void found_link(CURLU *base, const char *href) {
    links++;
    CURLU *url = curl_url_dup(base);
    char *absolute = NULL;
    if (!curl_url_set(url, CURLUPART_URL, href, 0) && !curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0)
        && !curl_url_get(url, CURLUPART_URL, &absolute, 0) && may_fetch(absolute)) enqueue(absolute);
    curl_free(absolute);
    curl_url_cleanup(url);
}

#ifdef WITH_MYHTML

static void walk(CURLU *base, myhtml_tree_node_t *node, struct bytes *into) {
    for (; node; node = myhtml_node_next(node)) {
        struct bytes *below = into;
        switch (myhtml_node_tag_id(node)) {
        case MyHTML_TAG__TEXT: append_text(into, myhtml_node_text(node, NULL)); continue;
        case MyHTML_TAG__COMMENT: case MyHTML_TAG_SCRIPT: case MyHTML_TAG_STYLE: continue;
        case MyHTML_TAG_TITLE: below = &title; break;
        case MyHTML_TAG_A: {
            myhtml_tree_attr_t *href = myhtml_attribute_by_key(node, "href", 4);
            const char *value = href ? myhtml_attribute_value(href, NULL) : NULL;
            if (value) found_link(base, value);
            break;
        }
        default: break;
        }
        walk(base, myhtml_node_child(node), below);
    }
}

static void parse(CURLU *base, const struct bytes *body) {
    static myhtml_t *parser;
    static myhtml_tree_t *tree;
    if (!parser) {
        parser = myhtml_create();
        tree = myhtml_tree_create();
        if (myhtml_init(parser, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) || myhtml_tree_init(tree, parser))
            die("no MyHTML");
    }
    if (myhtml_parse(tree, MyENCODING_UTF_8, body->start, body->size)) die("MyHTML failed");
    walk(base, myhtml_node_child(myhtml_tree_get_document(tree)), &text);
}

#else

static void walk(CURLU *base, const GumboVector *children, struct bytes *into) {
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *node = children->data[i];
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
            append_text(into, node->v.text.text);
        if (node->type != GUMBO_NODE_ELEMENT) continue;
        const GumboElement *element = &node->v.element;
        struct bytes *below = into;
        if (element->tag == GUMBO_TAG_SCRIPT || element->tag == GUMBO_TAG_STYLE) continue;
        if (element->tag == GUMBO_TAG_TITLE) below = &title;
        if (element->tag == GUMBO_TAG_A) {
            const GumboAttribute *href = gumbo_get_attribute(&element->attributes, "href");
            if (href) found_link(base, href->value);
        }
        walk(base, &element->children, below);
    }
}

static void parse(CURLU *base, const struct bytes *body) {
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, body->start, body->size);
    walk(base, &output->document->v.document.children, &text);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
}

#endif

static void read_page(const char *url, const struct bytes *body) {
    CURLU *base = curl_url();
    if (curl_url_set(base, CURLUPART_URL, url, 0)) die("no URL");
    title.size = text.size = 0;
    parse(base, body);
    curl_url_cleanup(base);
    pages++;
    text_bytes += title.size + text.size;
}

/* Fetching. */

struct fetch {
    CURL *easy;
    struct bytes body;
    const char *url;
};

static size_t receive(char *data, size_t size, size_t count, void *fetch) {
    append(&((struct fetch *)fetch)->body, data, size * count);
    return size * count;
}

static void begin(CURLM *multi, struct fetch *fetch, const char *url) {
    if (!fetch->easy) {
        fetch->easy = curl_easy_init();
        curl_easy_setopt(fetch->easy, CURLOPT_WRITEFUNCTION, receive);
        curl_easy_setopt(fetch->easy, CURLOPT_WRITEDATA, fetch);
        curl_easy_setopt(fetch->easy, CURLOPT_PRIVATE, fetch);
        curl_easy_setopt(fetch->easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(fetch->easy, CURLOPT_PROXY, "");
        curl_easy_setopt(fetch->easy, CURLOPT_ACCEPT_ENCODING, "");
        curl_easy_setopt(fetch->easy, CURLOPT_USERAGENT, "bare/1.0 (+bench@example.org)");
    }
    fetch->url = url;
    fetch->body.size = 0;
    curl_easy_setopt(fetch->easy, CURLOPT_URL, url);
    if (multi) curl_multi_add_handle(multi, fetch->easy);
}

/* Takes what has come; how many transfers ended. */
static int take(CURLM *multi, struct fetch **idle, int idle_count) {
    int left, ended = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        CURLcode code = message->data.result;
        CURL *easy = message->easy_handle;
        struct fetch *fetch;
        long status = 0;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&fetch);
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        curl_multi_remove_handle(multi, easy);
        if (code == CURLE_OK && status == 200) read_page(fetch->url, &fetch->body);
        else failed++;
        idle[idle_count + ended++] = fetch;
    }
    return ended;
}

int main(int count, char **arguments) {
    if (count != 2) die("usage: bare URL");
    curl_global_init(CURL_GLOBAL_DEFAULT);
    char *path = strchr(strstr(arguments[1], "://") ? strstr(arguments[1], "://") + 3 : "", '/');
    if (!path || path - arguments[1] > 280) die("no absolute URL with a path");
    memcpy(origin, arguments[1], path - arguments[1]);
    table = calloc(table_room, sizeof *table);

    static struct fetch fetches[CONNECTIONS];
    struct fetch *idle[CONNECTIONS];
    int idle_count = 0;
    for (int i = 0; i < CONNECTIONS; i++) idle[idle_count++] = fetches + i;

    char robots[320];
    snprintf(robots, sizeof robots, "%s/robots.txt", origin);
    begin(NULL, fetches, robots);
    if (curl_easy_perform(fetches->easy) == CURLE_OK && fetches->body.size) read_robots(fetches->body.start);

    enqueue(arguments[1]);
    CURLM *multi = curl_multi_init();
    while (taken < queued || idle_count < CONNECTIONS) {
        while (idle_count && taken < queued) begin(multi, idle[--idle_count], queue[taken++]);
        int running;
        curl_multi_perform(multi, &running);
        int ended = take(multi, idle, idle_count);
        idle_count += ended;
        if (!ended) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    printf("{\"pages\": %zu, \"links\": %zu, \"text_bytes\": %zu, \"failed\": %zu}\n", pages, links, text_bytes, failed);
    return 0;
}
