package dev.writ.identity;

import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Who has shown enough to be told categories of data, and too little for its specific pieces: 11
 * CCR 7062(b) is content with a reasonable degree of certainty for the former.
 */
@Service
public class CategoriesAlone {
  private final IdentityRecord record;

  CategoriesAlone(IdentityRecord record) {
    this.record = record;
  }

  /**
   * Whether the person of this request is known well enough for categories alone.
   *
   * @throws dev.writ.web.Problem not-found
   */
  public boolean of(UUID request) {
    var identity = record.require(request);
    return identity.level().reaches(AssuranceLevel.REASONABLE)
        && !identity.level().reaches(identity.required())
        && (!identity.throughAgent() || identity.permission().isPresent());
  }
}
