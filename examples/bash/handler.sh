# Sourced by bootstrap. `handle EVENT` puts its answer into `reply`; a status other than 0 makes
# that an error. An event that says {"hourglass": ACTION} gets that, any other event comes back.

if [[ -n ${EXAMPLE_INIT_ERROR:-} ]]; then
    reply='{"errorType": "Example.Init", "errorMessage": "the handler fails while it loads"}'
    return 1
fi

handle() {
    local action=
    if [[ ${1:0:100} =~ \"hourglass\":\ *\"([a-z_]+)\" ]]; then action=${BASH_REMATCH[1]}; fi
    case $action in
        greet) reply='"hello hourglass"' ;;
        fail)
            reply='{"errorType": "Function.Refused", "errorMessage": "the handler says no"}'
            return 1
            ;;
        throw | panic) no_such_command ;;
        remaining) reply=$((deadline - $(date +%s%3N))) ;;
        flood) printf -v reply '"%7000000s"' x ;;  # more than the platform takes
        sleep) sleep 60 ;;
        exit) exit 3 ;;
        crash) kill -SEGV $$ ;;
        *) reply=$1 ;;
    esac
}
