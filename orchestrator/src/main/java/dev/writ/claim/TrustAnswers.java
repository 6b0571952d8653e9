package dev.writ.claim;

import dev.writ.claim.TrustAnswered.Answer;
import dev.writ.claim.TrustEvidence.Trial;
import dev.writ.connection.Connection;
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
import org.springframework.stereotype.Component;

/** Answers the seven questions from officers' words, claims, looks, drills and rehearsals. */
@Component
class TrustAnswers {
  private final TrustRecord record;
  private final Claims claims;
  private final SightRecord sights;
  private final Clock clock;
  private final Duration trialLife;

  TrustAnswers(
      TrustRecord record, Claims claims, SightRecord sights, Clock clock, WritSettings settings) {
    this.record = record;
    this.claims = claims;
    this.sights = sights;
    this.clock = clock;
    this.trialLife = settings.claims().drill();
  }

  /** All questions, in their order. */
  List<TrustAnswered> of(Connection connection) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Arrays.stream(TrustQuestion.values())
        .map(question -> answered(connection, question).today(today))
        .toList();
  }

  private TrustAnswered answered(Connection connection, TrustQuestion question) {
    return switch (question) {
      case DATA, MINIMUM, BREACHES -> byWord(connection.id(), question);
      case TRAINING -> byClaim(connection, question, Promise.NO_TRAINING, true);
      case STORAGE -> byClaim(connection, question, Promise.REGION, false);
      case DELETION ->
          byTrial(connection.id(), question, Trial.DRILL)
              .orElseGet(() -> TrustAnswered.unknown(question));
      case CONTRACT_END ->
          byTrial(connection.id(), question, Trial.REHEARSAL)
              .orElseGet(
                  () -> byClaim(connection, question, Promise.DELETION_AT_CONTRACT_END, true));
    };
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
    return record
        .trial(connection, trial)
        .map(
            tried ->
                new TrustAnswered(
                    question,
                    tried.passed() ? Answer.YES : Answer.NO,
                    false,
                    ClaimEvidence.MEASURED,
                    (trial == Trial.DRILL ? "drill " : "offboarding ") + tried.run(),
                    tried.passed() ? "passed" : "failed",
                    tried.passed()
                        ? LocalDate.ofInstant(tried.at().plus(trialLife), ZoneOffset.UTC)
                        : null));
  }

  /**
   * By a claim, unless a look has seen that it is not so.
   *
   * @param yesOrNo whether the claim's value is the answer; otherwise any value is YES
   */
  private TrustAnswered byClaim(
      Connection connection, TrustQuestion question, Promise promise, boolean yesOrNo) {
    var standing = standing(connection.id(), promise);
    if (standing.filter(Standing.NOT_AS_PROMISED::equals).isPresent()) {
      return new TrustAnswered(
          question,
          Answer.NO,
          false,
          ClaimEvidence.MEASURED,
          "check of " + promise,
          "a look has seen that it is not as promised",
          null);
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

  /** The worst that the last looks saw of a promise; empty when none has looked. */
  Optional<Standing> standing(UUID connection, Promise promise) {
    var seen =
        sights.lasts(connection).stream()
            .filter(sight -> sight.promise() == promise)
            .map(Sight::standing)
            .toList();
    if (seen.contains(Standing.NOT_AS_PROMISED)) {
      return Optional.of(Standing.NOT_AS_PROMISED);
    }
    return seen.contains(Standing.UNCLEAR)
        ? Optional.of(Standing.UNCLEAR)
        : seen.stream().findFirst();
  }
}
