// Runs a program in namespaces of its own: it sees no other process, nothing that it starts
// outlives it, and /tmp, /opt/extensions and /var/task are private.
#pragma once

// `folder` becomes /tmp. Ends as the program ends: with its status, or by its signal. Returns only
// if the kernel does not allow it: 125, with a sentence on standard error.
int enclose(const char* folder, char** command);
