#ifndef VIGIL_CLIBCURL_H
#define VIGIL_CLIBCURL_H
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

// libcurl's option functions take any type after the dots, which Swift cannot call; one forwarder a type.

static inline CURLcode vigil_easy_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode vigil_easy_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode vigil_easy_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*vigil_data_callback)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode vigil_easy_set_data_callback(CURL *handle, CURLoption option, vigil_data_callback value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode vigil_easy_set_debug_callback(CURL *handle, curl_debug_callback value) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, value);
}
static inline CURLcode vigil_easy_set_socket_callback(CURL *handle, curl_opensocket_callback value) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}
static inline CURLcode vigil_easy_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode vigil_easy_get_string(CURL *handle, CURLINFO info, const char **value) {
    return curl_easy_getinfo(handle, info, value);
}
static inline CURLMcode vigil_multi_set_long(CURLM *handle, CURLMoption option, long value) {
    return curl_multi_setopt(handle, option, value);
}
/// The host of a parsed URL, in ASCII (IDNA); the caller frees it with curl_free.
CURLUcode vigil_url_host(CURLU *url, char **host);
/// HTTP/2 over TLS where the server offers it.
static inline long vigil_http_2_over_tls(void) { return CURL_HTTP_VERSION_2TLS; }
/// The address that libcurl is about to connect to; the struct ends in one of variable size.
static inline const struct sockaddr *vigil_address(const struct curl_sockaddr *address) { return &address->addr; }
/// The result that a message about an ended transfer carries.
static inline CURLcode vigil_message_result(const CURLMsg *message) { return message->data.result; }
#endif
