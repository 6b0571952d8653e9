package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.regex.Pattern;

/** Work under way in Vault, as it is kept between two questions. */
sealed interface VaultHandle {
  /** The matter to be removed when the work is done, or not wanted any more. */
  String matter();

  /** The text to keep. */
  String text();

  /** The Gemini app's export runs; the other one has not been asked for yet. */
  record FirstExport(String matter, String xml) implements VaultHandle {
    @Override
    public String text() {
      return "export." + matter + "." + xml;
    }
  }

  /** Both exports were asked for. */
  record BothExports(String matter, String xml, String json) implements VaultHandle {
    @Override
    public String text() {
      return "exports." + matter + "." + xml + "." + json;
    }
  }

  /** A count runs. */
  record Count(String matter, String operation) implements VaultHandle {
    @Override
    public String text() {
      return "count." + matter + "." + operation;
    }
  }

  /** An export runs, for its number alone. */
  record CountingExport(String matter, String export) implements VaultHandle {
    @Override
    public String text() {
      return "look." + matter + "." + export;
    }
  }

  /** What was kept; anything else is a REJECTED failure. */
  static VaultHandle of(String text) {
    var parts = Forms.HANDLE.matcher(text);
    if (!parts.matches()) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    if (parts.group("count") != null) {
      return new Count(parts.group("m1"), parts.group("count"));
    }
    if (parts.group("look") != null) {
      return new CountingExport(parts.group("m2"), parts.group("look"));
    }
    return parts.group("json") != null
        ? new BothExports(parts.group("m3"), parts.group("xml"), parts.group("json"))
        : new FirstExport(parts.group("m4"), parts.group("first"));
  }

  /** How a handle may look. */
  final class Forms {
    private static final String ID = GoogleVault.ID;
    private static final Pattern HANDLE =
        Pattern.compile(
            "count\\.(?<m1>%s)\\.(?<count>%s)|look\\.(?<m2>%s)\\.(?<look>%s)"
                    .formatted(ID, GoogleVault.OPERATION, ID, ID)
                + "|exports\\.(?<m3>%s)\\.(?<xml>%s)\\.(?<json>%s)|export\\.(?<m4>%s)\\.(?<first>%s)"
                    .formatted(ID, ID, ID, ID, ID));

    private Forms() {}
  }
}
