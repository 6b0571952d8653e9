package dev.writ.claim;

import dev.writ.api.model.ClaimDocument;
import dev.writ.api.model.ClaimPast;
import dev.writ.api.model.ClaimView;
import dev.writ.api.model.ClaimsView;
import dev.writ.api.model.ObservationView;
import dev.writ.connection.Connection;
import dev.writ.connection.VendorViews;
import dev.writ.vendor.spi.Promise;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Claims in the API's words. */
@Component
class ClaimViews {
  private static final int HISTORY_SHOWN = 50;
  private final Claims claims;
  private final ClaimDocuments documents;
  private final TrustAnswers answers;
  private final Clock clock;

  ClaimViews(Claims claims, ClaimDocuments documents, TrustAnswers answers, Clock clock) {
    this.claims = claims;
    this.documents = documents;
    this.answers = answers;
    this.clock = clock;
  }

  ClaimsView all(Connection connection) {
    var entered =
        claims.of(connection).values().stream().map(claim -> view(connection.id(), claim)).toList();
    return new ClaimsView(
        claims.chosen(connection.id()),
        entered,
        claims.candidates(connection).stream().map(VendorViews::claim).toList());
  }

  ClaimView view(UUID connection, Claim claim) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var standing = answers.standing(connection, claim.promise());
    var view =
        new ClaimView(
            promise(claim.promise()),
            claim.version(),
            dev.writ.api.model.ClaimEvidence.valueOf(
                answers.evidence(claim, standing, today).name()),
            claim.expired(today),
            documents.of(connection, claim.promise()).stream().map(ClaimViews::document).toList(),
            claims.history(connection, claim.promise(), HISTORY_SHOWN).stream()
                .map(ClaimViews::past)
                .toList());
    standing.map(s -> dev.writ.api.model.Standing.valueOf(s.name())).ifPresent(view::setStanding);
    view.setValue(claim.value());
    view.setCountedFrom(countedFrom(claim));
    view.setStatement(claim.statement());
    view.setSource(claim.source());
    view.setStatedOn(claim.statedOn());
    view.setExpiresOn(claim.expiresOn());
    if (claim.at() != null) {
      view.setAt(at(claim.at()));
      view.setActor(claim.actor());
    }
    return view;
  }

  private static ClaimPast past(Claim claim) {
    var past =
        new ClaimPast(
            claim.version(),
            dev.writ.api.model.ClaimEvidence.valueOf(claim.evidence().name()),
            at(Objects.requireNonNull(claim.at())),
            claim.actor());
    past.setValue(claim.value());
    past.setCountedFrom(countedFrom(claim));
    past.setStatement(claim.statement());
    past.setSource(claim.source());
    past.setStatedOn(claim.statedOn());
    past.setExpiresOn(claim.expiresOn());
    return past;
  }

  private static dev.writ.api.model.@Nullable CountedFrom countedFrom(Claim claim) {
    var from = claim.countedFrom();
    return from == null ? null : dev.writ.api.model.CountedFrom.valueOf(from.name());
  }

  static ClaimDocument document(ClaimDocuments.Document document) {
    var view =
        new ClaimDocument(
            document.id(),
            document.name(),
            document.mediaType(),
            document.size(),
            HexFormat.of().formatHex(document.sha256()),
            at(document.at()),
            document.actor());
    view.setExpiresOn(document.expiresOn());
    return view;
  }

  static ObservationView sight(Sight sight) {
    return new ObservationView(
        sight.id(),
        promise(sight.promise()),
        sight.code(),
        dev.writ.api.model.Standing.valueOf(sight.standing().name()),
        sight.value(),
        sight.drifted(),
        sight.source(),
        at(sight.at()));
  }

  private static dev.writ.api.model.Promise promise(Promise promise) {
    return dev.writ.api.model.Promise.valueOf(promise.name());
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
