#include "CGumbo.h"

#include <assert.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct Block {
    struct Block *next;
    size_t size;
} Block;

enum { ALIGNMENT = 16, FIRST_BLOCK = 64 * 1024, LARGEST_BLOCK = 4 * 1024 * 1024, CALLS_BETWEEN_CLOCKS = 4096 };

struct VigilGumboParse {
    Block *blocks;
    char *free_from;
    char *free_to;
    size_t next_size;
    size_t taken;
    size_t memory_limit;
    double deadline;
    unsigned calls;
    VigilGumboOutcome outcome;
    GumboOutput *output;
    jmp_buf leave;
};

static double cpu_now(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0) return 0;
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void leave(VigilGumboParse *parse, VigilGumboOutcome outcome) {
    parse->outcome = outcome;
    longjmp(parse->leave, 1);
}

// The parse that this thread is within, for `__assert_fail` below.
static _Thread_local VigilGumboParse *current;

#ifdef __GLIBC__
// Debian's gumbo 0.10.1 is built with its assertions, and some fail on odd but possible pages: about three in a million
// random sequences of tags, such as a frameset within a table whose text is pending. The definition in the executable
// stands before glibc's, so that such a parse is left as one beyond its limits is, instead of ending vigil. Every other
// assertion in the process ends it as ever.
void __assert_fail(const char *assertion, const char *file, unsigned int line, const char *function) {
    if (current != NULL) leave(current, VIGIL_GUMBO_BROKEN);
    fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", file, line, function, assertion);
    abort();
}
#endif

static void *take(void *userdata, size_t size) {
    VigilGumboParse *parse = userdata;
    if (++parse->calls % CALLS_BETWEEN_CLOCKS == 0 && cpu_now() > parse->deadline) {
        leave(parse, VIGIL_GUMBO_OUT_OF_TIME);
    }
    if (size > SIZE_MAX - LARGEST_BLOCK) leave(parse, VIGIL_GUMBO_OUT_OF_MEMORY);
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (size == 0) size = ALIGNMENT;
    if ((size_t)(parse->free_to - parse->free_from) < size) {
        size_t header = (sizeof(Block) + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
        size_t body = size > parse->next_size ? size : parse->next_size;
        if (parse->taken + body > parse->memory_limit) leave(parse, VIGIL_GUMBO_OUT_OF_MEMORY);
        Block *block = malloc(header + body);
        if (block == NULL) leave(parse, VIGIL_GUMBO_OUT_OF_MEMORY);
        block->next = parse->blocks;
        block->size = body;
        parse->blocks = block;
        parse->taken += body;
        if (parse->next_size < LARGEST_BLOCK) parse->next_size *= 2;
        // An allocation with a block of its own leaves the rest of the current one in use.
        if (size == body && parse->free_to != parse->free_from) return (char *)block + header;
        parse->free_from = (char *)block + header;
        parse->free_to = parse->free_from + body;
    }
    void *result = parse->free_from;
    parse->free_from += size;
    return result;
}

static void give_back(void *userdata, void *memory) {
    (void)userdata;
    (void)memory;
}

VigilGumboParse *vigil_gumbo_parse(const char *bytes, size_t length, size_t memory_limit, double cpu_seconds) {
    VigilGumboParse *parse = calloc(1, sizeof *parse);
    if (parse == NULL) return NULL;
    parse->next_size = FIRST_BLOCK;
    parse->memory_limit = memory_limit;
    parse->deadline = cpu_now() + cpu_seconds;
    if (setjmp(parse->leave) == 0) {
        GumboOptions options = kGumboDefaultOptions;
        options.allocator = take;
        options.deallocator = give_back;
        options.userdata = parse;
        // With every error gumbo would record the whole stack of open elements.
        options.max_errors = 0;
        current = parse;
        parse->output = gumbo_parse_with_options(&options, bytes, length);
        parse->outcome = VIGIL_GUMBO_DONE;
    } else {
        parse->output = NULL;
    }
    current = NULL;
    return parse;
}

VigilGumboOutcome vigil_gumbo_outcome(const VigilGumboParse *parse) {
    return parse->outcome;
}

const GumboNode *vigil_gumbo_document(const VigilGumboParse *parse) {
    return parse->output == NULL ? NULL : parse->output->document;
}

void vigil_gumbo_free(VigilGumboParse *parse) {
    if (parse == NULL) return;
    for (Block *block = parse->blocks; block != NULL;) {
        Block *next = block->next;
        free(block);
        block = next;
    }
    free(parse);
}
