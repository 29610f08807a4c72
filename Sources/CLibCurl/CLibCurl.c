#define _GNU_SOURCE
#include "CLibCurl.h"

#include <locale.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

static locale_t utf8_locale = (locale_t)0;
static pthread_once_t utf8_locale_once = PTHREAD_ONCE_INIT;

static void make_utf8_locale(void) {
    static const char *const names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names && !utf8_locale; i++)
        utf8_locale = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
}

CURLUcode vigil_url_host(CURLU *url, char **host) {
    pthread_once(&utf8_locale_once, make_utf8_locale);
    locale_t before = utf8_locale ? uselocale(utf8_locale) : (locale_t)0;
    CURLUcode code = curl_url_get(url, CURLUPART_HOST, host, CURLU_PUNYCODE);
    if (utf8_locale) uselocale(before);
    return code;
}

curl_socket_t vigil_open_socket(const struct curl_sockaddr *address) {
    int type = address->socktype;
#ifdef SOCK_CLOEXEC
    type |= SOCK_CLOEXEC;
#endif
    int descriptor = socket(address->family, type, address->protocol);
    return descriptor < 0 ? CURL_SOCKET_BAD : descriptor;
}

int vigil_socket_address(const struct curl_sockaddr *address, unsigned char bytes[16]) {
    if (address->family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, &address->addr, sizeof four);
        memcpy(bytes, &four.sin_addr, 4);
        return 4;
    }
    if (address->family == AF_INET6) {
        // The structure that libcurl passes ends in room for any address, whatever its declared type says.
        struct sockaddr_in6 six;
        memcpy(&six, (const unsigned char *)address + offsetof(struct curl_sockaddr, addr), sizeof six);
        memcpy(bytes, &six.sin6_addr, 16);
        return 16;
    }
    return 0;
}
