package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a simulated Data 360 tenant. Forgetting a profile takes effect after it has been
 * looked for twice, takes its contact points along, and nothing else: whether it reaches audit rows
 * and sessions is not documented, so here it does not.
 */
final class SimulatedTenant {
  static final String INDIVIDUAL = "ssot__Individual__dlm";
  static final String EMAIL = "ssot__ContactPointEmail__dlm";

  private static final Duration LAG = Duration.ofSeconds(2);
  private static final int LOOKS_UNTIL_GONE = 2;
  private static final int REFILLED_ON_DAY = 10;
  private static final int SWEPT_ON_DAY = 30;

  private final InstantSource clock;
  private Backup backup;
  private final SimulatedSwitches switches;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Profile> profiles = new LinkedHashMap<>();

  SimulatedTenant(InstantSource clock, SimulatedSwitches switches) {
    this.clock = clock;
    this.backup = new Backup(clock);
    this.switches = switches;
  }

  /**
   * A row of a table.
   *
   * @param key the column that tells it from others
   * @param individual whose profile it belongs to and goes with, or empty
   */
  record Row(
      String table, String key, String owner, String individual, Map<String, String> columns) {
    boolean counts() {
      return !Set.of(EMAIL, SimulatedPlanting.PARTICIPANT, SimulatedPlanting.MESSAGE)
          .contains(table);
    }
  }

  private static final class Profile {
    boolean restricted;
    boolean forgetting;
    boolean hidden;
    int looks;
    int days;
    Instant listedUntil = Instant.MIN;

    boolean gone() {
      return forgetting
          && looks >= LOOKS_UNTIL_GONE
          && (days < REFILLED_ON_DAY || days >= SWEPT_ON_DAY);
    }
  }

  void use(Backup given) {
    backup = given;
  }

  void reset() {
    rows.clear();
    profiles.clear();
  }

  void add(Row row) {
    rows.add(row);
    if (row.table().equals(INDIVIDUAL)) {
      profiles.put(row.individual(), new Profile());
    }
  }

  /** Somebody removes a row, and with a session all that is of it. */
  void removeByHand(String id) {
    rows.removeIf(
        row ->
            row.individual().isEmpty()
                && (row.columns().containsValue(id) || row.key().equals(id)));
  }

  /** A request to forget counts as done, although looks may still show the profile for a while. */
  int held(String owner) {
    return (int)
        rows.stream()
            .filter(row -> row.owner().equals(owner) && row.counts())
            .filter(row -> !forgetting(row.individual()))
            .count();
  }

  boolean knows(String table) {
    return SimulatedSql.TABLES.containsKey(table) && !table.equals(switches.missingTable);
  }

  boolean forgetting(String individual) {
    var profile = profiles.get(individual);
    return profile != null && profile.forgetting;
  }

  void forget(String individual, Set<Misbehaviour> misbehaviours) {
    var profile = profiles.get(individual);
    if (profile == null) {
      return;
    }
    backup.erase(
        misbehaviours,
        () -> profile.hidden = true,
        () -> {
          if (misbehaviours.contains(Misbehaviour.SEARCH_LAGS)) {
            profile.listedUntil = clock.instant().plus(LAG);
          }
          profile.forgetting = true;
          profile.looks = misbehaviours.contains(Misbehaviour.PURGES_LATE) ? LOOKS_UNTIL_GONE : 0;
          return () -> profile.forgetting = false;
        });
  }

  void restrict(String individual, boolean restricted) {
    var profile = profiles.get(individual);
    if (profile != null) {
      profile.restricted = restricted;
    }
  }

  /** Days go by; a source that fills profiles again does so on the tenth. */
  void days(int days) {
    if (switches.reingests) {
      profiles.values().forEach(profile -> profile.days += days);
    }
  }

  /**
   * The rows a query may see.
   *
   * @param key the value of the key that is asked for, or null when it is a search
   */
  List<Row> visible(String table, @Nullable String key) {
    if (key != null && table.equals(INDIVIDUAL) && forgetting(key)) {
      var profile = profiles.get(key);
      if (profile != null) {
        profile.looks++;
      }
    }
    var visible = new LinkedHashSet<Row>();
    for (var row : rows) {
      var profile = profiles.get(row.individual());
      if (row.table().equals(table) && (profile == null || shown(profile, key != null))) {
        visible.add(row);
      }
    }
    return List.copyOf(visible);
  }

  private boolean shown(Profile profile, boolean byKey) {
    if (profile.restricted) {
      return false;
    }
    if (profile.gone()) {
      return !byKey && clock.instant().isBefore(profile.listedUntil);
    }
    return byKey || !profile.hidden;
  }
}
