package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Optional;

/**
 * Claude Enterprise over the Compliance API, with a Compliance Access Key that reads and, where the
 * company keeps them apart as Anthropic advises, another one that deletes.
 */
public final class ClaudeEnterpriseAdapter implements VendorAdapter {

  /** The lists a search reads besides the directory. */
  private static final List<String> LISTS =
      List.of("apps/chats", "apps/projects", "apps/code/artifacts", "apps/sessions/remote");

  @Override
  public VendorDescriptor descriptor() {
    return ClaudeEnterpriseDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return ComplianceKind.find(object).isPresent();
  }

  /**
   * Reads the first row of every list. That the key may delete shows only in part, see {@link
   * ComplianceAccount#proveDeletion}.
   */
  @Override
  public void check(VendorConnection connection) {
    var account = new ComplianceAccount(connection);
    var settings = ClaudeEnterpriseSettings.of(connection);
    account.peek("organizations");
    new ComplianceDirectory(account, settings)
        .organizations().stream()
            .findFirst()
            .map(ComplianceDirectory::path)
            .ifPresent(account::peek);
    LISTS.forEach(account::peek);
    Answers.unlessGone(() -> account.peek("apps/sessions/local"));
    account.proveDeletion();
  }

  /**
   * An account has an organization; a list without one shows nothing. The lists of contents ask for
   * another scope than that one, and are read as well.
   */
  @Override
  public boolean control(VendorConnection connection) {
    var account = new ComplianceAccount(connection);
    LISTS.forEach(account::peek);
    return !account.peek("organizations").path("data").isEmpty();
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    return new ComplianceSearch(
            new ComplianceAccount(connection), ClaudeEnterpriseSettings.of(connection))
        .locate(subject);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var kind = ComplianceKind.of(object);
    new ComplianceExport(
            new ComplianceAccount(connection), ClaudeEnterpriseSettings.of(connection), sink)
        .export(kind, object.id());
    return new Export.Complete();
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var kind = ComplianceKind.of(object);
    return erasing(connection).erase(kind, object);
  }

  @Override
  public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    var kind = ComplianceKind.of(object);
    return erasing(connection).poll(kind, object, handle);
  }

  private static ComplianceErasing erasing(VendorConnection connection) {
    return new ComplianceErasing(
        new ComplianceAccount(connection), ClaudeEnterpriseSettings.of(connection));
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var kind = ComplianceKind.of(object);
    return new ComplianceLook(new ComplianceAccount(connection)).at(kind, object);
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(new ComplianceInventory());
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(new ComplianceAccess());
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(new ComplianceClaimChecks());
  }
}
