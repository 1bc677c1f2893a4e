// What Swift cannot call of SQLite: functions whose arguments vary in number.
#pragma once
#include <stdint.h>

/// Lets SQLite allocate memory without counting it, which takes a lock each time. It is for the whole process, and is heard
/// only before the first database is opened. Returns SQLite's result code.
int32_t csqlite_forgo_memory_statistics(void);
