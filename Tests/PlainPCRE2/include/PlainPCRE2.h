#ifndef PLAIN_PCRE2_H
#define PLAIN_PCRE2_H

#include <stddef.h>
#include <stdint.h>

// A second way to look for patterns, for tests: PCRE2 alone, from the start of a text to its end. In C, since the tests
// ask for a hundred million searches, most of which end at once.

typedef struct plain_patterns plain_patterns;
typedef struct plain_search plain_search;

// One text found; `pattern` is the pattern's number. Where PCRE2 gave up, `gave_up` is 1 and nothing else is known.
typedef struct {
    size_t pattern, start, end;
    int gave_up;
} plain_found;

// Room for `count` patterns.
plain_patterns *plain_patterns_create(size_t count);
void plain_patterns_free(plain_patterns *patterns);

// Compiles pattern `number`; 0 where PCRE2 refuses it.
int plain_patterns_set(plain_patterns *patterns, size_t number, const uint8_t *text, size_t length, int is_caseless);

// What one thread searches with.
plain_search *plain_search_create(void);
void plain_search_free(plain_search *search);

// What those of the patterns whose numbers are `wanted` find in `text`: each the first `limit` texts, one after another,
// without empty ones. Returns how many there are; the first `room` are written to `found`. With `is_interpreted`, without
// JIT, which in PCRE2 10.42 misses some matches: the second of `(?>(x+?))yz` in `xxxyzxxyz`.
size_t plain_search_run(
    plain_search *search, int is_interpreted, const plain_patterns *patterns, const size_t *wanted, size_t wanted_count,
    const uint8_t *text, size_t length, size_t limit, plain_found *found, size_t room);

#endif
