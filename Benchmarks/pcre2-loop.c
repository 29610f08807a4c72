// The floor that `vigil match` is held against: every pattern, JIT-compiled by PCRE2, over every post, in a loop.
//
//     pcre2-loop PATTERNS POSTS
//
// PATTERNS has one pattern a line. POSTS is JSON Lines as generate.py writes them: the text is taken from between
// `"text": "` and the line's end, since the generated text has no escapes. Prints the posts, bytes and matches.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "usage: pcre2-loop PATTERNS POSTS\n"), 2;
    FILE *patterns = fopen(argv[1], "r"), *posts = fopen(argv[2], "r");
    if (!patterns || !posts) return perror("pcre2-loop"), 1;

    pcre2_code *codes[4096];
    size_t count = 0;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while (count < 4096 && (length = getline(&line, &room, patterns)) > 0) {
        if (line[length - 1] == '\n') length--;
        int error;
        PCRE2_SIZE offset;
        codes[count] = pcre2_compile((PCRE2_SPTR)line, (PCRE2_SIZE)length, PCRE2_UTF | PCRE2_UCP, &error, &offset, NULL);
        if (!codes[count]) return fprintf(stderr, "pattern %zu: error %d at %zu\n", count + 1, error, offset), 1;
        pcre2_jit_compile(codes[count], PCRE2_JIT_COMPLETE);
        count++;
    }
    pcre2_match_data *data = pcre2_match_data_create(16, NULL);
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_jit_stack_assign(context, NULL, pcre2_jit_stack_create(32 * 1024, 1024 * 1024, NULL));

    uint64_t total = 0, matched = 0, bytes = 0;
    while ((length = getline(&line, &room, posts)) > 0) {
        char *start = strstr(line, "\"text\": \"");
        if (!start) continue;
        start += 9;
        char *end = line + length;
        while (end > start && *end != '"') end--;
        size_t size = (size_t)(end - start);
        total++;
        bytes += size;
        for (size_t index = 0; index < count; index++)
            if (pcre2_match(codes[index], (PCRE2_SPTR)start, size, 0, PCRE2_NO_UTF_CHECK, data, context) > 0) matched++;
    }
    printf("%llu posts, %llu bytes of text, %llu rule hits\n", (unsigned long long)total, (unsigned long long)bytes,
           (unsigned long long)matched);
    return 0;
}
