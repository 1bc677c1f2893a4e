#include "CToml.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

// Header-only, so that the limit below holds; toml++ then reports errors as values and throws only for lack of memory.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_MAX_NESTED_VALUES CTOML_MAX_DEPTH
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

struct ctoml_document {
    std::vector<ctoml_node> nodes;
    std::string error;
    toml::source_position error_position{1, 1};
    toml::table root;
    std::vector<std::unique_ptr<std::string>> date_times;
};

namespace {

/// Walks the text once, for what toml++ does not limit: the parts of a dotted key. (It limits nested values.)
class KeyDepthCheck {
  public:
    explicit KeyDepthCheck(std::string_view text) : text_{text} {}

    /// Where a key has more than CTOML_MAX_DEPTH parts; a line of 0 when none has.
    toml::source_position find() {
        while (at_ < text_.size()) {
            switch (text_[at_]) {
                case '"': case '\'': skip_string(text_[at_]); continue;
                case '#': while (at_ < text_.size() && text_[at_] != '\n') at_++; continue;
                case '.': if (++dots_ >= CTOML_MAX_DEPTH) return position(); break;
                case '=': case ',': case '\n': case '[': case ']': case '{': case '}': dots_ = 0; break;
                default: break;
            }
            at_++;
        }
        return {0, 0};
    }

  private:
    std::string_view text_;
    size_t at_ = 0;
    int dots_ = 0;

    bool tripled(char quote) const {
        return at_ + 2 < text_.size() && text_[at_] == quote && text_[at_ + 1] == quote && text_[at_ + 2] == quote;
    }

    void skip_string(char quote) {
        const bool multi_line = tripled(quote);
        at_ += multi_line ? 3 : 1;
        while (at_ < text_.size()) {
            if (text_[at_] == '\\' && quote == '"') {
                at_ += 2;
            } else if (multi_line ? tripled(quote) : text_[at_] == quote) {
                at_ += multi_line ? 3 : 1;
                // Up to two quotes may stand right before the closing three.
                for (int extra = 0; multi_line && extra < 2 && at_ < text_.size() && text_[at_] == quote; extra++) at_++;
                return;
            } else if (text_[at_] == '\n' && !multi_line) {
                return;
            } else {
                at_++;
            }
        }
    }

    toml::source_position position() const {
        toml::source_position place{1, 1};
        for (size_t i = 0; i < at_ && i < text_.size(); i++) {
            if (text_[i] == '\n') {
                place.line++;
                place.column = 1;
            } else if ((text_[i] & 0xC0) != 0x80) {
                place.column++;
            }
        }
        return place;
    }
};

/// Finds the bytes at a line and column, walking on from the last place asked for.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : text_{text} {
        if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
        starts_.push_back(0);
        for (size_t i = 0; i < text_.size(); i++) {
            if (text_[i] == '\n') starts_.push_back(i + 1);
        }
    }

    std::string_view at(toml::source_position place) {
        if (place.line == 0 || place.line > starts_.size()) return {};
        if (place.line != line_ || place.column < column_) {
            line_ = place.line;
            column_ = 1;
            offset_ = starts_[place.line - 1];
        }
        while (column_ < place.column && offset_ < text_.size()) {
            offset_++;
            while (offset_ < text_.size() && (text_[offset_] & 0xC0) == 0x80) offset_++;
            column_++;
        }
        return text_.substr(offset_);
    }

  private:
    std::string_view text_;
    std::vector<size_t> starts_;
    toml::source_index line_ = 0, column_ = 1;
    size_t offset_ = 0;
};

/// Lays the tree out as a flat list in the order of the file.
class Flattening {
  public:
    Flattening(ctoml_document &document, std::string_view text) : document_{document}, cursor_{text} {}

    void run() { add(document_.root, nullptr, 1); }

  private:
    ctoml_document &document_;
    Cursor cursor_;

    void add(const toml::node &node, const toml::key *key, int depth) {
        if (!document_.error.empty()) return;
        const auto place = node.source().begin;
        if (depth > CTOML_MAX_DEPTH) {
            document_.error = "nested deeper than " + std::to_string(CTOML_MAX_DEPTH) + " levels";
            document_.error_position = place;
            return;
        }
        ctoml_node flat{};
        flat.line = place.line ? place.line : 1;
        flat.column = place.column ? place.column : 1;
        if (key) {
            flat.key_line = key->source().begin.line;
            flat.key_column = key->source().begin.column;
            flat.key = key->data();
            flat.key_length = key->length();
        }
        set_value(flat, node);
        document_.nodes.push_back(flat);
        if (const auto *array = node.as_array()) {
            for (const auto &element : *array) add(element, nullptr, depth + 1);
        } else if (const auto *table = node.as_table()) {
            add_entries(*table, depth);
        }
    }

