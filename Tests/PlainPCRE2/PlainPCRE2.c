#define PCRE2_CODE_UNIT_WIDTH 8
#include "PlainPCRE2.h"
#include <pcre2.h>
#include <stdlib.h>

struct plain_patterns {
    size_t count;
    pcre2_code *codes[];
};

struct plain_search {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

plain_patterns *plain_patterns_create(size_t count) {
    plain_patterns *patterns = calloc(1, sizeof(plain_patterns) + count * sizeof(pcre2_code *));
    if (patterns) patterns->count = count;
    return patterns;
}

void plain_patterns_free(plain_patterns *patterns) {
    for (size_t number = 0; number < patterns->count; number++) pcre2_code_free(patterns->codes[number]);
    free(patterns);
}

int plain_patterns_set(plain_patterns *patterns, size_t number, const uint8_t *text, size_t length, int is_caseless) {
    int error;
    size_t offset;
    uint32_t options = PCRE2_UTF | PCRE2_UCP | (is_caseless ? PCRE2_CASELESS : 0);
    pcre2_code *code = pcre2_compile(text, length, options, &error, &offset, NULL);
    if (!code) return 0;
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    patterns->codes[number] = code;
    return 1;
}

plain_search *plain_search_create(void) {
    plain_search *search = calloc(1, sizeof(plain_search));
    search->data = pcre2_match_data_create(1, NULL);
    search->context = pcre2_match_context_create(NULL);
    search->stack = pcre2_jit_stack_create(32 << 10, 1 << 20, NULL);
    pcre2_set_match_limit(search->context, 20000);
    pcre2_jit_stack_assign(search->context, NULL, search->stack);
    return search;
}

void plain_search_free(plain_search *search) {
    pcre2_match_data_free(search->data);
    pcre2_match_context_free(search->context);
    pcre2_jit_stack_free(search->stack);
    free(search);
}

size_t plain_search_run(
    plain_search *search, int is_interpreted, const plain_patterns *patterns, const size_t *wanted, size_t wanted_count,
    const uint8_t *text, size_t length, size_t limit, plain_found *found, size_t room) {
    const size_t *vector = pcre2_get_ovector_pointer(search->data);
    uint32_t options = PCRE2_NO_UTF_CHECK | (is_interpreted ? PCRE2_NO_JIT : 0);
    size_t total = 0;
    for (size_t index = 0; index < wanted_count; index++) {
        size_t number = wanted[index], place = 0;
        const pcre2_code *code = patterns->codes[number];
        for (size_t matches = 0; code && matches < limit && place <= length;) {
            int result = pcre2_match(code, text, length, place, options, search->data, search->context);
            if (result == PCRE2_ERROR_NOMATCH) break;
            if (result < 0) {
                if (total < room) found[total] = (plain_found){number, 0, 0, 1};
                total++;
                break;
            }
            size_t start = vector[0], end = vector[1];
            if (start > end || (start == end && end == place)) break;
            if (start < end) {
                if (total < room) found[total] = (plain_found){number, start, end, 0};
                total++;
                matches++;
            }
            place = end > place ? end : place + 1;
            while (place < length && (text[place] & 0xC0) == 0x80) place++;
        }
    }
    return total;
}
