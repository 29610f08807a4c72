// What `vigil match` is held against: every pattern, JIT-compiled by PCRE2, over every post, in a loop; or only those that
// Vectorscan's prefilter lets through.
//
//     pcre2-loop PATTERNS TEXTS [DATABASE]
//
// PATTERNS has one pattern a line, TEXTS one text. DATABASE is where Vectorscan's compiled prefilter is kept from run to run,
// since compiling it takes many seconds. Prints one JSON object: the posts, bytes, hits (texts times patterns that match),
// the candidates that the prefilter let through, the seconds of CPU that compiling, and that matching took, and the hits
// of each pattern.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <hs/hs.h>
#include <pcre2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST = 4096 };

static pcre2_code *codes[MOST];
static char *sources[MOST];
static uint64_t hits[MOST];
static unsigned candidates[MOST], candidate_count;

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int found(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    (void)from, (void)to, (void)flags, (void)context;
    candidates[candidate_count++] = id;
    return 0;
}

static hs_database_t *prefilter(const char *path, size_t count) {
    hs_database_t *database = NULL;
    FILE *file = fopen(path, "rb");
    if (file) {
        fseek(file, 0, SEEK_END);
        size_t size = (size_t)ftell(file);
        rewind(file);
        char *bytes = malloc(size);
        if (fread(bytes, 1, size, file) == size) hs_deserialize_database(bytes, size, &database);
        free(bytes);
        fclose(file);
        if (database) return database;
    }
    unsigned flags[MOST], ids[MOST];
    for (size_t index = 0; index < count; index++) {
        flags[index] = HS_FLAG_PREFILTER | HS_FLAG_UTF8 | HS_FLAG_UCP | HS_FLAG_SINGLEMATCH;
        ids[index] = (unsigned)index;
    }
    hs_compile_error_t *error = NULL;
    if (hs_compile_multi((const char *const *)sources, flags, ids, (unsigned)count, HS_MODE_BLOCK, NULL, &database, &error)) {
        fprintf(stderr, "pcre2-loop: pattern %d: %s\n", error->expression + 1, error->message);
        exit(1);
    }
    char *bytes;
    size_t size;
    if (hs_serialize_database(database, &bytes, &size) == HS_SUCCESS && (file = fopen(path, "wb"))) {
        fwrite(bytes, 1, size, file);
        fclose(file);
    }
    return database;
}

int main(int argc, char **argv) {
    if (argc < 3 || argc > 4) return fprintf(stderr, "usage: pcre2-loop PATTERNS TEXTS [DATABASE]\n"), 2;
    FILE *patterns = fopen(argv[1], "r"), *texts = fopen(argv[2], "r");
    if (!patterns || !texts) return perror("pcre2-loop"), 1;

    double start = seconds();
    size_t count = 0;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while (count < MOST && (length = getline(&line, &room, patterns)) > 0) {
        if (line[length - 1] == '\n') line[--length] = 0;
        sources[count] = strdup(line);
        int error;
        PCRE2_SIZE offset;
        codes[count] = pcre2_compile((PCRE2_SPTR)line, (PCRE2_SIZE)length, PCRE2_UTF | PCRE2_UCP, &error, &offset, NULL);
        if (!codes[count]) return fprintf(stderr, "pattern %zu: error %d at %zu\n", count + 1, error, offset), 1;
        pcre2_jit_compile(codes[count], PCRE2_JIT_COMPLETE);
        count++;
    }
    hs_database_t *database = argc == 4 ? prefilter(argv[3], count) : NULL;
    hs_scratch_t *scratch = NULL;
    if (database && hs_alloc_scratch(database, &scratch)) return fprintf(stderr, "pcre2-loop: no scratch\n"), 1;
    pcre2_match_data *data = pcre2_match_data_create(16, NULL);
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_jit_stack_assign(context, NULL, pcre2_jit_stack_create(32 * 1024, 1024 * 1024, NULL));
    double compiled = seconds() - start;

    uint64_t total = 0, tried = 0, bytes = 0;
    start = seconds();
    for (unsigned index = 0; index < count; index++) candidates[index] = index;
    while ((length = getline(&line, &room, texts)) > 0) {
        size_t size = (size_t)length - (line[length - 1] == '\n');
        total++;
        bytes += size;
        candidate_count = database ? 0 : (unsigned)count;
        if (database) hs_scan(database, line, (unsigned)size, 0, scratch, found, NULL);
        tried += candidate_count;
        for (unsigned place = 0; place < candidate_count; place++) {
            unsigned index = candidates[place];
            if (pcre2_match(codes[index], (PCRE2_SPTR)line, size, 0, PCRE2_NO_UTF_CHECK, data, context) > 0) hits[index]++;
        }
    }
    double matched = seconds() - start;
    uint64_t all = 0;
    for (size_t index = 0; index < count; index++) all += hits[index];
    printf("{\"posts\": %llu, \"bytes\": %llu, \"hits\": %llu, \"candidates\": %llu, \"compiling\": %.3f, \"matching\": %.3f, \"rules\": [",
           (unsigned long long)total, (unsigned long long)bytes, (unsigned long long)all, (unsigned long long)tried, compiled,
           matched);
    for (size_t index = 0; index < count; index++) printf(index ? ", %llu" : "%llu", (unsigned long long)hits[index]);
    printf("]}\n");
    return 0;
}
