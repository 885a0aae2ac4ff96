/* The life of one sandbox for Spin, written by hand from the rules in docs/rules.md: an opinion
 * beside the tables in model/lifecycle, and nothing here is generated from them. What is left out
 * is said in docs/decisions/0013-spin-as-second-opinion.md, and how both are compared in
 * views.hpp. A row of rule ids stands above what they ask for.
 *
 * Bounds, by -D: AWS (1 the documented service, 0 the emulator's core), EXTENSIONS, INVOKES, RESETS,
 * SHUTDOWNS, FAULTS. With -DPRINT the verifier writes every state that it comes to, one a line.
 *
 * Each move is one atomic step, so the states that Spin stores are the states between moves. What
 * follows from a move inside the platform is told by `..._begins` and `..._ends` and is done in
 * follow_up(); these are 0 between moves.
 */

#include "states.pml"
#include "platform.pml"
#include "world.pml"
