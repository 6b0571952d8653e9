package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.listed;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.pages;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.required;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.googleworkspace.VaultRequests.Format;
import dev.writ.vendor.googleworkspace.VaultWire.Exports;
import dev.writ.vendor.googleworkspace.VaultWire.Hold;
import dev.writ.vendor.googleworkspace.VaultWire.Holds;
import dev.writ.vendor.googleworkspace.VaultWire.Matters;
import dev.writ.vendor.googleworkspace.VaultWire.Operation;
import dev.writ.vendor.googleworkspace.VaultWire.VaultExport;
import dev.writ.vendor.spi.VendorFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is done in Vault. Each piece of work has a matter of its own, which other Vault
 * administrators can see and which goes when the work is done.
 */
final class GoogleVault {
  static final String ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,149}";
  static final String OPERATION = "[A-Za-z0-9][A-Za-z0-9._=-]{0,299}";

  private static final Pattern ID_FORM = Pattern.compile(ID);
  private static final Pattern OPERATION_NAME = Pattern.compile("operations/" + OPERATION);

  private final VaultApi api;
  private final String region;

  GoogleVault(VaultApi api, String region) {
    this.api = api;
    this.region = region;
  }

  /**
   * Opens a matter and starts something in it; where that fails, the matter goes again.
   *
   * @param start gets the matter's id
   */
  <T> T inNewMatter(Function<String, T> start) {
    var matter = required(answered(api.open(VaultRequests.matter(region))).matterId(), ID_FORM);
    try {
      return start.apply(matter);
    } catch (VendorFailure failed) {
      discardQuietly(matter);
      throw failed;
    }
  }

  /** The failure before this one is what counts. */
  private void discardQuietly(String matter) {
    try {
      discard(matter);
    } catch (VendorFailure left) {
      // Vault itself deletes the files of an export after 15 days; the matter's name is neutral
    }
  }

  /**
   * Removes every export in the matter, also those that others spawned, and the matter itself. A
   * matter one has no rights to any more looks as if it were not there; then a list is refused.
   */
  void discard(String matter) {
    var found = unlessGone(() -> api.matter(matter));
    if (found.isEmpty()) {
      answered(api.anyMatter());
      return;
    }
    require(matter.equals(found.get().matterId()));
    var state = answered(found.get().state());
    if (state.equals("DELETED")) {
      return;
    }
    if (state.equals("OPEN")) {
      for (var export : exports(matter)) {
        unlessGone(() -> api.deleteExport(matter, export))
            .ifPresent(done -> require(done.isObject()));
      }
      answered(api.close(matter, Map.of()));
    }
    unlessGone(() -> api.delete(matter));
  }

  private List<String> exports(String matter) {
    var exports = new ArrayList<String>();
    pages(
        page -> api.exports(matter, page),
        Exports::nextPageToken,
        page -> {
          for (var export : listed(page.exports())) {
            exports.add(required(export.id(), ID_FORM));
          }
        });
    return exports;
  }

  String export(String matter, String email, Format format) {
    var export = api.export(matter, VaultRequests.export(email, format, region));
    return required(answered(export).id(), ID_FORM);
  }

  /** Empty where the export, or its matter, is not there. */
  Optional<VaultExport> find(String matter, String export) {
    var found = unlessGone(() -> api.export(matter, export));
    found.ifPresent(one -> require(export.equals(one.id())));
    return found;
  }

  /** The id of the operation that counts the person's artifacts. */
  String count(String matter, String email) {
    var operation = api.count(matter, VaultRequests.count(email));
    var name = required(answered(operation).name(), OPERATION_NAME);
    return name.substring(name.indexOf('/') + 1);
  }

  Optional<Operation> operation(String id) {
    var found = unlessGone(() -> api.operation(id));
    found.ifPresent(one -> require(("operations/" + id).equals(one.name())));
    return found;
  }

  /**
   * Whether a hold may cover the account, in any matter that this administrator sees. Who belongs
   * to an organisational unit is not told, so that a hold on one counts.
   *
   * @param corpora those that matter
   */
  boolean mayBeHeld(String account, Predicate<String> corpora) {
    var held = new ArrayList<Hold>();
    for (var matter : matters()) {
      pages(
          page -> unlessGone(() -> api.holds(matter, page)).orElseThrow(GoogleVault::unclear),
          Holds::nextPageToken,
          page -> listed(page.holds()).stream().filter(h -> covers(h, account)).forEach(held::add));
    }
    return held.stream().anyMatch(hold -> hold.corpus() == null || corpora.test(hold.corpus()));
  }

  private List<String> matters() {
    var matters = new ArrayList<String>();
    pages(
        api::matters,
        Matters::nextPageToken,
        page -> {
          for (var matter : listed(page.matters())) {
            if (!"DELETED".equals(matter.state())) {
              matters.add(required(matter.matterId(), ID_FORM));
            }
          }
        });
    return matters;
  }

  /** A listed matter that is not there was deleted just now, or is closed to us: ask again. */
  private static VendorFailure unclear() {
    return new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 404);
  }

  /** A hold that does not say whom it covers may cover anybody. */
  private static boolean covers(Hold hold, String account) {
    var accounts = listed(hold.accounts());
    return hold.orgUnit() != null
        || accounts.isEmpty()
        || accounts.stream().anyMatch(h -> h.accountId() == null || account.equals(h.accountId()));
  }
}
