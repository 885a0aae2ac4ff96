# Sourced by ./hourglass, ./run-tests and .ci/run: what stands between a fresh clone and a built
# program. Everything here talks on standard error, standard output belongs to the program.
# The caller runs under `set -euo pipefail` and has set `root`.

preset=${HOURGLASS_PRESET:-dev}
build=$root/build/$preset

say() { printf 'hourglass: %s\n' "$*" >&2; }

give_up() {
    say "$@"
    exit 2
}

# packages_for PURPOSE...: the packages of cmake/packages.txt with these purposes, in its order.
packages_for() {
    local purpose package
    while read -r purpose package; do
        if [[ " $* " == *" $purpose "* ]]; then printf '%s\n' "$package"; fi
    done <"$root/cmake/packages.txt"
}

# missing_packages PACKAGE...: those that are not installed.
missing_packages() {
    local package status installed=" "
    while read -r package status; do
        if [[ $status == installed ]]; then installed+="${package%%:*} "; fi
    done < <(dpkg-query -W -f '${binary:Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        if [[ $installed != *" $package "* ]]; then printf '%s\n' "$package"; fi
    done
}

# need_packages PURPOSE...: installs what is missing. A stamp remembers that nothing was, until
# the list or the system's packages change.
need_packages() {
    local key="$*" stamp missing
    stamp=$build/.packages-${key// /-}
    if [[ $stamp -nt $root/cmake/packages.txt && $stamp -nt /var/lib/dpkg/status ]]; then return; fi
    if ! command -v dpkg-query >/dev/null; then
        say "this is not Debian; the build needs what these packages hold:" $(packages_for "$@")
    else
        missing=$(missing_packages $(packages_for "$@"))
        if [[ -n $missing ]]; then install_packages $missing; fi
    fi
    touch "$stamp"
}

install_packages() {
    local sudo=() line="apt-get install -y --no-install-recommends $*" log=$build/packages.log
    local refused="missing packages; run as root: apt-get update && $line"
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null || give_up "$refused"
        # Without a terminal nobody could type a password.
        if [[ ! -t 0 ]]; then sudo -n true 2>/dev/null || give_up "$refused"; fi
        sudo=(sudo)
    fi
    say "installing missing packages: $*"
    # Descriptor 9 is closed below lest a service that a package starts keeps our lock.
    local get=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    if ! { "${get[@]}" update && "${get[@]}" install -y --no-install-recommends "$@"; } \
        >"$log" 2>&1 9>&-; then
        tail -n 15 "$log" >&2
        give_up "apt-get failed (log: $log); run as root: apt-get update && $line"
    fi
}

# One launcher at a time sets up a build folder; the others wait. The lock goes with descriptor 9.
lock_build() {
    mkdir -p "$build" 2>/dev/null || give_up "cannot write $build; make the checkout writable"
    exec 9>"$build/.lock" || give_up "cannot write $build/.lock; make the checkout writable"
    flock -n 9 || { say "waiting for another build of $preset"; flock 9; }
}

unlock_build() { exec 9>&-; }

# Configures when the folder is new, was moved, or the presets changed (ninja sees the rest).
configure() {
    local stamp=$build/.configured was=
    if [[ -f $stamp ]]; then read -r was <"$stamp" || true; fi
    if [[ $was == "$root" && $stamp -nt $root/CMakePresets.json ]]; then return; fi
    rm -f "$stamp"
    if ! (cd "$root" && cmake --fresh --preset "$preset") >"$build.configure.log" 2>&1; then
        cat "$build.configure.log" >&2
        give_up "cmake could not configure preset $preset (log: $build.configure.log)"
    fi
    printf '%s\n' "$root" >"$stamp"
}

# compile TARGET...: builds, silent when there is nothing to do. A terminal sees the progress, a
# log file one line; a failure shows only what failed.
compile() {
    local log=$build/build.log
    if ! ninja -C "$build" "$@" 2>&1 | tee "$log" | show_progress; then
        grep -v -e '^\[[0-9]*/' -e '^-- ' -e '^ninja: Entering' "$log" >&2 || true
        give_up "the build failed (log: $log)"
    fi
}

show_progress() {
    local line begun=
    while IFS= read -r line; do
        if [[ $line != \[*/*\]* || $line == *Re-checking* ]]; then continue; fi
        if [[ -t 2 ]]; then
            printf '\r\033[K%.*s' "${COLUMNS:-79}" "$line" >&2
        elif [[ -z $begun ]]; then
            say "building $preset in $build (from nothing this takes some minutes)"
        fi
        begun=yes
    done
    if [[ -n $begun && -t 2 ]]; then printf '\r\033[K' >&2; fi
}

# set_up PURPOSES TARGET...: packages, configuration and build of the preset.
set_up() {
    local purposes=$1
    shift
    if [[ $preset == release ]]; then purposes+=" bench"; fi
    if [[ ! -w ${HOME:-/nonexistent} ]]; then export CCACHE_DIR=${CCACHE_DIR:-$root/build/ccache}; fi
    lock_build
    need_packages $purposes
    configure
    compile "$@"
    unlock_build
}
