#!/usr/bin/env bash
# Builds the fuzzer as OSS-Fuzz does: $CXX and $CXXFLAGS compile, $LIB_FUZZING_ENGINE is linked in,
# the result goes to $OUT with its seed corpus and dictionary. Without them it takes clang 14 with
# libFuzzer and both sanitizers, into build/fuzz.
#   tests/fuzz/build.sh && build/fuzz/out/lifecycle_fuzzer -max_total_time=60 build/fuzz/corpus \\
#       build/fuzz/out/lifecycle_fuzzer_seed_corpus
# needs Debian's clang-14 and libclang-rt-14-dev; another CXX may bring an engine of its own. No
# test builds it: with both sanitizers that takes a quarter of an hour on two cores. The tests call
# the same entry point (tests/fuzz/fuzzer_test.cpp).
set -euo pipefail
root=$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")
: "${CXX:=clang++-14}" "${CC:=clang-14}"
: "${LIB_FUZZING_ENGINE:=-fsanitize=fuzzer}"
: "${CXXFLAGS:=-O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined}"
: "${OUT:=$root/build/fuzz/out}"
work=${WORK:-$root/build/fuzz/objects}
mkdir -p "$OUT" "$work"

cmake -G Ninja -S "$root" -B "$work" -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_C_COMPILER="$CC" -DCMAKE_CXX_COMPILER="$CXX" -DCMAKE_CXX_FLAGS="$CXXFLAGS" \
    -DHOURGLASS_FUZZING_ENGINE="$LIB_FUZZING_ENGINE" >"$work/configure.log" 2>&1 ||
    { cat "$work/configure.log" >&2; exit 1; }
ninja -C "$work" lifecycle_fuzzer lifecycle_seeds
cp "$work/tests/lifecycle_fuzzer" "$OUT/"
cp "$root/tests/fuzz/lifecycle.dict" "$OUT/lifecycle_fuzzer.dict"
mkdir -p "$OUT/lifecycle_fuzzer_seed_corpus"
"$work/tests/lifecycle_seeds" "$OUT/lifecycle_fuzzer_seed_corpus"
