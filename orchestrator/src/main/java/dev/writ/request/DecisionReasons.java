package dev.writ.request;

import dev.writ.security.Caller;
import dev.writ.security.Role;
import dev.writ.web.Texts;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Why an officer decided as it was decided. It may name the person: it is sealed as the request.
 */
@Component
class DecisionReasons {
  private final RequestRecord requests;
  private final RequestKeys keys;

  DecisionReasons(RequestRecord requests, RequestKeys keys) {
    this.requests = requests;
    this.keys = keys;
  }

  /** Replaces the reason of the last decision; null leaves it. */
  void keep(UUID id, @Nullable String reason) {
    if (reason != null) {
      var sealer = keys.require(id);
      requests.decisionReason(id, sealer.seal(Texts.require(reason, "reason"), "reason/" + id));
    }
  }

  /** The reason given with the last decision, for those who decide. */
  Optional<String> find(UUID id) {
    var role = Caller.current().role();
    if (role != Role.OFFICER && role != Role.APPROVER) {
      return Optional.empty();
    }
    return requests
        .findDecisionReason(id)
        .flatMap(cipher -> keys.find(id).map(sealer -> sealer.open(cipher, "reason/" + id)));
  }
}
