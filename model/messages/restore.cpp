#include "model/messages/restore.hpp"

namespace hourglass::model {

std::string error_text(const RestoreFailure& failure) {
    switch (failure.kind) {
        case RestoreErrorKind::HookTimeout:
            return std::string{text_of(FatalError::RuntimeRestoreHookUserTimeout)};
        case RestoreErrorKind::HookUserError:
            return "errRestoreHookUserError";
        case RestoreErrorKind::UpdateCredentials:
            return "errRestoreUpdateCredentials";
        case RestoreErrorKind::FatalError:
            break;
    }
    return failure.error_type.text();
}

}  // namespace hourglass::model
