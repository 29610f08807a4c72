// Prints the trees that gumbo and MyHTML make of a file, elements as <name>…</>, texts in brackets.
#include <myhtml/api.h>
#include <gumbo.h>
#include <stdio.h>
#include <string.h>
static void g(GumboNode *n) {
    if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE) printf("[%s]", n->v.text.text);
    if (n->type != GUMBO_NODE_ELEMENT) return;
    printf("<%s>", n->v.element.tag == GUMBO_TAG_UNKNOWN ? "?" : gumbo_normalized_tagname(n->v.element.tag));
    for (unsigned i = 0; i < n->v.element.children.length; i++) g(n->v.element.children.data[i]);
    printf("</>");
}
static void m(myhtml_tree_t *t, myhtml_tree_node_t *n) {
    const char *text = myhtml_node_text(n, NULL);
    if (text) printf("[%s]", text);
    else printf("<%s>", myhtml_tag_name_by_id(t, myhtml_node_tag_id(n), NULL));
    for (myhtml_tree_node_t *c = myhtml_node_child(n); c; c = myhtml_node_next(c)) m(t, c);
    if (!text) printf("</>");
}
int main(int argc, char **argv) {
    static char b[1 << 16]; FILE *f = fopen(argv[1], "rb"); size_t n = fread(b, 1, sizeof b, f);
    GumboOutput *o = gumbo_parse_with_options(&kGumboDefaultOptions, b, n); g(o->root); puts("");
    myhtml_t *my = myhtml_create(); myhtml_init(my, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0);
    myhtml_tree_t *t = myhtml_tree_create(); myhtml_tree_init(t, my); myhtml_parse(t, MyENCODING_UTF_8, b, n);
    m(t, myhtml_tree_get_node_html(t)); puts("");
}
