// toml++ for Swift: one call parses a text into a flat list of nodes, so that no C++ type, no exception and no
// lifetime but that of the list reaches Swift.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The longest text that is parsed; longer ones are refused before toml++ sees them.
enum { CTOML_MAX_BYTES = 1000000 };
/// The deepest nesting of tables and arrays; toml++ and its readers recurse, so deeper texts are refused.
enum { CTOML_MAX_DEPTH = 64 };

enum {
    CTOML_STRING = 0,
    CTOML_INTEGER = 1,
    CTOML_DOUBLE = 2,
    CTOML_BOOL = 3,
    CTOML_DATE_TIME = 4,
    CTOML_ARRAY = 5,
    CTOML_TABLE = 6,
};

/// One node. Lines and columns count from 1; a column is a Unicode code point, a tab is one.
typedef struct {
    int32_t kind;
    uint32_t line, column;
    /// Where the key of this node stands; 0 when the node is an element of an array, or the root.
    uint32_t key_line, key_column;
    /// Children of an array or table. They follow their parent in the list, each followed by its own children.
    uint32_t count;
    /// 1 for a string of one line, whose content starts one column after the node.
    int32_t single_line;
    /// Key and text (strings, date-times) as UTF-8, not ended by a NUL; they may contain one.
    const char *_Nullable key;
    size_t key_length;
    const char *_Nullable text;
    size_t text_length;
    /// Integers, and bools as 0 or 1.
    int64_t integer;
    double number;
} ctoml_node;

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ctoml_document ctoml_document;

/// Parses `length` bytes of UTF-8. Never fails to return a document but for lack of memory (NULL);
/// `ctoml_error` says whether the text was sound. Free it with `ctoml_free`. Any thread.
ctoml_document *_Nullable ctoml_parse(const char *_Nullable bytes, size_t length);
void ctoml_free(ctoml_document *_Nullable document);

/// The nodes in the order of the file, the root table first; 0 of them when there was an error.
size_t ctoml_node_count(const ctoml_document *_Nonnull document);
/// The list itself; it lives as long as the document.
const ctoml_node *_Nullable ctoml_nodes(const ctoml_document *_Nonnull document);

/// What is wrong with the text, NULL when nothing is; `line` and `column` are set to where.
const char *_Nullable ctoml_error(
    const ctoml_document *_Nonnull document, uint32_t *_Nonnull line, uint32_t *_Nonnull column);

#ifdef __cplusplus
}
#endif
