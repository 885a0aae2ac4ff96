// Says once which members of a struct are which members of a JSON object; reading, writing and
// generating all follow from it.
//
//     constexpr auto json_fields(std::type_identity<Limits>) {
//         return std::tuple{field("timeoutMs", &Limits::timeout, as_count),
//                           omitted_if_empty("names", &Limits::names)};
//     }
//     Json json = encode(limits);
//     Result<Limits> limits = decode<Limits>(json);
//
// A codec says how one member is spelled; without one, read_value and write_value do. See
// json_codecs.hpp for those of units.
#pragma once

#include "model/base/json_reader.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace hourglass::model {

enum class Presence : std::uint8_t {
    Required,        // always written, must be there to read
    OmittedIfEmpty,  // not written when equal to its default, may be absent
    Embedded,        // an object whose members stand among those of its owner
};

template <class Owner, class Member, class Codec>
struct Field {
    std::string_view name;
    Member Owner::*member;
    Presence presence{};
    Codec codec{};
};

// Makes write_value be looked up here and beside the type that it writes.
struct AsJson {};

// The codec of a type that knows by itself how it is spelled.
struct AsItself {
    template <class T>
    void read(const JsonValue& value, T& out) const {
        read_value(value, out);
    }
    template <class T>
    Json write(const T& in) const {
        return write_value(AsJson{}, in);
    }
};

template <class Owner, class Member, class Codec = AsItself>
constexpr auto field(std::string_view name, Member Owner::*member, Codec codec = {}) {
    return Field<Owner, Member, Codec>{name, member, Presence::Required, codec};
}

template <class Owner, class Member, class Codec = AsItself>
constexpr auto omitted_if_empty(std::string_view name, Member Owner::*member, Codec codec = {}) {
    return Field<Owner, Member, Codec>{name, member, Presence::OmittedIfEmpty, codec};
}

template <class Owner, class Member>
constexpr auto embedded(Member Owner::*member) {
    return Field<Owner, Member, AsItself>{"", member, Presence::Embedded, {}};
}

template <class T>
concept HasJsonFields = requires {
    json_fields(std::type_identity<T>{});
};

// Calls `visit` with each Field of T, in the order in which they are listed.
template <HasJsonFields T, class Visit>
void for_each_field(Visit visit) {
    std::apply([&](const auto&... fields) { (visit(fields), ...); },
               json_fields(std::type_identity<T>{}));
}

inline Json write_value(AsJson, bool in) {
    return in;
}
inline Json write_value(AsJson, double in) {
    return in;
}
inline Json write_value(AsJson, const std::string& in) {
    return in;
}
inline Json write_value(AsJson, Duration in) {
    return write_duration(in);
}

template <std::integral Number>
Json write_value(AsJson, Number in) {
    return in;
}

template <class T>
Json write_value(AsJson as, const std::vector<T>& in);
template <class T>
Json write_value(AsJson as, const std::map<std::string, T>& in);
template <HasJsonFields T>
Json write_value(AsJson as, const T& in);

template <class T>
Json write_value(AsJson as, const std::optional<T>& in) {
    return in ? write_value(as, *in) : Json{};
}

template <class T>
Json write_value(AsJson as, const std::vector<T>& in) {
    Json json = Json::array();
    for (const auto& element : in) json.push_back(write_value(as, element));
    return json;
}

template <class T>
Json write_value(AsJson as, const std::map<std::string, T>& in) {
    Json json = Json::object();
    for (const auto& [name, element] : in) json[name] = write_value(as, element);
    return json;
}

template <HasJsonFields T>
Json write_value(AsJson, const T& in) {
    Json json = Json::object();
    for_each_field<T>([&](const auto& field) {
        using Member = std::remove_cvref_t<decltype(in.*field.member)>;
        if (field.presence == Presence::Embedded) {
            json.update(field.codec.write(in.*field.member));
        } else if (field.presence == Presence::Required || in.*field.member != Member{}) {
            json[std::string{field.name}] = field.codec.write(in.*field.member);
        }
    });
    return json;
}

// Reads the members of T among those of `object`, without finish().
template <HasJsonFields T>
void read_fields(ObjectReader& object, T& out) {
    for_each_field<T>(
        [&]<class Owner, class Member, class Codec>(const Field<Owner, Member, Codec>& field) {
            if constexpr (HasJsonFields<Member>) {
                if (field.presence == Presence::Embedded) {
                    return read_fields(object, out.*field.member);
                }
            }
            const auto member = field.presence == Presence::Required ? object.need(field.name)
                                                                     : object.find(field.name);
            if (member) field.codec.read(*member, out.*field.member);
        });
}

template <HasJsonFields T>
void read_value(const JsonValue& value, T& out) {
    ObjectReader object{value};
    read_fields(object, out);
    object.finish();
}

template <class T>
Json encode(const T& in) {
    return write_value(AsJson{}, in);
}

}  // namespace hourglass::model
