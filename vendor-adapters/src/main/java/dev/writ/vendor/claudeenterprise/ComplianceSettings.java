package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The settings in force in each organization. */
final class ComplianceSettings {
  private final ComplianceAccount account;
  private final ClaudeEnterpriseSettings connection;

  ComplianceSettings(ComplianceAccount account, ClaudeEnterpriseSettings connection) {
    this.account = account;
    this.connection = connection;
  }

  /** None where the key may not read which there are. */
  List<String> organizations() {
    try {
      return new ComplianceDirectory(account, connection).organizations();
    } catch (VendorFailure failure) {
      if (withheld(failure)) {
        return List.of();
      }
      throw failure;
    }
  }

  /**
   * Empty where they are withheld: the key lacks the scope, or the endpoint is not enabled for the
   * parent organization, which is the same 404 as that of an unknown organization.
   */
  Optional<JsonNode> visible(String organization) {
    try {
      return account.find(
          "organizations/" + organization + "/settings", "organization_id", organization);
    } catch (VendorFailure failure) {
      if (withheld(failure)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** A scope that the key lacks, and no key that is unknown. */
  static boolean withheld(VendorFailure failure) {
    return failure.kind() == Kind.AUTHENTICATION && failure.status() == 403;
  }
}
