package dev.writ.letter;

import dev.writ.clock.RequestClocks;
import dev.writ.connection.VendorCatalogue;
import dev.writ.identity.CategoriesAlone;
import dev.writ.leg.Fate;
import dev.writ.leg.Fates;
import dev.writ.leg.Leg;
import dev.writ.leg.LegFates;
import dev.writ.leg.LegRecord;
import dev.writ.letter.Matter.DueBy;
import dev.writ.letter.Matter.How;
import dev.writ.letter.Matter.Treated;
import dev.writ.letter.Matter.Undone;
import dev.writ.letter.Matter.Why;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.RequestState;
import dev.writ.request.Correspondence;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Keeping;
import dev.writ.request.RefusalGround;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
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
  private final LegFates fates;
  private final VendorCatalogue vendors;
  private final Recipients recipients;
  private final Keeping keeping;
  private final RequestClocks clocks;
  private final CategoriesAlone alone;
  private final LetterSettings settings;
  private final JdbcClient sql;
  private final Clock clock;
  private final ZoneId zone;

  Dossiers(
      Correspondence requests,
      LegRecord legs,
      LegFates fates,
      VendorCatalogue vendors,
      Recipients recipients,
      Keeping keeping,
      RequestClocks clocks,
      CategoriesAlone alone,
      LetterSettings settings,
      JdbcClient sql,
      Clock clock,
      WritSettings writ) {
    this.requests = requests;
    this.legs = legs;
    this.fates = fates;
    this.vendors = vendors;
    this.recipients = recipients;
    this.keeping = keeping;
    this.clocks = clocks;
    this.alone = alone;
    this.settings = settings;
    this.sql = sql;
    this.clock = clock;
    this.zone = writ.clock().zone();
  }

  Matter of(Letter letter, LetterFacts facts) {
    var request = requests.require(letter.request());
    var wishes = requests.wishes(request.id());
    var treated = new ArrayList<Treated>();
    var undone = new ArrayList<Undone>();
    var known = fates.of(request.id());
    var dates = clocks.of(request);
    for (var leg : legs.of(request.id())) {
      var became = known.getOrDefault(leg.id(), Fates.NONE);
      treated.addAll(treated(leg, became));
      undone.addAll(undone(leg, became));
    }
    return new Matter(
        letter.kind(),
        request.laws().stream().map(Law::of).toList(),
        request.kind(),
        request.outcome(),
        request.receivedOn(),
        Optional.of(dueBy(dates.response().statutoryDue())),
        dates.appealDays().orElse(0),
        request.reference(),
        withGrounds(letter, request, facts, wishes.refusalGrounds()),
        treated,
        undone,
        recipients.counting(request.id()),
        wishes.tellRecipients() || facts.tellRecipients(),
        resurfaced(request.id()),
        categories(letter, request, wishes.refusalGrounds()),
        settings.sender());
  }

  private DueBy dueBy(LocalDate day) {
    return new DueBy(day, LocalDate.now(clock.withZone(zone)).isAfter(day));
  }

  /**
   * A refusal gives the grounds recorded with the decision, and those of what holds data back; an
   * answer in part those of what is held and of what officers refused.
   */
  private LetterFacts withGrounds(
      Letter letter, DataSubjectRequest request, LetterFacts facts, List<RefusalGround> recorded) {
    var known =
        switch (letter.kind()) {
          case REFUSAL -> Stream.concat(recorded.stream(), held(request));
          case PARTIAL_REFUSAL, ACCESS_COVER -> Stream.concat(held(request), refused(request));
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

  private Stream<RefusalGround> held(DataSubjectRequest request) {
    return keeping.held(request.id()).stream().map(hold -> hold.ground(request.laws()));
  }

  private Stream<RefusalGround> refused(DataSubjectRequest request) {
    return fates.grounds(request.id()).stream().map(RefusalGround::valueOf);
  }

  private List<Treated> treated(Leg leg, Fates fates) {
    var service = service(leg.vendor());
    var treated = new ArrayList<Treated>();
    how(leg, fates)
        .forEach(
            (how, objects) -> {
              // One sentence about what stays for a while is enough for a service.
              boolean says = treated.isEmpty() && how.something();
              treated.add(
                  new Treated(service, how, objects, says ? goneBy(leg) : Optional.empty()));
            });
    return treated;
  }

  private static Map<How, Integer> how(Leg leg, Fates fates) {
    return switch (leg.state()) {
      case NOTHING_FOUND -> Map.of(How.NOTHING_FOUND, 0);
      case EXPORTED -> {
        var how = byFate(fates);
        if (leg.exported() > 0) {
          how.put(How.EXPORTED, leg.exported());
        }
        yield how;
      }
      case VERIFIED_ABSENT, RESURFACED ->
          leg.erased() > 0 ? Map.of(How.ERASED, leg.erased()) : Map.of();
      case UNVERIFIABLE -> byFate(fates);
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

  private static Map<How, Integer> byFate(Fates fates) {
    var how = new EnumMap<How, Integer>(How.class);
    fates
        .counts()
        .forEach((fate, objects) -> how(fate).ifPresent(known -> how.put(known, objects)));
    return how;
  }

  private static Optional<How> how(Fate fate) {
    return switch (fate) {
      case SEEN_GONE -> Optional.of(How.ERASED);
      case CLAIMED -> Optional.of(How.SAID_ERASED);
      case ATTESTED -> Optional.of(How.ATTESTED);
      case ATTESTED_BY_PERSON -> Optional.of(How.ATTESTED_BY_PERSON);
      case NOTHING_THERE -> Optional.of(How.NOTHING_THERE);
      case NOTHING_THERE_BY_PERSON -> Optional.of(How.NOTHING_THERE_BY_PERSON);
      case IMPOSSIBLE, REFUSED, REFUSED_BY_PERSON, FETCHED_BY_PERSON, HELD, LEFT ->
          Optional.empty();
    };
  }

  private Optional<LocalDate> goneBy(Leg leg) {
    return leg.confirmedAt()
        .flatMap(
            at ->
                vendors.require(leg.vendor()).descriptor().exceptions().stream()
                    .flatMap(kept -> kept.goneBy(at, zone).stream())
                    .max(Comparator.naturalOrder()));
  }

  private List<Undone> undone(Leg leg, Fates fates) {
    var undone = new ArrayList<Undone>();
    var service = service(leg.vendor());
    for (var fate : Fate.values()) {
      int objects = fates.count(fate);
      if (objects > 0) {
        why(fate).ifPresent(why -> undone.add(new Undone(service, why, objects)));
      }
    }
    int held = fates.count(Fate.HELD);
    if (held > 0 || leg.state() == LegState.HELD) {
      int kept = leg.located() - leg.erased() - fates.count(Fate.LEFT);
      undone.add(new Undone(service, Why.HELD, leg.state() == LegState.HELD ? kept : held));
    }
    int claimed = fates.count(Fate.CLAIMED);
    if (leg.state() == LegState.UNVERIFIABLE && claimed > 0) {
      undone.add(new Undone(service, Why.UNVERIFIABLE, claimed));
    }
    return undone;
  }

  /** Why it was not done, where the fate alone says it. */
  private static Optional<Why> why(Fate fate) {
    return switch (fate) {
      case IMPOSSIBLE -> Optional.of(Why.IMPOSSIBLE);
      case REFUSED -> Optional.of(Why.REFUSED);
      case REFUSED_BY_PERSON -> Optional.of(Why.REFUSED_BY_PERSON);
      case FETCHED_BY_PERSON -> Optional.of(Why.FETCHED_BY_PERSON);
      case LEFT -> Optional.of(Why.LEFT);
      case SEEN_GONE,
          CLAIMED,
          ATTESTED,
          ATTESTED_BY_PERSON,
          NOTHING_THERE,
          NOTHING_THERE_BY_PERSON,
          HELD ->
          Optional.empty();
    };
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

  /**
   * 11 CCR 7024(a): whose identity does not bear the disclosure of specific pieces is answered as
   * if categories had been asked for. Nothing was searched, so they are those of the catalogue.
   */
  private List<Matter.Categories> categories(
      Letter letter, DataSubjectRequest request, List<RefusalGround> grounds) {
    boolean unverified =
        request.state() == RequestState.VERIFICATION_EXPIRED
            || grounds.contains(RefusalGround.IDENTITY_NOT_VERIFIED);
    if (letter.kind() != LetterKind.REFUSAL
        || request.erasing()
        || !unverified
        || request.laws().stream().noneMatch(law -> Law.of(law) == Law.CCPA)
        || !alone.of(request.id())) {
      return List.of();
    }
    return legs.of(request.id()).stream()
        .map(Leg::vendor)
        .distinct()
        .flatMap(vendor -> vendors.find(vendor).stream())
        .map(
            vendor ->
                new Matter.Categories(
                    vendor.descriptor().name(),
                    vendor.descriptor().surfaces().stream()
                        .map(surface -> surface.kind().replace('_', ' '))
                        .distinct()
                        .toList()))
        .toList();
  }

  private String service(String vendor) {
    return vendors.find(vendor).map(known -> known.descriptor().name()).orElse(vendor);
  }
}
