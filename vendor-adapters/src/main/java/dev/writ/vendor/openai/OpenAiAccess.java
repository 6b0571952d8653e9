package dev.writ.vendor.openai;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Invites, keys, service accounts and members of the organization; they take the admin key. Without
 * one no right is seen: all of them are one, which a human takes away.
 */
final class OpenAiAccess implements AccessRights {
  private static final AccessRight EVERYTHING =
      new AccessRight(Right.UNSEEN.word(), OpenAiAdapter.CREDENTIAL, "", true);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,512}");

  /** What can be taken away, in that order; the connection's own comes after all others. */
  enum Right {
    INVITE("invite", "organization/invites/{id}", "organization.invite.deleted"),
    PROJECT_API_KEY(
        "project_api_key",
        "organization/projects/{scope}/api_keys/{id}",
        "organization.project.api_key.deleted"),
    SERVICE_ACCOUNT(
        "service_account",
        "organization/projects/{scope}/service_accounts/{id}",
        "organization.project.service_account.deleted"),
    USER("user", "organization/users/{id}", "organization.user.deleted"),
    /** What nobody sees without an admin key, the connection's own key among it. */
    UNSEEN("organization_access", "", ""),
    /** Whose admin key we use: the organization's last owner removes nobody but others. */
    OWNER("organization_owner", "", ""),
    ADMIN_API_KEY(
        "admin_api_key", "organization/admin_api_keys/{id}", "organization.admin_api_key.deleted");

    private final String word;
    private final String path;
    private final String deleted;

    Right(String word, String path, String deleted) {
      this.word = word;
      this.path = path;
      this.deleted = deleted;
    }

    String word() {
      return word;
    }

    private String path(AccessRight right) {
      return path.replace("{scope}", right.scope()).replace("{id}", right.id());
    }

    static Optional<Right> of(AccessRight right) {
      return Arrays.stream(values())
          .filter(one -> one.word.equals(right.kind()))
          .filter(one -> ID.matcher(right.id()).matches())
          .filter(
              one ->
                  one.path.contains("{scope}")
                      ? ID.matcher(right.scope()).matches()
                      : right.scope().isEmpty())
          .findFirst();
    }
  }

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    return connection.credentials().containsKey(OpenAiAdapter.ADMIN_CREDENTIAL)
        ? new OpenAiRights(connection).list()
        : List.of(EVERYTHING);
  }

  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    var what = Right.of(right).orElseThrow(() -> new VendorFailure(Kind.REJECTED, 0));
    if (what == Right.OWNER) {
      return new Revocation.ByHand(OpenAiByHand.OWNER);
    }
    if (what == Right.UNSEEN) {
      return new Revocation.ByHand(OpenAiByHand.KEYS);
    }
    boolean removed =
        OpenAiAccount.admin(connection).remove(what.path(right), what.deleted, right.id());
    return removed ? new Revocation.Revoked() : new Revocation.AlreadyGone();
  }

  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    var probes = new LinkedHashMap<String, Probe>();
    probes.put(OpenAiAdapter.CREDENTIAL, seen(() -> new OpenAiAccount(connection).peek("files")));
    if (connection.credentials().containsKey(OpenAiAdapter.ADMIN_CREDENTIAL)) {
      probes.put(
          OpenAiAdapter.ADMIN_CREDENTIAL,
          seen(() -> OpenAiAccount.admin(connection).peek("organization/projects")));
    }
    return Map.copyOf(probes);
  }

  private static Probe seen(Runnable read) {
    try {
      read.run();
      return Probe.OPEN;
    } catch (VendorFailure failure) {
      return failure.status() == 401 || failure.status() == 403 ? Probe.REFUSED : Probe.UNCLEAR;
    }
  }
}
