#include "cli/clients.hpp"

#include "cli/executable.hpp"
#include "cli/shell_words.hpp"

namespace hourglass::cli {

std::string ClientOptions::as_arguments() const {
    std::string arguments;
    if (!runtime.empty()) arguments += " --runtime " + shell_word(runtime);
    for (const std::string& file : extensions) arguments += " --extension " + shell_word(file);
    if (isolation != real::Isolation::None) arguments += " --isolate";
    if (!emulator.empty()) arguments += " --rie " + shell_word(emulator);
    if (sight == Sight::Edges) arguments += " --from-outside";
    return arguments;
}

model::Result<Clients> find_clients(const ClientOptions& options) {
    Clients clients;
    clients.arguments = options.as_arguments();
    clients.isolation = options.isolation;
    clients.sight = options.sight;
    if (!options.runtime.empty()) {
        auto words = runtime_command(options.runtime);
        if (!words) return tl::make_unexpected(words.error());
        clients.runtime = scenarios::Command{.argv = std::move(*words),
                                             .directory = std::filesystem::current_path().string()};
    }
    for (const std::string& file : options.extensions) {
        auto found = find_file(file);
        if (!found) return tl::make_unexpected(found.error());
        clients.extensions.push_back(std::move(*found));
    }
    if (!options.emulator.empty()) {
        auto found = find_file(options.emulator);
        if (!found) return tl::make_unexpected(found.error());
        clients.emulator = std::move(*found);
    }
    return clients;
}

}  // namespace hourglass::cli
