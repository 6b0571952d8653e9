package dev.writ.request;

import dev.writ.ledger.Ledger;
import dev.writ.leg.Assignment;
import dev.writ.leg.LearntIdentifiers;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.RequestState;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Subject;
import dev.writ.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Opens what a leg needs to know of its request: the identifiers meant for its vendor, those that
 * the vendor told, and what the ledger holds for either.
 */
@Component
public class Assignments {
  private final RequestRecord requests;
  private final LegRecord legs;
  private final Ledger ledger;
  private final RequestKeys keys;
  private final LearntIdentifiers learnt;

  Assignments(
      RequestRecord requests,
      LegRecord legs,
      Ledger ledger,
      RequestKeys keys,
      LearntIdentifiers learnt) {
    this.learnt = learnt;
    this.requests = requests;
    this.legs = legs;
    this.ledger = ledger;
    this.keys = keys;
  }

  /**
   * The request's own sealer, without opening anything.
   *
   * @throws dev.writ.web.Problem gone, when the request's key was destroyed
   */
  public Sealer sealer(UUID request) {
    return keys.require(request);
  }

  /** The same; empty when the request's key was destroyed. */
  public Optional<Sealer> findSealer(UUID request) {
    return keys.find(request);
  }

  /** The person's identifiers as they were filed; empty when the request's key was destroyed. */
  public List<SubjectIdentifierLine> identifiers(UUID request) {
    return keys.findOpened(request).map(RequestKeys.Opened::identifiers).orElse(List.of());
  }

  public Assignment of(UUID legId) {
    var leg = legs.require(legId);
    var request = requests.require(leg.request());
    var opened = keys.findOpened(request.id()).orElseThrow(Problem::gone);
    var identifiers = askedWith(leg, opened);
    var ledgered =
        identifiers.stream()
            .flatMap(identifier -> ledger.find(identifier, leg.connection()).stream())
            .distinct()
            .toList();
    return new Assignment(
        request.id(),
        over(request.state()),
        executing(request.state()),
        new Subject(identifiers, ledgered),
        opened.sealer());
  }

  /** All that a vendor is asked with: what was filed and is meant for it, and what it has told. */
  List<Identifier> askedWith(Leg leg, RequestKeys.Opened opened) {
    var filed = meantFor(leg.vendor(), opened.identifiers()).stream();
    return Stream.concat(filed, learnt.of(leg.id(), opened.sealer()).stream()).distinct().toList();
  }

  private static List<Identifier> meantFor(String vendor, List<SubjectIdentifierLine> lines) {
    return lines.stream()
        .filter(line -> line.vendor() == null || line.vendor().equals(vendor))
        .map(line -> new Identifier(line.type(), line.value()))
        .toList();
  }

  private static boolean over(RequestState state) {
    return state == RequestState.DENIED || state == RequestState.WITHDRAWN;
  }

  private static boolean executing(RequestState state) {
    return state == RequestState.EXECUTING
        || state == RequestState.NEEDS_ATTENTION
        || state == RequestState.WITHDRAWING;
  }
}
