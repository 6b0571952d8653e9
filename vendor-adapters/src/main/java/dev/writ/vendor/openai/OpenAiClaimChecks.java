package dev.writ.vendor.openai;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * The retention settings of the organization and of its projects, where projects keep their data,
 * and whether lists still show what has an end of its own that is past.
 */
final class OpenAiClaimChecks implements ClaimChecks {
  private static final Duration DEFAULT = Duration.ofDays(30);
  private static final String SETTING = "data_retention";
  private static final String PROJECTS = "organization/projects";
  private static final String ORGANIZATION_DEFAULT = "organization_default";
  private static final String UNSAID = "unsaid";
  private static final List<String> KNOWN =
      List.of(
          "none",
          "zero_data_retention",
          "modified_abuse_monitoring",
          "enhanced_zero_data_retention",
          "enhanced_modified_abuse_monitoring");

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var ended = new OpenAiEnds(new OpenAiAccount(connection)).observe(promised);
    var seen = new ArrayList<Observation>();
    if (connection.credentials().containsKey(OpenAiAdapter.ADMIN_CREDENTIAL)) {
      var admin = OpenAiAccount.admin(connection);
      var organization = visible(() -> setting(admin, "organization/" + SETTING));
      var projects = visible(() -> projects(admin));
      seen.add(organization(organization, promised));
      seen.add(retention(admin, organization, projects, promised));
      seen.add(region(projects, promised));
    } else {
      seen.add(organization(Optional.empty(), promised));
      seen.add(projects(Optional.empty(), promised));
      seen.add(region(Optional.empty(), promised));
    }
    seen.add(ended);
    return List.copyOf(seen);
  }

  /** Empty for what this account or key may not see; what the vendor cannot answer is a failure. */
  static <T> Optional<T> visible(Supplier<T> look) {
    try {
      return Optional.of(look.get());
    } catch (VendorFailure failure) {
      if (failure.status() == 403 || failure.kind() == Kind.REJECTED) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static String setting(OpenAiAccount admin, String path) {
    return admin
        .plain(path)
        .map(json -> json.path("type").asString(""))
        .filter(type -> type.matches("[a-z_]{1,60}"))
        .orElseThrow(() -> new VendorFailure(Kind.REJECTED, 404));
  }

  private static List<JsonNode> projects(OpenAiAccount admin) {
    var projects = new ArrayList<JsonNode>();
    admin.pages(PROJECTS, OpenAiListing.PLAIN, Map.of(), projects::add);
    return projects;
  }

  private static Observation organization(Optional<String> type, Promised promised) {
    return new Observation(
        Promise.RETENTION,
        "ORGANIZATION_DATA_RETENTION",
        type.map(seen -> standing(List.of(seen), promised)).orElse(Standing.UNCLEAR),
        type.orElse("not shown to this connection"),
        "GET /organization/data_retention");
  }

  private static Observation retention(
      OpenAiAccount admin,
      Optional<String> organization,
      Optional<List<JsonNode>> projects,
      Promised promised) {
    var settings =
        projects.flatMap(
            all ->
                visible(
                    () ->
                        all.stream()
                            .map(row -> PROJECTS + "/" + id(row) + "/" + SETTING)
                            .map(path -> setting(admin, path))
                            .map(type -> resolved(type, organization))
                            .toList()));
    return projects(settings, promised);
  }

  private static String resolved(String type, Optional<String> organization) {
    return type.equals(ORGANIZATION_DEFAULT) ? organization.orElse(type) : type;
  }

  private static Observation projects(Optional<List<String>> settings, Promised promised) {
    return new Observation(
        Promise.RETENTION,
        "PROJECT_DATA_RETENTION",
        settings.map(seen -> standing(seen, promised)).orElse(Standing.UNCLEAR),
        settings.map(OpenAiClaimChecks::counted).orElse("not shown to this connection"),
        "GET /organization/projects/{id}/data_retention");
  }

  private static Observation region(Optional<List<JsonNode>> projects, Promised promised) {
    var regions = projects.map(all -> all.stream().map(OpenAiClaimChecks::region).toList());
    return new Observation(
        Promise.REGION,
        "PROJECT_RESIDENCY",
        regions.map(seen -> regional(seen, promised)).orElse(Standing.UNCLEAR),
        regions.map(OpenAiClaimChecks::counted).orElse("not shown to this connection"),
        "GET /organization/projects, residency");
  }

  private static Standing regional(List<String> seen, Promised promised) {
    if (promised.region().isEmpty() || seen.isEmpty() || seen.contains(UNSAID)) {
      return Standing.UNCLEAR;
    }
    return seen.stream().allMatch(region -> within(region, promised.region().get()))
        ? Standing.AS_PROMISED
        : Standing.NOT_AS_PROMISED;
  }

  /** {@code EU_STORAGE_PROCESSING} is within {@code eu}. */
  private static boolean within(String seen, String promised) {
    var region = seen.toUpperCase(Locale.ROOT);
    var wanted = promised.toUpperCase(Locale.ROOT);
    return region.equals(wanted) || region.startsWith(wanted + "_");
  }

  private static String region(JsonNode project) {
    var region = project.path("residency").asString("");
    return region.matches("[A-Za-z0-9_-]{1,30}") ? region : UNSAID;
  }

  /** Each value with its number, as long as there is room. */
  private static String counted(List<String> values) {
    var counts = new TreeMap<String, Integer>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    var text = new StringBuilder();
    counts.forEach((value, count) -> text.append(value).append(": ").append(count).append("; "));
    return text.isEmpty() ? "none" : text.substring(0, Math.min(200, text.length() - 2));
  }

  /**
   * Zero data retention keeps nothing of model calls; under any other setting stored responses are
   * kept for 30 days by default.
   */
  private static Standing standing(List<String> types, Promised promised) {
    if (promised.retention().isEmpty()
        || types.isEmpty()
        || types.stream().anyMatch(type -> !KNOWN.contains(type))) {
      return Standing.UNCLEAR;
    }
    boolean kept = promised.retention().get().compareTo(DEFAULT) >= 0;
    return kept || types.stream().allMatch(type -> type.endsWith("zero_data_retention"))
        ? Standing.AS_PROMISED
        : Standing.NOT_AS_PROMISED;
  }

  private static String id(JsonNode project) {
    var id = project.path("id").asString("");
    Answers.require(id.matches("[A-Za-z0-9_-]{1,512}"));
    return id;
  }
}
