// Under a foreign platform nobody hands the probe its program: the programs lie in a folder, the
// stage, one file for each start. There is a FIFO in it too, on which starts and ends are told.
#pragma once

// The program of this start of `name`, or NULL. Tells of the start. The text is the caller's.
char* stage_program(const char* folder, const char* name);
// Tells of the end, if there is a stage, and exits.
_Noreturn void stage_exit(int status);
