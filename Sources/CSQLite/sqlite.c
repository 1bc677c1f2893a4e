#include "CSQLite.h"
#include <sqlite3.h>

/* SQLite advises it (sqlite.org/compile.html, SQLITE_DEFAULT_MEMSTATUS); where it is built without lookaside, as Debian does,
   each value of each row is an allocation. */
int32_t csqlite_forgo_memory_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
