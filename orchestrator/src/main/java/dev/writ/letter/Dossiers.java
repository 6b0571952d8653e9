package dev.writ.letter;

import dev.writ.clock.RequestClocks;
import dev.writ.connection.VendorCatalogue;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.letter.Matter.How;
import dev.writ.letter.Matter.Treated;
import dev.writ.letter.Matter.Undone;
import dev.writ.letter.Matter.Why;
import dev.writ.lifecycle.LegState;
import dev.writ.request.Correspondence;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Keeping;
import dev.writ.request.RefusalGround;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gathers from the record what a letter is about. */
@Component
class Dossiers {
  private final Correspondence requests;
  private final LegRecord legs;
  private final VendorCatalogue vendors;
  private final Recipients recipients;
  private final Keeping keeping;
  private final RequestClocks clocks;
  private final LetterSettings settings;
  private final JdbcClient sql;

  Dossiers(
      Correspondence requests,
      LegRecord legs,
      VendorCatalogue vendors,
      Recipients recipients,
      Keeping keeping,
      RequestClocks clocks,
      LetterSettings settings,
      JdbcClient sql) {
    this.requests = requests;
    this.legs = legs;
    this.vendors = vendors;
    this.recipients = recipients;
    this.keeping = keeping;
    this.clocks = clocks;
    this.settings = settings;
    this.sql = sql;
  }

  Matter of(Letter letter, LetterFacts facts) {
    var request = requests.require(letter.request());
    var wishes = requests.wishes(request.id());
    var treated = new ArrayList<Treated>();
    var undone = new ArrayList<Undone>();
    var left = left(request.id());
    for (var leg : legs.of(request.id())) {
      treated(leg).ifPresent(treated::add);
      undone.addAll(undone(leg, left.getOrDefault(leg.id(), Map.of())));
    }
    return new Matter(
        letter.kind(),
        Law.of(letter.regime()),
        request.kind(),
        request.outcome(),
        request.receivedOn(),
        dueBy(request),
        request.reference(),
        withGrounds(letter, facts, wishes.refusalGround()),
        treated,
        undone,
        recipients.counting(request.id()),
        wishes.tellRecipients() || facts.tellRecipients(),
        resurfaced(request.id()),
        settings.sender());
  }

  private Optional<LocalDate> dueBy(DataSubjectRequest request) {
    return Optional.of(clocks.of(request).response().statutoryDue());
  }

  /** A refusal gives the ground recorded with the decision, and those of what holds data back. */
  private LetterFacts withGrounds(
      Letter letter, LetterFacts facts, Optional<RefusalGround> recorded) {
    var known =
        switch (letter.kind()) {
          case REFUSAL -> Stream.concat(recorded.stream(), held(letter));
          case PARTIAL_REFUSAL -> held(letter);
          default -> Stream.<RefusalGround>empty();
        };
    return new LetterFacts(
        Stream.concat(known, facts.grounds().stream()).distinct().toList(),
        facts.explanation(),
        facts.until(),
        facts.ask(),
        facts.withheld(),
        facts.tellRecipients(),
        facts.to());
  }

  private Stream<RefusalGround> held(Letter letter) {
    return keeping.held(letter.request()).stream().map(Keeping.Held::ground);
  }

  private Optional<Treated> treated(Leg leg) {
    return how(leg)
        .filter(how -> how == How.NOTHING_FOUND || leg.erased() + leg.exported() > 0)
        .map(
            how ->
                new Treated(
                    service(leg.vendor()),
                    how,
                    how == How.EXPORTED ? leg.exported() : leg.erased(),
                    goneBy(leg)));
  }

  private static Optional<How> how(Leg leg) {
    return switch (leg.state()) {
      case NOTHING_FOUND -> Optional.of(How.NOTHING_FOUND);
      case EXPORTED -> Optional.of(How.EXPORTED);
      case VERIFIED_ABSENT, RESURFACED -> Optional.of(How.ERASED);
      case UNVERIFIABLE -> Optional.of(How.SAID_ERASED);
      case PLANNED,
          LOCATING,
          LOCATED,
          SUBMITTING,
          SUBMITTED_UNKNOWN,
          VENDOR_PROCESSING,
          MANUAL_TASK,
          BLOCKED,
          HELD,
          CONFIRMED_BY_VENDOR,
          STILL_PRESENT,
          FAILED,
          CANCELLED ->
          Optional.empty();
    };
  }

  private Optional<LocalDate> goneBy(Leg leg) {
    return leg.confirmedAt()
        .flatMap(
            at ->
                vendors.require(leg.vendor()).descriptor().exceptions().stream()
                    .flatMap(kept -> Stream.ofNullable(kept.purgedAfter()))
                    .max(Duration::compareTo)
                    .map(after -> at.plus(after).atOffset(ZoneOffset.UTC).toLocalDate()));
  }

  private List<Undone> undone(Leg leg, Map<String, Integer> left) {
    var undone = new ArrayList<Undone>();
    var service = service(leg.vendor());
    int impossible = left.getOrDefault("IMPOSSIBLE", 0) + left.getOrDefault("REFUSED", 0);
    if (impossible > 0) {
      undone.add(new Undone(service, Why.IMPOSSIBLE, impossible));
    }
    int held = left.getOrDefault("HELD", 0);
    if (held > 0 || leg.state() == LegState.HELD) {
      undone.add(new Undone(service, Why.HELD, Math.max(held, leg.located() - leg.erased())));
    }
    if (leg.state() == LegState.UNVERIFIABLE && (leg.erased() > 0 || impossible == 0)) {
      undone.add(new Undone(service, Why.UNVERIFIABLE, leg.erased()));
    }
    return undone;
  }

  /** How many objects of each leg were left, by why. */
  private Map<UUID, Map<String, Integer>> left(UUID request) {
    var left = new HashMap<UUID, Map<String, Integer>>();
    sql.sql(
            """
            select o.leg_id, o.state, count(*) from leg_object o join leg l on l.id = o.leg_id
            where l.request_id = ? and o.state in ('IMPOSSIBLE', 'REFUSED', 'HELD') group by o.leg_id, o.state
            """)
        .param(request)
        .query(
            row -> {
              left.computeIfAbsent(row.getObject(1, UUID.class), id -> new HashMap<>())
                  .put(row.getString(2), row.getInt(3));
            });
    return left;
  }

  private List<String> resurfaced(UUID request) {
    return sql
        .sql(
            "select distinct l.vendor from resurfacing r join leg l on l.id = r.leg_id"
                + " where r.request_id = ? order by l.vendor")
        .param(request)
        .query(String.class)
        .list()
        .stream()
        .map(this::service)
        .toList();
  }

  private String service(String vendor) {
    return vendors.find(vendor).map(known -> known.descriptor().name()).orElse(vendor);
  }
}
