package dev.writ.claim;

import dev.writ.claim.TrustEvidence.EvidenceChanged;
import dev.writ.connection.Connection;
import dev.writ.connection.VendorCatalogue;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was entered of vendors' promises. A vendor's documents speak of plans; which of them this
 * account has, an officer says, and until then what they promise is a candidate.
 */
@Service
class Claims {
  private static final Pattern DAYS = Pattern.compile("P[0-9]{1,4}D");
  private static final int LONGEST_YEARS = 5;
  private final ClaimRecord record;
  private final VendorCatalogue vendors;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Duration life;

  Claims(
      ClaimRecord record,
      VendorCatalogue vendors,
      ApplicationEventPublisher events,
      Clock clock,
      WritSettings settings) {
    this.record = record;
    this.vendors = vendors;
    this.events = events;
    this.clock = clock;
    this.life = settings.claims().documented();
  }

  /** One claim for each promise; at the first look the only plan there is has been entered. */
  @Transactional
  public Map<Promise, Claim> of(Connection connection) {
    if (record.chosen(connection.id()).isEmpty()) {
      var plans =
          candidates(connection).stream().map(DocumentedClaim::appliesTo).distinct().toList();
      if (plans.size() == 1 && record.choose(connection.id(), plans, "SYSTEM", false)) {
        enter(connection, plans, "SYSTEM");
      }
    }
    return record.of(connection.id());
  }

  List<DocumentedClaim> candidates(Connection connection) {
    return vendors
        .find(connection.vendor())
        .map(VendorAdapter::descriptor)
        .map(descriptor -> descriptor.claims())
        .orElse(List.of());
  }

  /** Kinds of objects that the documented periods are about, of the plans that apply. */
  Set<String> retained(Connection connection) {
    var plans = chosen(connection.id());
    return candidates(connection).stream()
        .filter(claim -> claim.promise() == Promise.RETENTION)
        .filter(claim -> plans.isEmpty() || plans.contains(claim.appliesTo()))
        .flatMap(claim -> claim.kinds().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  List<String> chosen(UUID connection) {
    return record.chosen(connection).orElse(List.of());
  }

  List<Claim> history(UUID connection, Promise promise, int limit) {
    return record.history(connection, promise, limit);
  }

  /** Says which of the documented candidates apply. */
  @Transactional
  public void choose(Connection connection, List<String> appliesTo, String actor) {
    var known = candidates(connection).stream().map(DocumentedClaim::appliesTo).distinct().toList();
    if (!known.containsAll(appliesTo)) {
      throw Problem.invalid("appliesTo names what is not among the candidates");
    }
    record.choose(connection.id(), appliesTo, actor, true);
    enter(connection, appliesTo, actor);
    changed(connection.id());
  }

  /** What an officer has entered by another evidence than the vendor's documents stays. */
  private void enter(Connection connection, List<String> appliesTo, String actor) {
    var documented = new EnumMap<Promise, DocumentedClaim>(Promise.class);
    for (var candidate : candidates(connection)) {
      if (appliesTo.contains(candidate.appliesTo())) {
        documented.merge(candidate.promise(), candidate, Claims::moreCautious);
      }
    }
    for (var now : record.of(connection.id()).values()) {
      var candidate = documented.get(now.promise());
      boolean replaceable =
          now.evidence() == ClaimEvidence.DOCUMENTED || now.evidence() == ClaimEvidence.NONE;
      if (candidate != null && replaceable) {
        record.put(connection.id(), claim(candidate, now.version(), actor));
      } else if (now.evidence() == ClaimEvidence.DOCUMENTED) {
        record.put(connection.id(), Claim.none(now.promise(), now.version(), actor));
      }
    }
  }

  /** Of two that both apply: the longer retention, a no before a yes. */
  private static DocumentedClaim moreCautious(DocumentedClaim one, DocumentedClaim other) {
    return switch (one.promise()) {
      case RETENTION -> days(one.value()).compareTo(days(other.value())) >= 0 ? one : other;
      case NO_TRAINING, ISOLATION, SOC2_TYPE_II, DELETION_ON_REQUEST, DELETION_AT_CONTRACT_END ->
          one.value().equals("no") ? one : other;
      case REGION, SUB_PROCESSORS, BREACH_HISTORY -> {
        if (!one.value().equals(other.value())) {
          throw Problem.invalid("appliesTo names two that differ about " + one.promise());
        }
        yield one;
      }
    };
  }

  /** How long a retention is. */
  static Duration days(String value) {
    return Duration.parse(value);
  }

  private Claim claim(DocumentedClaim documented, long version, String actor) {
    return new Claim(
        documented.promise(),
        version,
        ClaimEvidence.DOCUMENTED,
        documented.value(),
        null,
        documented.statement(),
        documented.source(),
        documented.readOn(),
        documented.readOn().plusDays(life.toDays()),
        null,
        actor);
  }

  /**
   * Enters one claim in the place of the one of its version.
   *
   * @throws Problem when it says too little, or what its promise cannot be
   */
  @Transactional
  public Claim put(Connection connection, Claim claim) {
    of(connection);
    check(claim);
    record.put(connection.id(), claim);
    changed(connection.id());
    return record.of(connection.id()).getOrDefault(claim.promise(), claim);
  }

  private void changed(UUID connection) {
    events.publishEvent(new EvidenceChanged(connection));
  }

  private void check(Claim claim) {
    boolean bare =
        claim.value() == null
            && claim.countedFrom() == null
            && claim.statement() == null
            && claim.source() == null
            && claim.statedOn() == null
            && claim.expiresOn() == null;
    switch (claim.evidence()) {
      case MEASURED -> throw Problem.invalid("evidence: what is MEASURED only a check can say");
      case NONE -> {
        if (!bare) {
          throw Problem.invalid("evidence: of NONE nothing else is said");
        }
      }
      case ATTESTED, DOCUMENTED -> checkWhole(claim);
    }
  }

  private void checkWhole(Claim claim) {
    if (claim.value() == null
        || claim.statement() == null
        || claim.source() == null
        || claim.statedOn() == null
        || claim.expiresOn() == null) {
      throw Problem.invalid(
          "value, statement, source, statedOn and expiresOn are needed for this evidence");
    }
    boolean good =
        switch (claim.promise()) {
          case RETENTION -> DAYS.matcher(claim.value()).matches();
          case NO_TRAINING,
              ISOLATION,
              SOC2_TYPE_II,
              DELETION_ON_REQUEST,
              DELETION_AT_CONTRACT_END ->
              claim.value().equals("yes") || claim.value().equals("no");
          case REGION, SUB_PROCESSORS, BREACH_HISTORY -> true;
        };
    if (!good) {
      throw Problem.invalid("value: days as P30D for RETENTION, otherwise yes or no");
    }
    if (claim.countedFrom() != null && !claim.contractual()) {
      throw Problem.invalid("countedFrom: only of a RETENTION that is ATTESTED");
    }
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (claim.statedOn().isAfter(today) || claim.statedOn().getYear() < 2000) {
      throw Problem.invalid("statedOn lies in the future or before the year 2000");
    }
    if (claim.expiresOn().isBefore(today)
        || claim.expiresOn().isAfter(today.plusYears(LONGEST_YEARS))) {
      throw Problem.invalid("expiresOn lies in the past or more than five years ahead");
    }
  }
}
