package dev.writ.ledger;

import dev.writ.api.model.LedgerEntry;
import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.Identifiers;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges the entries of one call: each names a known connection, and an object that could exist at
 * that connection's vendor.
 */
final class EntryCheck {
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);
  private final Map<UUID, VendorAdapter> vendorOf;
  private final Set<UUID> leaving;
  private final VendorCatalogue vendors;
  private final Validator validator;
  private final Instant now;

  EntryCheck(
      ConnectionService connections, VendorCatalogue vendors, Validator validator, Instant now) {
    this.vendorOf =
        connections.all().stream()
            .filter(c -> vendors.find(c.vendor()).isPresent())
            .collect(Collectors.toMap(c -> c.id(), c -> vendors.require(c.vendor())));
    this.leaving =
        connections.all().stream()
            .filter(c -> c.state().leaving())
            .map(Connection::id)
            .collect(Collectors.toSet());
    this.vendors = vendors;
    this.validator = validator;
    this.now = now;
  }

  /**
   * Refuses what breaks the description of an entry.
   *
   * @param place names the entry in a refusal, e.g. {@code line 17}
   */
  void describes(LedgerEntry entry, String place) {
    for (var violation : validator.validate(entry)) {
      throw Problem.body(place + ": " + violation.getPropertyPath() + " is not as described");
    }
  }

  /** The entry as the ledger takes it. */
  Ledger.Entry accept(LedgerEntry entry, String place) {
    var adapter = vendorOf.get(entry.getConnection());
    if (adapter == null) {
      throw Problem.invalid(place + ": no such connection");
    }
    if (leaving.contains(entry.getConnection())) {
      throw Problem.invalid(
          place
              + ": this vendor is being left, or was; send it nothing, enter nothing for it and"
              + " take nothing back");
    }
    var person = entry.getIdentifier();
    checkVendor(person.getVendor(), adapter, place);
    var at = entry.getAt() == null ? now : entry.getAt().toInstant();
    if (at.isBefore(Instant.EPOCH) || at.isAfter(now.plus(CLOCKS_MAY_DIFFER))) {
      throw Problem.invalid(place + ": at lies before 1970 or in the future");
    }
    var object =
        new VendorObject(
            Texts.require(entry.getKind(), place + ": kind"),
            Texts.require(entry.getObjectId(), place + ": objectId"),
            entry.getParentId() == null || entry.getParentId().isEmpty()
                ? ""
                : Texts.require(entry.getParentId(), place + ": parentId"));
    if (!adapter.accepts(object)) {
      throw Problem.invalid(
          place + ": no such kind at this vendor, or not an id of that kind; see GET /v1/vendors");
    }
    return new Ledger.Entry(
        new Identifier(
            Identifier.Type.valueOf(person.getType().name()),
            Identifiers.require(person, place + ": identifier.value")),
        entry.getConnection(),
        object,
        at);
  }

  private void checkVendor(@Nullable String vendor, VendorAdapter adapter, String place) {
    if (vendor == null) {
      return;
    }
    if (vendors.find(vendor).isEmpty()) {
      throw Problem.invalid(place + ": identifier.vendor is not in the catalogue");
    }
    if (!vendor.equals(adapter.descriptor().id())) {
      throw Problem.invalid(place + ": identifier.vendor is not the connection's vendor");
    }
  }
}
