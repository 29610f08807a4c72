#ifndef VIGIL_CLIBCURL_H
#define VIGIL_CLIBCURL_H

#include <curl/curl.h>

// Swift cannot call variadic functions. The parentheses keep curl's type-checking macros of the same names away.

static inline CURLcode vigil_easy_set_long(CURL *easy, CURLoption option, long value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode vigil_easy_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode vigil_easy_set_string(CURL *easy, CURLoption option, const char *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode vigil_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode vigil_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode vigil_easy_set_data_callback(CURL *easy, CURLoption option, curl_write_callback value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode vigil_easy_set_debug_callback(CURL *easy, curl_debug_callback value) {
    return (curl_easy_setopt)(easy, CURLOPT_DEBUGFUNCTION, value);
}

static inline CURLcode vigil_easy_set_socket_callback(CURL *easy, curl_opensocket_callback value) {
    return (curl_easy_setopt)(easy, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline CURLcode vigil_easy_get_long(CURL *easy, CURLINFO info, long *value) {
    return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode vigil_easy_get_size(CURL *easy, CURLINFO info, curl_off_t *value) {
    return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode vigil_easy_get_string(CURL *easy, CURLINFO info, const char **value) {
    return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode vigil_easy_get_list(CURL *easy, CURLINFO info, struct curl_slist **value) {
    return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLMcode vigil_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

/// The host of a parsed URL, in punycode where it is not ASCII. libcurl asks libidn2 to read the name in the
/// encoding of the thread's locale, so the call is made under a UTF-8 one. `*host` goes to `curl_free`.
CURLUcode vigil_url_host(CURLU *url, char **host);

/// A close-on-exec socket of the kind that `address` asks for; CURL_SOCKET_BAD where there is none to be had.
curl_socket_t vigil_open_socket(const struct curl_sockaddr *address);

/// Writes the IP address, in network order, to `bytes`.
/// Returns 4 or 16, its length, or 0 where the family is neither IPv4 nor IPv6.
int vigil_socket_address(const struct curl_sockaddr *address, unsigned char bytes[16]);

#endif
