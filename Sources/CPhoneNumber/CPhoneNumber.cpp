#include "CPhoneNumber.h"

#include <cstring>
#include <phonenumbers/phonenumberutil.h>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

int vigil_phone_e164(const char *number, size_t length, const char *region, char *result, size_t room) {
    try {
        const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
        PhoneNumber parsed;
        if (util.Parse(std::string(number, length), region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
        const int quality = util.IsValidNumber(parsed) ? 2 : util.IsPossibleNumber(parsed) ? 1 : 0;
        if (quality == 0) return 0;
        std::string formatted;
        util.Format(parsed, PhoneNumberUtil::E164, &formatted);
        if (formatted.size() + 1 > room) return 0;
        std::memcpy(result, formatted.c_str(), formatted.size() + 1);
        return quality;
    } catch (...) {  // no exception may cross into Swift
        return 0;
    }
}