    /// toml++ keeps the entries of a table in the order of their names; people wrote them in another.
    void add_entries(const toml::table &table, int depth) {
        std::vector<std::pair<const toml::key *, const toml::node *>> entries;
        entries.reserve(table.size());
        for (auto it = table.cbegin(); it != table.cend(); ++it) entries.emplace_back(&it->first, &it->second);
        std::sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) {
            return a.first->source().begin < b.first->source().begin;
        });
        for (const auto &[key, node] : entries) add(*node, key, depth + 1);
    }

    void set_value(ctoml_node &flat, const toml::node &node) {
        switch (node.type()) {
            case toml::node_type::string: {
                const std::string &text = node.as_string()->get();
                flat.kind = CTOML_STRING;
                flat.text = text.data();
                flat.text_length = text.size();
                const auto source = cursor_.at(node.source().begin).substr(0, 3);
                flat.single_line = source != "\"\"\"" && source != "'''";
                break;
            }
            case toml::node_type::integer:
                flat.kind = CTOML_INTEGER;
                flat.integer = node.as_integer()->get();
                break;
            case toml::node_type::floating_point:
                flat.kind = CTOML_DOUBLE;
                flat.number = node.as_floating_point()->get();
                break;
            case toml::node_type::boolean:
                flat.kind = CTOML_BOOL;
                flat.integer = node.as_boolean()->get();
                break;
            case toml::node_type::array:
                flat.kind = CTOML_ARRAY;
                flat.count = static_cast<uint32_t>(node.as_array()->size());
                break;
            case toml::node_type::table:
                flat.kind = CTOML_TABLE;
                flat.count = static_cast<uint32_t>(node.as_table()->size());
                break;
            default:
                set_date_time(flat, node);
                break;
        }
    }

    void set_date_time(ctoml_node &flat, const toml::node &node) {
        std::ostringstream out;
        if (const auto *date = node.as_date()) out << date->get();
        else if (const auto *time = node.as_time()) out << time->get();
        else if (const auto *date_time = node.as_date_time()) out << date_time->get();
        document_.date_times.push_back(std::make_unique<std::string>(out.str()));
        flat.kind = CTOML_DATE_TIME;
        flat.text = document_.date_times.back()->data();
        flat.text_length = document_.date_times.back()->size();
    }
};

void parse(ctoml_document &document, std::string_view text) {
    if (text.size() > CTOML_MAX_BYTES) {
        document.error = "the file is larger than 1 MB (" + std::to_string(text.size()) + " bytes)";
        return;
    }
    if (const auto place = KeyDepthCheck{text}.find(); place.line) {
        document.error = "a dotted key of more than " + std::to_string(CTOML_MAX_DEPTH) + " parts";
        document.error_position = place;
        return;
    }
    toml::parse_result result = toml::parse(text);
    if (result.failed()) {
        document.error = result.error().description();
        document.error_position = result.error().source().begin;
        return;
    }
    document.root = std::move(result).table();
    Flattening{document, text}.run();
    if (!document.error.empty()) document.nodes.clear();
}

}  // namespace

extern "C" {

ctoml_document *ctoml_parse(const char *bytes, size_t length) {
    auto *document = new (std::nothrow) ctoml_document{};
    if (!document) return nullptr;
    try {
        parse(*document, length ? std::string_view{bytes, length} : std::string_view{""});
    } catch (...) {
        delete document;
        return nullptr;
    }
    return document;
}

void ctoml_free(ctoml_document *document) { delete document; }

size_t ctoml_node_count(const ctoml_document *document) { return document->nodes.size(); }

const ctoml_node *ctoml_nodes(const ctoml_document *document) { return document->nodes.data(); }

const char *ctoml_error(const ctoml_document *document, uint32_t *line, uint32_t *column) {
    if (document->error.empty()) return nullptr;
    *line = document->error_position.line ? document->error_position.line : 1;
    *column = document->error_position.column ? document->error_position.column : 1;
    return document->error.c_str();
}

}
