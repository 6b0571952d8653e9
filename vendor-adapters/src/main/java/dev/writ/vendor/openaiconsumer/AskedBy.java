package dev.writ.vendor.openaiconsumer;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;

/** Who turns to OpenAI, as the connection's setting says. */
enum AskedBy {
  /** The account holder, signed in: the way OpenAI documents. */
  SUBJECT("ACCOUNT_EXPORT", "ACCOUNT_DELETE"),
  /** The officer, by mail and with the person's authorisation. */
  OFFICER("ACCOUNT_EXPORT_BY_MAIL", "ACCOUNT_DELETE_BY_MAIL");

  static final String SETTING = "askedBy";

  private final String exportWork;
  private final String eraseWork;

  AskedBy(String exportWork, String eraseWork) {
    this.exportWork = exportWork;
    this.eraseWork = eraseWork;
  }

  /** A setting that means nothing is a REJECTED failure. */
  static AskedBy of(VendorConnection connection) {
    return switch (connection.settings().getOrDefault(SETTING, "subject").strip()) {
      case "subject" -> SUBJECT;
      case "officer" -> OFFICER;
      default -> throw new VendorFailure(Kind.REJECTED, 0);
    };
  }

  String exportWork() {
    return exportWork;
  }

  String eraseWork() {
    return eraseWork;
  }
}
