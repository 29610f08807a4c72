#ifndef VIGIL_CGUMBO_H
#define VIGIL_CGUMBO_H
#include <gumbo.h>
#include <stddef.h>
#include <string.h>

// One parse and all the memory that it took.
//
// gumbo takes its memory from an arena that is given back at once: gumbo's own gumbo_destroy_output walks the tree by
// recursion and overflows the stack on deep nesting. A parse that passes its limit of memory or of processor time is
// left by longjmp, which is safe because the arena holds everything that gumbo has allocated.
typedef struct VigilGumboParse VigilGumboParse;

typedef enum {
    VIGIL_GUMBO_DONE,
    VIGIL_GUMBO_OUT_OF_MEMORY,
    VIGIL_GUMBO_OUT_OF_TIME,
    // An assertion within gumbo failed.
    VIGIL_GUMBO_BROKEN,
} VigilGumboOutcome;

// Parses `length` bytes of UTF-8, which must outlive the result. NULL only where not even the arena can be had.
VigilGumboParse *vigil_gumbo_parse(const char *bytes, size_t length, size_t memory_limit, double cpu_seconds);
VigilGumboOutcome vigil_gumbo_outcome(const VigilGumboParse *parse);
// The document node; NULL unless the outcome is VIGIL_GUMBO_DONE.
const GumboNode *vigil_gumbo_document(const VigilGumboParse *parse);
void vigil_gumbo_free(VigilGumboParse *parse);

// The members of gumbo's union, by address, so that reading one copies nothing.
static inline const GumboVector *vigil_gumbo_document_children(const GumboNode *node) {
    return &node->v.document.children;
}
static inline const GumboElement *vigil_gumbo_element(const GumboNode *node) {
    return &node->v.element;
}
static inline const GumboVector *vigil_gumbo_children(const GumboElement *element) {
    return &element->children;
}
static inline size_t vigil_gumbo_length(const char *text) {
    return strlen(text);
}
static inline const char *vigil_gumbo_text(const GumboNode *node) {
    return node->v.text.text;
}
#endif
