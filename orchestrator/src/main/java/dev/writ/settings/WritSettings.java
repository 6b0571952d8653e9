package dev.writ.settings;

import dev.writ.api.model.Regime;
import dev.writ.api.model.RequestKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationStyle;

/**
 * All settings; {@code ./writ help} lists their environment names.
 *
 * @param roles what this process does
 * @param temporal where the workflows run
 * @param database the record's place
 * @param sandbox the built-in vendors
 * @param approval who must approve a plan
 * @param calls how vendors are called
 * @param sweep time between two looks for requests that the engine has forgotten
 * @param undoWindow time between approval and the first change at a vendor
 * @param blastRadius a plan with more objects than this needs a second person
 * @param publicUrl how vendors reach this service, before the path; empty: as they called it
 * @param feeds when vendors' own records of whose objects are whose are read
 * @param looks how a request is watched after its erasure
 * @param clock how the law's days are kept
 * @param suppression how fast it may be asked who was erased
 * @param drills how vendors are tried with invented people
 * @param offboarding how a vendor is left
 * @param claims how long what is known of a vendor counts
 * @param identity how it is found out who is asking
 * @param subject what a person may do without an account
 * @param webhooks how receivers are told what has happened
 */
@ConfigurationProperties("writ")
public record WritSettings(
    Path home,
    Set<Role> roles,
    Temporal temporal,
    Database database,
    Sandbox sandbox,
    Approval approval,
    Calls calls,
    Duration sweep,
    Duration undoWindow,
    int blastRadius,
    String publicUrl,
    Feeds feeds,
    Looks looks,
    Clock clock,
    Suppression suppression,
    Drills drills,
    Offboarding offboarding,
    Claims claims,
    Identity identity,
    Subject subject,
    Webhooks webhooks) {

  public WritSettings {
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("writ.roles (WRIT_ROLES) names no role: api, worker");
    }
    if (undoWindow.isNegative()) {
      throw new IllegalArgumentException("writ.undo-window (WRIT_UNDO_WINDOW) is negative");
    }
    if (blastRadius < 1) {
      throw new IllegalArgumentException("writ.blast-radius (WRIT_BLAST_RADIUS) is below 1");
    }
    if (!publicUrl.isEmpty() && !publicUrl.matches("https?://[^/?#\\s]+(/[^?#\\s]*[^/?#\\s])?")) {
      throw new IllegalArgumentException(
          "writ.public-url (WRIT_PUBLIC_URL) must be http(s)://host without a slash at its end");
    }
    if (!sweep.isPositive()) {
      throw new IllegalArgumentException("writ.sweep (WRIT_SWEEP) must be positive");
    }
    if (offboarding.looks().stream().anyMatch(look -> look.compareTo(looks.longest()) > 0)) {
      throw new IllegalArgumentException(
          "writ.offboarding.looks (WRIT_OFFBOARDING_LOOKS) must not go beyond WRIT_LOOKS_LONGEST");
    }
  }

  /**
   * When vendors' own records of whose objects are whose are read into the ledger.
   *
   * @param every time between two reads
   * @param fresh how long ago one was read to its end, at most, when a person is searched for at
   *     that vendor; else it is read first. CHOICE: ten minutes, below which the vendor's own delay
   *     matters more
   * @param patience how long a search waits for one that cannot be read. CHOICE: an hour, which no
   *     legal period is short enough to miss
   */
  public record Feeds(Duration every, Duration fresh, Duration patience) {
    public Feeds {
      if (!every.isPositive() || !fresh.isPositive() || !patience.isPositive()) {
        throw new IllegalArgumentException(
            "writ.feeds.* (WRIT_FEED_EVERY, WRIT_FEED_FRESH, WRIT_FEED_PATIENCE) must be positive");
      }
    }
  }

  /**
   * How a request is watched after its erasure.
   *
   * @param after when every leg is looked at again, counted from the answer to the person; further
   *     looks come from the vendor's documented windows
   * @param longest how far ahead a look may lie, at a request and at a vendor that was left;
   *     CHOICE: half a year, so that Google's 180 days and two more are the longest documented time
   *     that is waited for
   * @param horizon how long before a look is due its timer is set in the engine; until then it
   *     waits in the record alone
   * @param firstRetry wait after a look that said nothing; doubles each time up to a day
   * @param tries after so many looks in a row that said nothing an officer is told
   * @param giveUp after so many in a row a look is given up, with its finding; 40 are about a month
   * @param resurfaced who decides that what is there again is erased again
   * @param resurfacings so many people who resurface at one connection within {@code within} are a
   *     finding of their own
   * @param keepKey time between the end of a request and the destruction of its data key
   */
  public record Looks(
      List<Duration> after,
      Duration longest,
      Duration horizon,
      Duration firstRetry,
      int tries,
      int giveUp,
      Resurfaced resurfaced,
      int resurfacings,
      Duration within,
      Duration keepKey) {
    public Looks {
      after = List.copyOf(after);
      if (after.stream().anyMatch(Duration::isNegative)
          || !longest.isPositive()
          || !horizon.isPositive()
          || !firstRetry.isPositive()
          || !within.isPositive()
          || keepKey.isNegative()) {
        throw new IllegalArgumentException(
            "writ.looks.* (WRIT_LOOKS_AFTER, WRIT_LOOKS_LONGEST, WRIT_LOOK_HORIZON,"
                + " WRIT_LOOK_RETRY, WRIT_RESURFACINGS_WITHIN, WRIT_KEEP_KEY) must be positive");
      }
      if (after.stream().anyMatch(look -> look.compareTo(longest) > 0)) {
        throw new IllegalArgumentException(
            "writ.looks.after (WRIT_LOOKS_AFTER) must not go beyond WRIT_LOOKS_LONGEST");
      }
      if (tries < 1 || resurfacings < 1) {
        throw new IllegalArgumentException(
            "writ.looks.* (WRIT_LOOK_TRIES, WRIT_RESURFACINGS) must be at least 1");
      }
      if (giveUp < tries) {
        throw new IllegalArgumentException(
            "writ.looks.give-up (WRIT_LOOK_GIVE_UP) must not be less than WRIT_LOOK_TRIES");
      }
    }

    /**
     * Whether what is there again is erased again without an approver's word.
     *
     * @param ambiguous some of it may be somebody else's: then never
     */
    public boolean erasesAgain(boolean ambiguous) {
      return resurfaced == Resurfaced.AUTOMATIC && !ambiguous;
    }

    /** Who decides that what is there again is erased again. */
    public enum Resurfaced {
      AUTOMATIC,
      AFTER_APPROVAL
    }
  }

  /**
   * How the law's days are kept.
   *
   * @param zone the controller's: its local days count, and a due day ends with them
   * @param jurisdiction the controller's own seats, ISO 3166, e.g. {@code IE} and {@code GB-ENG}:
   *     whose holidays count for what is filed by the form; empty for weekends alone
   * @param alarms at how many percent of the time from receipt to the safe day an alarm is raised,
   *     besides the one when that day has passed
   * @param horizon how long before an alarm its timer is set in the engine; until then it waits in
   *     the record alone
   */
  public record Clock(
      ZoneId zone, List<String> jurisdiction, List<Integer> alarms, Duration horizon) {
    public Clock {
      jurisdiction = jurisdiction.stream().distinct().toList();
      if (!jurisdiction.stream().allMatch(code -> code.matches("[A-Z]{2}(-[A-Z]{2,3})?"))) {
        throw new IllegalArgumentException(
            "writ.clock.jurisdiction (WRIT_JURISDICTION) is a list of countries or their parts,"
                + " e.g. IE,GB-ENG");
      }
      alarms = alarms.stream().distinct().sorted().toList();
      if (alarms.stream().anyMatch(percent -> percent < 1 || percent > 99)) {
        throw new IllegalArgumentException(
            "writ.clock.alarms (WRIT_CLOCK_ALARMS) are whole numbers from 1 to 99");
      }
      if (!horizon.isPositive()) {
        throw new IllegalArgumentException(
            "writ.clock.horizon (WRIT_CLOCK_HORIZON) must be positive");
      }
    }
  }

  /**
   * How receivers are told what has happened (standard-webhooks, "Deliverability and reliability").
   *
   * @param retries waits after the first, second, ... failed attempt; after the last one fails the
   *     delivery is given up
   * @param timeout how long a receiver may take to answer
   * @param longestRest the longest time between two attempts at a receiver that does not answer;
   *     begins at one second and doubles
   * @param disableAfter a receiver that took nothing for so long is disabled
   * @param secretGrace how long both secrets sign after a rotation
   * @param keep how long events and their deliveries are kept
   */
  public record Webhooks(
      List<Duration> retries,
      Duration timeout,
      Duration longestRest,
      Duration disableAfter,
      Duration secretGrace,
      Duration keep) {
    public Webhooks {
      retries = List.copyOf(retries);
      if (retries.stream().anyMatch(Webhooks::none)
          || none(timeout)
          || none(longestRest)
          || none(disableAfter)
          || secretGrace.isNegative()
          || none(keep)) {
        throw new IllegalArgumentException(
            "writ.webhooks.* (WRIT_WEBHOOK_RETRIES, WRIT_WEBHOOK_TIMEOUT, WRIT_WEBHOOK_REST,"
                + " WRIT_WEBHOOK_DISABLE, WRIT_WEBHOOK_GRACE, WRIT_WEBHOOK_KEEP) must be positive");
      }
      var whole = retries.stream().reduce(timeout, (sum, wait) -> sum.plus(wait).plus(timeout));
      if (keep.compareTo(whole.plusDays(1)) < 0) {
        throw new IllegalArgumentException(
            "writ.webhooks.keep (WRIT_WEBHOOK_KEEP) must be longer than all of"
                + " WRIT_WEBHOOK_RETRIES and a day");
      }
    }

    private static boolean none(Duration time) {
      return !time.isPositive();
    }
  }

  /**
   * The question whether a person was erased.
   *
   * @param rate so many identifiers a second may one token ask about, over all processes
   */
  public record Suppression(double rate) {
    public Suppression {
      if (!(rate > 0)) {
        throw new IllegalArgumentException(
            "writ.suppression.rate (WRIT_SUPPRESSION_RATE) must be positive");
      }
    }
  }

  /**
   * How vendors are tried with invented people.
   *
   * @param every time between two drills at one connection where they are on
   * @param domain the mail domain of the invented people
   * @param watch when the vendor is looked at again after all was absent, counted from then
   * @param find how long a planted person may take to be found
   * @param margin how long past the promised retention something may still be there
   * @param unpromised how long something may be there where nothing is promised
   * @param patience how long a vendor may not answer before a drill is given up
   * @param cleaning how long a drill tries to clean up
   */
  public record Drills(
      Duration every,
      String domain,
      List<Duration> watch,
      Duration find,
      Duration margin,
      Duration unpromised,
      Duration patience,
      Duration cleaning) {
    public Drills {
      watch = watch.stream().sorted().toList();
      var waits = new ArrayList<>(watch);
      waits.addAll(List.of(every, find, unpromised, patience, cleaning));
      if (margin.isNegative() || !waits.stream().allMatch(Duration::isPositive)) {
        throw new IllegalArgumentException(
            "writ.drills.* (WRIT_DRILL_EVERY, WRIT_DRILL_WATCH, WRIT_DRILL_FIND,"
                + " WRIT_DRILL_MARGIN, WRIT_DRILL_UNPROMISED, WRIT_DRILL_PATIENCE,"
                + " WRIT_DRILL_CLEANING) must be positive");
      }
      if (!domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
        throw new IllegalArgumentException(
            "writ.drills.domain (WRIT_DRILL_DOMAIN) is no mail domain in lower case");
      }
    }
  }

  /**
   * How a vendor is left.
   *
   * @param looks when the vendor is looked at after the rights were taken away, besides the windows
   *     it documents
   * @param windows whether it is looked at after those windows too, as far as looks may lie ahead;
   *     without them a certificate says nothing of what the vendor purges later
   * @param destroyExport how long after the end what was taken home is destroyed, or {@code never},
   *     when an officer alone does it
   */
  public record Offboarding(List<Duration> looks, boolean windows, String destroyExport) {
    private static final String NEVER = "never";

    public Offboarding {
      looks = List.copyOf(looks);
      if (looks.stream().anyMatch(Duration::isNegative)) {
        throw new IllegalArgumentException(
            "writ.offboarding.looks (WRIT_OFFBOARDING_LOOKS) must not be negative");
      }
      if (!destroyExport.equals(NEVER) && !term(destroyExport)) {
        throw new IllegalArgumentException(
            "writ.offboarding.destroy-export (WRIT_DESTROY_EXPORT) must be a duration of a day or"
                + " more with its unit, as P365D, or never");
      }
    }

    /** Digits alone would be milliseconds, and what they destroy does not come back. */
    private static boolean term(String text) {
      if (text.matches("[+-]?\\d+")) {
        return false;
      }
      try {
        return DurationStyle.detectAndParse(text).compareTo(Duration.ofDays(1)) >= 0;
      } catch (IllegalArgumentException | ArithmeticException noDuration) {
        return false;
      }
    }

    /** How long what was taken home is kept; empty when nothing ends it. */
    public Optional<Duration> exportKept() {
      return destroyExport.equals(NEVER)
          ? Optional.empty()
          : Optional.of(DurationStyle.detectAndParse(destroyExport));
    }
  }

  /**
   * How long what is known of a vendor counts.
   *
   * @param documented what a vendor's documents said, from the day they were read
   * @param drill that a drill or a rehearsal has passed
   * @param remind how long before its end an officer is reminded
   */
  public record Claims(Duration documented, Duration drill, Duration remind) {
    public Claims {
      if (!documented.isPositive() || !drill.isPositive() || !remind.isPositive()) {
        throw new IllegalArgumentException(
            "writ.claims.* (WRIT_CLAIM_LIFE, WRIT_DRILL_LIFE, WRIT_REMIND_BEFORE) must be"
                + " positive");
      }
    }
  }

  /**
   * How it is found out who is asking.
   *
   * @param patience how long a request waits for it, from its filing
   * @param levels levels that differ from the shipped ones, e.g. {@code
   *     CCPA/ERASURE=REASONABLY_HIGH}
   * @param asks so many codes and links may be asked for in a day and a request
   * @param rate so many calls a minute may one address make at the person's pages, and as many be
   *     made at one link
   */
  public record Identity(Duration patience, List<String> levels, int asks, int rate) {
    public Identity {
      levels = List.copyOf(levels);
      if (!patience.isPositive()) {
        throw new IllegalArgumentException(
            "writ.identity.patience (WRIT_IDENTITY_PATIENCE) must be positive");
      }
      if (!levels.stream().allMatch(l -> l.matches("[A-Z_]+/[A-Z]+=[A-Z_]+"))) {
        throw new IllegalArgumentException(
            "writ.identity.levels (WRIT_IDENTITY_LEVELS) is a list of REGIME/KIND=LEVEL");
      }
      if (asks < 1 || rate < 1) {
        throw new IllegalArgumentException(
            "writ.identity.* (WRIT_IDENTITY_ASKS, WRIT_IDENTITY_RATE) must be at least 1");
      }
    }
  }

  /**
   * What a person may do without an account.
   *
   * @param statusLink how long a link to a request's status works
   * @param intake whether there is a form by which anybody files a request
   * @param filings so many requests an hour may one address file by it
   */
  public record Subject(Duration statusLink, boolean intake, int filings) {
    public Subject {
      if (!statusLink.isPositive()) {
        throw new IllegalArgumentException(
            "writ.subject.status-link (WRIT_STATUS_LINK) must be positive");
      }
      if (filings < 1) {
        throw new IllegalArgumentException(
            "writ.subject.filings (WRIT_INTAKE_RATE) must be at least 1");
      }
    }
  }

  /** What a process does: answer the API, carry out legs, or both. */
  public enum Role {
    API,
    WORKER
  }

  /** Which Temporal runs the workflows. */
  public enum EngineKind {
    IN_PROCESS,
    DEV_SERVER,
    EXTERNAL
  }

  /**
   * The engine.
   *
   * @param address host and port of an external one
   * @param tls whether to speak TLS to an external one; an API key implies it
   * @param apiKey of an external one, or empty
   * @param cli path of the {@code temporal} binary, for the dev-server
   * @param port of the dev-server, or 0 for a free one
   */
  public record Temporal(
      EngineKind engine,
      String address,
      String namespace,
      boolean tls,
      String apiKey,
      String cli,
      int port) {
    @Override
    public String toString() {
      return "Temporal[" + engine + "]";
    }
  }

  /**
   * The record's PostgreSQL.
   *
   * @param url JDBC URL of an external one, or empty for the embedded one
   */
  public record Database(String url, String user, String password) {
    @Override
    public String toString() {
      return "Database[" + (url.isBlank() ? "embedded" : "external") + "]";
    }
  }

  /**
   * The vendor sandbox.
   *
   * @param address where it listens
   * @param publicUrl how this service's connections reach it; empty: by address and port
   */
  public record Sandbox(boolean enabled, String address, int port, String publicUrl) {}

  /**
   * Who must approve a plan, by kind of request.
   *
   * @param policies exceptions by kind and regime, each as {@code KIND/REGIME=policy}
   */
  public record Approval(Policy erasure, Policy access, Policy portability, List<String> policies) {
    private static final Pattern EXCEPTION =
        Pattern.compile("([A-Z]+)/([A-Z_]+)=(automatic|one-person|two-people)");

    public Approval {
      policies = List.copyOf(policies);
      var named = new HashSet<String>();
      for (var policy : policies) {
        if (!known(policy) || !named.add(policy.substring(0, policy.indexOf('=')))) {
          throw new IllegalArgumentException(
              "writ.approval.policies (WRIT_APPROVAL_POLICIES) must list each KIND/REGIME once,"
                  + " as ERASURE/CCPA=two-people; policies are automatic, one-person, two-people");
        }
      }
    }

    private static boolean known(String policy) {
      var parts = EXCEPTION.matcher(policy);
      return parts.matches()
          && Arrays.stream(RequestKind.values()).anyMatch(k -> k.name().equals(parts.group(1)))
          && Arrays.stream(Regime.values()).anyMatch(r -> r.name().equals(parts.group(2)));
    }

    /** The strictest policy that any of these laws has for requests of this kind. */
    public Policy of(String kind, List<String> laws) {
      return laws.stream().map(law -> of(kind, law)).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** The policy for requests of this kind under this regime: its own, else the kind's. */
    public Policy of(String kind, String regime) {
      var name = kind + "/" + regime + "=";
      return policies.stream()
          .filter(policy -> policy.startsWith(name))
          .map(policy -> policy.substring(name.length()).toUpperCase(Locale.ROOT))
          .map(policy -> Policy.valueOf(policy.replace('-', '_')))
          .findFirst()
          .orElseGet(() -> of(kind));
    }

    private Policy of(String kind) {
      return switch (RequestKind.valueOf(kind)) {
        case ERASURE -> erasure;
        case ACCESS -> access;
        case PORTABILITY -> portability;
      };
    }

    /** Nobody, one approver, or two different ones; the strictest last. */
    public enum Policy {
      AUTOMATIC,
      ONE_PERSON,
      TWO_PEOPLE
    }
  }

  /**
   * How vendors are called.
   *
   * @param firstRetry wait before a leg's first retry; doubles each time up to {@code longestRetry}
   * @param circuitOpen how long a connection's circuit stays open the first time; doubles up to
   *     {@code longestRetry}
   * @param longestPoll the longest wait before a vendor that works on something is asked again; a
   *     vendor package knows when it usually makes sense
   */
  public record Calls(
      Duration firstRetry, Duration longestRetry, Duration circuitOpen, Duration longestPoll) {
    public Calls {
      if (!firstRetry.isPositive()
          || !longestRetry.isPositive()
          || !circuitOpen.isPositive()
          || !longestPoll.isPositive()) {
        throw new IllegalArgumentException(
            "writ.calls.* (WRIT_FIRST_RETRY, WRIT_LONGEST_RETRY, WRIT_CIRCUIT_OPEN,"
                + " WRIT_LONGEST_POLL) must be positive");
      }
    }

    /**
     * The wait after so many failed attempts: doubling, up to a bound, spread by a fifth so that
     * not all come back at once.
     */
    public Duration retry(int attempts) {
      var wait = firstRetry.multipliedBy(1L << Math.min(attempts, 20));
      var bounded = wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
      return bounded.plusMillis(ThreadLocalRandom.current().nextLong(bounded.toMillis() / 5 + 1));
    }
  }
}
