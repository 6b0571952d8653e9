package dev.writ.claim;

import dev.writ.claim.TrustAnswered.Answer;
import dev.writ.claim.TrustEvidence.Trial;
import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Answers the seven questions from officers' words, claims, looks, drills and rehearsals. */
@Component
class TrustAnswers {
  private static final Duration MEASURED_FOR = Duration.ofDays(31);
  private final TrustRecord record;
  private final Claims claims;
  private final SightRecord sights;
  private final ConnectionService connections;
  private final Clock clock;
  private final Duration trialLife;

  TrustAnswers(
      TrustRecord record,
      Claims claims,
      SightRecord sights,
      ConnectionService connections,
      Clock clock,
      WritSettings settings) {
    this.record = record;
    this.claims = claims;
    this.sights = sights;
    this.connections = connections;
    this.clock = clock;
    this.trialLife = settings.claims().drill();
  }

  /** All questions, in their order. */
  List<TrustAnswered> of(Connection connection) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Arrays.stream(TrustQuestion.values())
        .map(question -> answered(connection, question, today).today(today))
        .toList();
  }

  private TrustAnswered answered(Connection connection, TrustQuestion question, LocalDate today) {
    return switch (question) {
      case DATA, MINIMUM, BREACHES -> byWord(connection.id(), question);
      case TRAINING -> byClaim(connection, question, Promise.NO_TRAINING, true);
      case STORAGE -> byClaim(connection, question, Promise.REGION, false);
      case DELETION -> onRequest(connection.id(), question);
      case CONTRACT_END -> atTheEnd(connection, question, today);
    };
  }

  /**
   * By the last drill, unless a look has seen that what people had asked to be deleted is there
   * again, or is kept for longer than was promised.
   */
  private TrustAnswered onRequest(UUID connection, TrustQuestion question) {
    if (broken(standing(connection, Promise.DELETION_ON_REQUEST))) {
      return seenBroken(question, Promise.DELETION_ON_REQUEST);
    }
    if (broken(standing(connection, s -> s.code().equals(ErasedSweep.PAST_RETENTION)))) {
      return seenBroken(question, Promise.RETENTION);
    }
    return byTrial(connection, question, Trial.DRILL)
        .orElseGet(() -> TrustAnswered.unknown(question));
  }

  private static boolean broken(Optional<Standing> standing) {
    return standing.filter(Standing.NOT_AS_PROMISED::equals).isPresent();
  }

  private static TrustAnswered seenBroken(TrustQuestion question, Promise promise) {
    return new TrustAnswered(
        question,
        Answer.NO,
        false,
        ClaimEvidence.MEASURED,
        "check of " + promise,
        "a look has seen that it is not as promised",
        null);
  }

  /**
   * A leaving says more than a contract. A dry run is a word: it says as much as a contract does,
   * and nothing against one that says no or what a look has seen.
   */
  private TrustAnswered atTheEnd(Connection connection, TrustQuestion question, LocalDate today) {
    var promised = byClaim(connection, question, Promise.DELETION_AT_CONTRACT_END, true);
    boolean settled =
        promised.evidence() == ClaimEvidence.MEASURED
            || promised.today(today).answer() == Answer.NO;
    var planned = byTrial(connection.id(), question, Trial.DRY_RUN).filter(run -> !settled);
    var left = byTrial(connection.id(), question, Trial.REHEARSAL);
    return asLongAsItCounts(left, asLongAsItCounts(planned, promised, today), today);
  }

  private static TrustAnswered asLongAsItCounts(
      Optional<TrustAnswered> tried, TrustAnswered otherwise, LocalDate today) {
    return tried
        .filter(
            answer -> otherwise.evidence() == ClaimEvidence.NONE || !answer.today(today).expired())
        .orElse(otherwise);
  }

  private TrustAnswered byWord(UUID connection, TrustQuestion question) {
    return record
        .word(connection, question)
        .map(
            word ->
                new TrustAnswered(
                    question,
                    word.answer(),
                    false,
                    word.answer() == Answer.UNKNOWN ? ClaimEvidence.NONE : ClaimEvidence.ATTESTED,
                    word.actor(),
                    word.note(),
                    word.expiresOn()))
        .orElseGet(() -> TrustAnswered.unknown(question));
  }

  private Optional<TrustAnswered> byTrial(UUID connection, TrustQuestion question, Trial trial) {
    var since = connections.addressSince(connection);
    return record
        .trial(connection, trial)
        .map(
            tried ->
                tried.at().isBefore(since)
                    ? elsewhere(question, trial, tried)
                    : tried(question, trial, tried));
  }

  private TrustAnswered tried(TrustQuestion question, Trial trial, TrustRecord.Tried tried) {
    return new TrustAnswered(
        question,
        tried.passed() ? Answer.YES : Answer.NO,
        false,
        trial == Trial.DRY_RUN ? ClaimEvidence.ATTESTED : ClaimEvidence.MEASURED,
        named(trial, tried),
        outcome(trial, tried),
        tried.passed() ? LocalDate.ofInstant(tried.at().plus(trialLife), ZoneOffset.UTC) : null);
  }

  private static String outcome(Trial trial, TrustRecord.Tried tried) {
    if (trial == Trial.DRY_RUN) {
      return "rehearsed by its plan; nothing was erased";
    }
    return tried.passed() ? "passed" : "failed";
  }

  /** What another system has shown says nothing of this one. */
  private static TrustAnswered elsewhere(
      TrustQuestion question, Trial trial, TrustRecord.Tried tried) {
    return new TrustAnswered(
        question,
        Answer.UNKNOWN,
        true,
        ClaimEvidence.NONE,
        named(trial, tried),
        "the connection's address or settings have changed since",
        null);
  }

  private static String named(Trial trial, TrustRecord.Tried tried) {
    return (trial == Trial.DRILL ? "drill " : "offboarding ") + tried.run();
  }

  /**
   * By a claim, unless a look has seen that it is not so.
   *
   * @param yesOrNo whether the claim's value is the answer; otherwise any value is YES
   */
  private TrustAnswered byClaim(
      Connection connection, TrustQuestion question, Promise promise, boolean yesOrNo) {
    var standing = standing(connection.id(), promise);
    if (broken(standing)) {
      return seenBroken(question, promise);
    }
    var claim = Objects.requireNonNull(claims.of(connection).get(promise));
    var value = claim.value();
    if (claim.evidence() == ClaimEvidence.NONE || value == null) {
      return TrustAnswered.unknown(question);
    }
    return new TrustAnswered(
        question,
        !yesOrNo || value.equals("yes") ? Answer.YES : Answer.NO,
        false,
        evidence(claim, standing, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
        "claim " + promise,
        value,
        claim.expiresOn());
  }

  /**
   * The evidence a claim stands by: the one entered, or MEASURED when the last look has seen it.
   */
  ClaimEvidence evidence(Claim claim, Optional<Standing> standing, LocalDate today) {
    return claim.counts(today) && standing.filter(Standing.AS_PROMISED::equals).isPresent()
        ? ClaimEvidence.MEASURED
        : claim.evidence();
  }

  /**
   * The worst that is seen of a promise at the connection's present address; empty when the last
   * look saw nothing of it. What was seen to be broken stays so until the same check sees it kept
   * or unbroken: a vendor that hides it mends nothing. What was as promised a long time ago is
   * UNCLEAR. A check that sees nothing broken neither measures a promise nor takes from what
   * another has measured.
   */
  Optional<Standing> standing(UUID connection, Promise promise) {
    return standing(connection, sight -> sight.promise() == promise);
  }

  private Optional<Standing> standing(UUID connection, Predicate<Sight> of) {
    var since = connections.addressSince(connection);
    var fresh = clock.instant().minus(MEASURED_FOR);
    var last = sights.lasts(connection, since).stream().filter(of).toList();
    var codes = last.stream().map(Sight::code).collect(Collectors.toSet());
    boolean broken =
        sights.decided(connection, since).stream()
            .anyMatch(s -> codes.contains(s.code()) && s.standing() == Standing.NOT_AS_PROMISED);
    if (broken) {
      return Optional.of(Standing.NOT_AS_PROMISED);
    }
    boolean unclear =
        last.stream().anyMatch(s -> s.standing() == Standing.UNCLEAR || s.at().isBefore(fresh));
    if (unclear) {
      return Optional.of(Standing.UNCLEAR);
    }
    var seen = last.stream().map(Sight::standing).toList();
    return seen.contains(Standing.AS_PROMISED)
        ? Optional.of(Standing.AS_PROMISED)
        : seen.stream().findFirst();
  }
}
