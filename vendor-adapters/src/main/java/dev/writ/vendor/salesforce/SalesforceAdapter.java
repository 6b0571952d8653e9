package dev.writ.vendor.salesforce;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;

/**
 * Salesforce over the REST, Bulk 2.0, Consent and Data 360 Query APIs. Records are erased for good
 * or not at all: without the permission for that a human is asked, because a plain delete leaves
 * them restorable. Profiles are forgotten after the CRM, from which they would be filled again.
 */
public final class SalesforceAdapter implements VendorAdapter {
  static final String CLIENT_ID = "clientId";
  static final String USERNAME = "username";
  static final String PRIVATE_KEY = "privateKey";

  private final SalesforceSignIn signIn = new SalesforceSignIn();

  @Override
  public VendorDescriptor descriptor() {
    return SalesforceDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return SalesforceKind.of(object.kind()).isPresent() && SalesforceAnswers.wellFormed(object);
  }

  @Override
  public void check(VendorConnection connection) {
    var desk = desk(connection);
    desk.settings.objects().forEach(desk.records::probe);
    desk.settings.relatedFields().forEach(field -> desk.records.probe(field.object()));
    if (desk.settings.data360()) {
      desk.profiles().probe();
    }
  }

  /**
   * Each list is read; where all are empty, the org's own record is what must be there. A user who
   * may not read that has no control.
   */
  @Override
  public boolean control(VendorConnection connection) {
    var desk = desk(connection);
    long seen = desk.settings.objects().stream().filter(desk.records::probe).count();
    if (desk.settings.data360()) {
      desk.profiles().probe();
    }
    return seen > 0 || desk.records.organization();
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    var desk = desk(connection);
    return new SalesforceLocator(
            desk.records,
            desk.settings,
            desk.settings.data360() ? desk.profiles() : null,
            desk.settings.data360() ? desk.traces() : null)
        .locate(subject);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var kind = SalesforceAnswers.kind(object);
    var id = SalesforceAnswers.id(object);
    var desk = desk(connection);
    if (kind.record()) {
      desk.records
          .content(object(kind, id), recordId(kind, id))
          .ifPresent(json -> sink.accept(kind.word(), SalesforceAnswers.line(json)));
    } else if (kind == SalesforceKind.INDIVIDUAL) {
      desk.profiles().export(id, sink);
    } else {
      desk.traces().export(kind, id, sink);
    }
    return new Export.Complete();
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var kind = SalesforceAnswers.kind(object);
    var id = SalesforceAnswers.id(object);
    return switch (kind) {
      case AI_REQUEST, AI_GENERATION -> new Erasure.ByHand(SalesforceDescriptor.AUDIT_WORK);
      case AGENT_SESSION -> new Erasure.ByHand(SalesforceDescriptor.SESSION_WORK);
      case INDIVIDUAL -> desk(connection).profiles().forget(id);
      case RELATED_RECORD, CONTACT, LEAD, CRM_INDIVIDUAL ->
          desk(connection).hardDelete().start(object(kind, id), recordId(kind, id));
    };
  }

  @Override
  public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    var kind = SalesforceAnswers.kind(object);
    var id = SalesforceAnswers.id(object);
    return switch (kind) {
      case AI_REQUEST, AI_GENERATION, AGENT_SESSION -> throw SalesforceAnswers.unknown();
      case INDIVIDUAL -> desk(connection).profiles().poll(id, handle);
      case RELATED_RECORD, CONTACT, LEAD, CRM_INDIVIDUAL ->
          desk(connection).hardDelete().poll(object(kind, id), recordId(kind, id), handle);
    };
  }

  /** A profile being forgotten leaves nothing to remove, and cannot be called back. */
  @Override
  public void abandon(VendorConnection connection, VendorObject object, String handle) {
    var kind = SalesforceAnswers.kind(object);
    SalesforceAnswers.id(object);
    if (kind.record()) {
      desk(connection).hardDelete().abandon(handle);
    }
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var kind = SalesforceAnswers.kind(object);
    var id = SalesforceAnswers.id(object);
    var desk = desk(connection);
    if (kind == SalesforceKind.INDIVIDUAL) {
      return desk.profiles().look(id);
    }
    boolean present =
        kind.record()
            ? desk.records.look(object(kind, id), recordId(kind, id)).isPresent()
            : desk.traces().present(kind, id);
    return present ? Presence.PRESENT : Presence.ABSENT;
  }

  @Override
  public Optional<Planter> planter() {
    return Optional.of(new SalesforcePlanter(signIn));
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(new SalesforceInventory(signIn));
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(new SalesforceAccess(signIn));
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(new SalesforceClaimChecks(signIn));
  }

  /** The object type a record's id is looked up in. */
  static String object(SalesforceKind kind, String id) {
    return switch (kind) {
      case CONTACT -> "Contact";
      case LEAD -> "Lead";
      case CRM_INDIVIDUAL -> "Individual";
      default -> id.substring(0, id.indexOf('.'));
    };
  }

  /** The record's own id. */
  static String recordId(SalesforceKind kind, String id) {
    return kind == SalesforceKind.RELATED_RECORD ? id.substring(id.indexOf('.') + 1) : id;
  }

  private Desk desk(VendorConnection connection) {
    var settings = SalesforceSettings.of(connection);
    var api = signIn.org(connection, settings);
    return new Desk(connection, settings, api, new SalesforceRecords(api, settings));
  }

  /** What one call of the adapter works with. */
  private final class Desk {
    private final VendorConnection connection;
    private final SalesforceSettings settings;
    private final SalesforceApi org;
    private final SalesforceRecords records;

    Desk(
        VendorConnection connection,
        SalesforceSettings settings,
        SalesforceApi org,
        SalesforceRecords records) {
      this.connection = connection;
      this.settings = settings;
      this.org = org;
      this.records = records;
    }

    HardDelete hardDelete() {
      return new HardDelete(org, settings, records);
    }

    SalesforceProfiles profiles() {
      return new SalesforceProfiles(org, settings, tenant());
    }

    SalesforceTraces traces() {
      return new SalesforceTraces(tenant());
    }

    private Data360Query tenant() {
      return new Data360Query(signIn.tenant(connection, settings));
    }
  }
}
