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
import java.util.EnumMap;
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
      var gone = gone(leg);
      treated.addAll(treated(leg, gone));
      undone.addAll(undone(leg, gone, left.getOrDefault(leg.id(), Map.of())));
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

  private List<Treated> treated(Leg leg, Gone gone) {
    var service = service(leg.vendor());
    var treated = new ArrayList<Treated>();
    how(leg, gone)
        .forEach(
            (how, objects) -> {
              if (how == How.NOTHING_FOUND || objects > 0) {
                // One sentence about what stays for a while is enough for a service.
                treated.add(
                    new Treated(
                        service, how, objects, treated.isEmpty() ? goneBy(leg) : Optional.empty()));
              }
            });
    return treated;
  }

  private static Map<How, Integer> how(Leg leg, Gone gone) {
    return switch (leg.state()) {
      case NOTHING_FOUND -> Map.of(How.NOTHING_FOUND, 0);
      case EXPORTED -> Map.of(How.EXPORTED, leg.exported());
      case VERIFIED_ABSENT, RESURFACED -> Map.of(How.ERASED, leg.erased());
      case UNVERIFIABLE -> {
        var how = new EnumMap<How, Integer>(How.class);
        how.put(How.ERASED, gone.seen());
        how.put(How.SAID_ERASED, gone.said());
        how.put(How.ATTESTED, gone.vouched());
        yield how;
      }
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
          Map.of();
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

  private List<Undone> undone(Leg leg, Gone gone, Map<String, Integer> left) {
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
    if (leg.state() == LegState.UNVERIFIABLE) {
      if (gone.said() > 0 || (gone.seen() + gone.vouched() == 0 && impossible == 0)) {
        undone.add(new Undone(service, Why.UNVERIFIABLE, gone.said()));
      }
      if (gone.vouched() > 0) {
        undone.add(new Undone(service, Why.ATTESTED, gone.vouched()));
      }
    }
    return undone;
  }

  /**
   * By which word a leg's objects are gone.
   *
   * @param seen reads showed that they are
   * @param vouched a human says so
   * @param said the service says so
   */
  private record Gone(int seen, int vouched, int said) {}

  /** A human who vouches for the leg as a whole vouches for what the service alone says. */
  private Gone gone(Leg leg) {
    var gone =
        sql.sql(
                """
                select count(*) filter (where seen_absent_at is not null) as seen,
                  count(*) filter (where seen_absent_at is null and state = 'ATTESTED') as vouched,
                  count(*) filter (where seen_absent_at is null and state <> 'ATTESTED') as said
                from leg_object where leg_id = ? and state in ('CLAIMED', 'ABSENT', 'ATTESTED')
                """)
            .param(leg.id())
            .query((row, n) -> new Gone(row.getInt(1), row.getInt(2), row.getInt(3)))
            .single();
    boolean vouchedFor = leg.verdict().filter("ATTESTED"::equals).isPresent();
    return vouchedFor ? new Gone(gone.seen(), gone.vouched() + gone.said(), 0) : gone;
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
