#include "CSimdjson.h"

#include <cstring>
#include <new>
#include <simdjson.h>
#include <vector>

struct vigil_json_reader {
    simdjson::dom::parser parser;
    std::vector<char> padded;
};

vigil_json_reader *vigil_json_reader_create(void) { return new (std::nothrow) vigil_json_reader; }

void vigil_json_reader_free(vigil_json_reader *reader) { delete reader; }

int vigil_json_read_texts(
    vigil_json_reader *reader, const char *json, size_t length, const vigil_json_text *keys, size_t count,
    vigil_json_text *values, int *others) {
    try {
        // simdjson reads a little beyond the end.
        if (reader->padded.size() < length + simdjson::SIMDJSON_PADDING)
            reader->padded.resize(2 * length + simdjson::SIMDJSON_PADDING);
        std::memcpy(reader->padded.data(), json, length);
        std::memset(reader->padded.data() + length, ' ', simdjson::SIMDJSON_PADDING);
        simdjson::dom::object object;
        if (reader->parser.parse(reader->padded.data(), length, false).get(object)) return 0;
        for (size_t index = 0; index < count; index++) values[index] = {nullptr, 0};
        *others = 0;
        size_t seen = 0;
        for (auto [key, value] : object) {
            size_t index = 0;
            while (index < count && (keys[index].length != key.size() ||
                                     std::memcmp(keys[index].bytes, key.data(), key.size()) != 0))
                index++;
            if (index == count) {
                *others = 1;
                continue;
            }
            if (index < 8 * sizeof seen && (seen >> index & 1)) return 0;
            seen |= (size_t)1 << index;
            if (value.is_null()) continue;
            std::string_view text;
            if (value.get(text)) return 0;
            values[index] = {text.data(), text.size()};
        }
        return 1;
    } catch (...) {  // no exception may cross into Swift
        return 0;
    }
}
