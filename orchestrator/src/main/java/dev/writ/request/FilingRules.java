package dev.writ.request;

import dev.writ.api.model.NewRequest;
import dev.writ.connection.VendorCatalogue;
import dev.writ.web.Identifiers;
import dev.writ.web.NamedDay;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a new request must keep beyond the API description. */
@Component
class FilingRules {
  private final Clock clock;
  private final VendorCatalogue vendors;
  private final Identification identification;

  FilingRules(Clock clock, VendorCatalogue vendors, Identification identification) {
    this.clock = clock;
    this.vendors = vendors;
    this.identification = identification;
  }

  /** Refuses with a problem that says which field, and never what stood in it. */
  void check(NewRequest wanted) {
    if (NamedDay.inTheFuture(wanted.getReceivedOn(), clock.instant())) {
      throw Problem.invalid("receivedOn lies in the future");
    }
    if (wanted.getReceivedOn().getYear() < 2000) {
      throw Problem.invalid("receivedOn lies before the year 2000");
    }
    var identifiers = wanted.getSubject().getIdentifiers();
    if (identifiers.contains(null)) {
      throw Problem.invalid("subject.identifiers holds null");
    }
    if (wanted.getConnections() != null && wanted.getConnections().contains(null)) {
      throw Problem.invalid("connections holds null");
    }
    var values = new ArrayList<String>();
    for (var identifier : identifiers) {
      values.add(Identifiers.require(identifier, "identifier.value"));
      if (identifier.getVendor() != null && vendors.find(identifier.getVendor()).isEmpty()) {
        throw Problem.invalid("identifier.vendor is not in the catalogue; see GET /v1/vendors");
      }
    }
    impersonal(wanted.getJurisdiction(), "jurisdiction", values);
    impersonal(wanted.getChannel(), "channel", values);
    impersonal(wanted.getReference(), "reference", values);
    var identity = wanted.getIdentity();
    if (!identification.isMethod(identity.getMethod())) {
      impersonal(identity.getMethod(), "identity.method", values);
    }
    var note = Optional.ofNullable(identity.getNote());
    note.ifPresent(text -> Texts.require(text, "identity.note"));
    identification.check(identity.getMethod(), note);
  }

  /** These stand in the record in the clear, so no identifier may slip into them. */
  private static void impersonal(@Nullable String text, String field, List<String> values) {
    if (text != null) {
      Texts.impersonal(text, field, values);
    }
  }
}
