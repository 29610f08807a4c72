// libFuzzer harness: parse, walk everything, destroy. -DTHREADED picks MyHTML's threads.
#include <myhtml/api.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static volatile unsigned sink;
static void touch(const char *s, size_t n) {
    unsigned h = 0;
    if (s == NULL) { if (n != 0) abort(); return; }
    for (size_t i = 0; i < n; i++) h = h * 31 + (unsigned char)s[i];
    if (s[n] != 0) h++;
    sink += h;
}
static size_t walk(myhtml_tree_t *tree) {
    size_t nodes = 0;
    myhtml_tree_node_t *top = myhtml_tree_get_document(tree), *n = top;
    while (n != NULL) {
        nodes++;
        size_t length = 0;
        const char *name = myhtml_tag_name_by_id(tree, myhtml_node_tag_id(n), &length);
        touch(name, name ? length : 0);
        sink += (unsigned)myhtml_node_namespace(n) + myhtml_node_is_void_element(n);
        length = 0;
        const char *text = myhtml_node_text(n, &length);
        touch(text, text ? length : 0);
        for (myhtml_tree_attr_t *a = myhtml_node_attribute_first(n); a; a = myhtml_attribute_next(a)) {
            length = 0;
            const char *k = myhtml_attribute_key(a, &length);
            touch(k, k ? length : 0);
            length = 0;
            const char *v = myhtml_attribute_value(a, &length);
            touch(v, v ? length : 0);
            sink += (unsigned)myhtml_attribute_namespace(a);
        }
        myhtml_tree_node_t *c = myhtml_node_child(n);
        if (c && myhtml_node_parent(c) != n) abort();
        if (c) { n = c; continue; }
        while (n != top && myhtml_node_next(n) == NULL) n = myhtml_node_parent(n);
        if (n == top) break;
        myhtml_tree_node_t *x = myhtml_node_next(n);
        if (myhtml_node_prev(x) != n) abort();
        n = x;
    }
    return nodes;
}
static myhtml_t *make(void) {
    myhtml_t *m = myhtml_create();
#ifdef THREADED
    if (myhtml_init(m, MyHTML_OPTIONS_DEFAULT, 1, 0)) abort();
#else
    if (myhtml_init(m, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0)) abort();
#endif
    return m;
}
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static myhtml_t *m;
    static unsigned count;
    if (m == NULL) m = make();
    myhtml_tree_t *tree = myhtml_tree_create();
    if (myhtml_tree_init(tree, m)) abort();
    mystatus_t status = myhtml_parse(tree, MyENCODING_UTF_8, (const char *)data, size);
    if (status == 0) walk(tree);
    else { static unsigned said; if (said++ < 3) fprintf(stderr, "STATUS %x size %zu\n", status, size); }
    // Every eighth time the tree is used once more, as a crawler that keeps one would.
    if (++count % 8 == 0) {
        myhtml_tree_clean(tree);
        if (myhtml_parse(tree, MyENCODING_UTF_8, (const char *)data, size) == 0) walk(tree);
    }
    myhtml_tree_destroy(tree);
    if (count % 512 == 0) { myhtml_destroy(m); m = NULL; }
    return 0;
}
