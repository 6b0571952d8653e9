package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.VaultHandle.Count;
import dev.writ.vendor.googleworkspace.VaultHandle.CountingExport;
import dev.writ.vendor.googleworkspace.VaultRequests.Format;
import dev.writ.vendor.googleworkspace.VaultWire.Operation;
import dev.writ.vendor.googleworkspace.VaultWire.Stats;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether Vault still finds Gemini data of one person. It is counted; where Vault does not count
 * Gemini (which its documents leave open), or counts with errors, an export is prepared for its
 * number alone and never fetched.
 */
final class GeminiLook {
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final GoogleVault vault;
  private final boolean missingIsZero;

  GeminiLook(GoogleVault vault, boolean missingIsZero) {
    this.vault = vault;
    this.missingIsZero = missingIsZero;
  }

  Presence start(String email) {
    return waiting(
        vault.inNewMatter(
            matter -> {
              try {
                return new Count(matter, vault.count(matter, email));
              } catch (VendorFailure refused) {
                if (refused.status() != 400) {
                  throw refused;
                }
                return exporting(matter, email);
              }
            }));
  }

  private VaultHandle exporting(String matter, String email) {
    return new CountingExport(matter, vault.export(matter, email, Format.XML));
  }

  /** A handle whose work is gone is begun anew. */
  Presence ask(Count handle, String email) {
    var operation = vault.operation(handle.operation());
    if (operation.isEmpty()) {
      return anew(handle, email);
    }
    if (!Boolean.TRUE.equals(operation.get().done())) {
      return waiting(handle);
    }
    var count = counted(operation.get());
    return count.isPresent()
        ? seen(handle, count.getAsLong())
        : waiting(exporting(handle.matter(), email));
  }

  /** Empty where the count proves nothing: it failed, or an account could not be counted. */
  private OptionalLong counted(Operation operation) {
    var response = operation.response();
    if (operation.error() != null || response == null || !response.isObject()) {
      return OptionalLong.empty();
    }
    var count = number(response.path("totalCount").asString(null));
    boolean none = count.isPresent() && count.getAsLong() == 0;
    return none && incomplete(response) ? OptionalLong.empty() : count;
  }

  private static boolean incomplete(JsonNode response) {
    var mail = response.path("mailCountResult");
    var groups = response.path("groupsCountResult");
    return !mail.path("accountCountErrors").isEmpty()
        || !mail.path("nonQueryableAccounts").isEmpty()
        || !groups.path("accountCountErrors").isEmpty()
        || !groups.path("nonQueryableAccounts").isEmpty();
  }

  Presence ask(CountingExport handle, String email) {
    var export = vault.find(handle.matter(), handle.export());
    if (export.isEmpty()) {
      return anew(handle, email);
    }
    return switch (Answers.answered(export.get().status())) {
      case "IN_PROGRESS" -> waiting(handle);
      case "COMPLETED" -> {
        var count = total(export.get().stats());
        Answers.require(count.isPresent());
        yield seen(handle, count.getAsLong());
      }
      case "FAILED" -> {
        vault.discard(handle.matter());
        throw new VendorFailure(Kind.UNAVAILABLE, 200);
      }
      default -> throw Answers.malformed();
    };
  }

  private OptionalLong total(@Nullable Stats stats) {
    return number(stats == null ? null : stats.totalArtifactCount());
  }

  private OptionalLong number(@Nullable String text) {
    if (text == null) {
      return missingIsZero ? OptionalLong.of(0) : OptionalLong.empty();
    }
    return NUMBER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private Presence seen(VaultHandle handle, long count) {
    vault.discard(handle.matter());
    return count == 0 ? Presence.ABSENT : Presence.PRESENT;
  }

  private Presence anew(VaultHandle handle, String email) {
    vault.discard(handle.matter());
    return start(email);
  }

  private static Presence waiting(VaultHandle handle) {
    return new Presence.InProgress(handle.text(), AGAIN);
  }
}
