package dev.writ.offboarding;

import dev.writ.connection.ConnectionService.AccessChanging;
import dev.writ.connection.ConnectionService.CredentialsChanged;
import dev.writ.web.Problem;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What an offboarding has to do with the credentials it calls with: new ones bring it on when the
 * old ones were refused, and none may be put in the place of those that are being tried, because
 * what is refused then would be something else than what was in use.
 */
@Component
class OffboardingWakes {
  static final String REFUSED = "the vendor refuses the connection's credentials";
  static final String OTHER_REFUSED =
      "the vendor refuses the credentials of the connection to look with";

  private static final Set<String> WAITS_FOR_CREDENTIALS = Set.of(REFUSED, OTHER_REFUSED);
  private final OffboardingRecord record;
  private final OwnCredentials credentials;
  private final ApplicationEventPublisher events;

  OffboardingWakes(
      OffboardingRecord record, OwnCredentials credentials, ApplicationEventPublisher events) {
    this.record = record;
    this.credentials = credentials;
    this.events = events;
  }

  @EventListener
  void accessChanging(AccessChanging changing) {
    for (var one : record.calling(changing.connection())) {
      if (one.connection().equals(changing.connection()) && credentials.tried(one)) {
        throw Problem.conflict(
            "the old credentials of this connection are being tried: nothing takes their place"
                + " before the offboarding has ended");
      }
    }
  }

  @EventListener
  void credentialsChanged(CredentialsChanged changed) {
    for (var one : record.calling(changed.connection())) {
      var needed = one.connection().equals(changed.connection()) ? REFUSED : OTHER_REFUSED;
      if (one.stuck() && one.trouble().filter(needed::equals).isPresent()) {
        goOn(one.id());
      }
    }
  }

  private void goOn(UUID id) {
    var now = record.lock(id);
    if (now.stuck() && now.trouble().filter(WAITS_FOR_CREDENTIALS::contains).isPresent()) {
      record.progressed(id);
      record.noted(now, "NEW_CREDENTIALS", OffboardingRecord.SYSTEM);
      events.publishEvent(new OffboardingChanged(id));
    }
  }
}
