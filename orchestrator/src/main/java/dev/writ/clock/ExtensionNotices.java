package dev.writ.clock;

import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.NoticeReturned;
import dev.writ.clock.ExtensionOrders.Order;
import dev.writ.evidence.EvidenceLog;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Receipts;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Extensions that are ordered together with the notice to the person. An extension counts from the
 * day on which its notice has gone out; before that, and when that is too late, it extends nothing.
 */
@Service
public class ExtensionNotices {
  private final ExtensionOrders orders;
  private final ClockRecord record;
  private final Entering entering;
  private final Reckoning reckoning;
  private final Receipts receipts;
  private final Findings findings;
  private final EvidenceLog evidence;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ExtensionNotices(
      ExtensionOrders orders,
      ClockRecord record,
      Entering entering,
      Reckoning reckoning,
      Receipts receipts,
      Findings findings,
      EvidenceLog evidence,
      ApplicationEventPublisher events,
      Clock clock) {
    this.orders = orders;
    this.record = record;
    this.entering = entering;
    this.reckoning = reckoning;
    this.receipts = receipts;
    this.findings = findings;
    this.evidence = evidence;
    this.events = events;
    this.clock = clock;
  }

  /** Orders one, unless a notice that went out today would be refused by law, or move nothing. */
  void order(DataSubjectRequest request, ClockDesk.Extension wanted, String actor) {
    if (orders.find(request.id()).isPresent()) {
      throw Problem.conflict("the notice that it takes longer, once, is on its way already");
    }
    var reasons = wanted.reasons();
    var before = entering.trial(request).response().statutoryDue();
    var then = entering.trial(request, new Extended(today(), reasons, wanted.until()));
    Reckoning.against(then)
        .ifPresent(
            refused -> {
              throw Problem.law(refused.article() + ": " + refused.reason());
            });
    var newDue = then.response().statutoryDue();
    if (!newDue.isAfter(before)) {
      throw Problem.law(stays(then.leader()));
    }
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var takers = Takers.of(then, reasons);
    orders.add(request.id(), new Order(reasons, wanted.until(), takers, newDue, at, actor, null));
    evidence.append(
        request.id(), null, "EXTENSION_ORDERED", before.toString(), newDue.toString(), actor);
    events.publishEvent(
        new ExtensionOrdered(
            request.id(), reasons, newDue, Optional.ofNullable(wanted.explanation())));
  }

  /** A notice says a day: one that is none of more time is not sent. */
  private static String stays(LawDates leader) {
    var due = leader.computed().response().statutoryDue();
    var extension = leader.rule().extension();
    if (extension == null) {
      return "%s: %s leads, which knows no extension, and the answer stays due by %s"
          .formatted(leader.rule().response().article(), leader.law(), due);
    }
    return "%s: %s leads, and the answer stays due by %s: name one of the reasons it takes as well (%s)"
        .formatted(extension.article(), leader.law(), due, String.join(", ", extension.codes()));
  }

  /** The last day that a person can be told: of the extension that waits, else of what counts. */
  public Optional<LocalDate> lastDay(UUID id) {
    return orders
        .find(id)
        .map(Order::newDue)
        .or(
            () ->
                Optional.of(entering.trial(receipts.require(id)))
                    .filter(RequestDates::isExtended)
                    .map(dates -> dates.response().statutoryDue()));
  }

  /** This letter is the notice of the extension that waits, if one does. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void written(UUID id, UUID letter) {
    orders.written(id, letter);
  }

  /**
   * The notice has gone out: the extension counts from that day, if the law's window is still open.
   * Nothing follows where none waits for this letter.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void sent(UUID id, UUID letter, LocalDate day) {
    var request = receipts.lock(id);
    var order = orders.find(id, letter);
    if (order.isEmpty()) {
      return;
    }
    orders.remove(id);
    if (record.require(id).answeredAt().isPresent()) {
      return;
    }
    var wanted = order.get();
    var extended = new Extended(day, wanted.reasons(), wanted.until(), wanted.takers(), letter);
    entering
        .enter(request, extended, wanted.orderedBy())
        .ifPresentOrElse(refused -> tooLate(request, day, refused), () -> findings.over(key(id)));
  }

  /**
   * The notice came back, so that the person was not told: the extension is ordered again and
   * extends nothing until the notice has gone out anew, or the person is told another way.
   *
   * @param letter the notice; an extension of which another told the person stays
   * @param sentOn the day on which it went out last
   * @return the last day on which the person can be told, past or not; empty where nothing was
   *     extended by this notice
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<LocalDate> returned(
      UUID id, UUID letter, Optional<LocalDate> sentOn, String actor) {
    var request = receipts.lock(id);
    var told = findExtension(id).filter(extended -> extended.toldBy(letter, sentOn));
    if (told.isEmpty() || record.require(id).answeredAt().isPresent()) {
      return Optional.empty();
    }
    var extendedTo = entering.trial(request).response().statutoryDue();
    if (entering.enter(request, new NoticeReturned(today()), actor).isPresent()) {
      return Optional.empty();
    }
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var back = told.get();
    orders.add(
        id, new Order(back.reasons(), back.until(), back.takers(), extendedTo, at, actor, letter));
    return Optional.of(entering.trial(request).response().statutoryDue());
  }

  private Optional<Extended> findExtension(UUID id) {
    return record.events(id).stream()
        .map(ClockEntry::event)
        .filter(Extended.class::isInstance)
        .map(Extended.class::cast)
        .reduce((older, newer) -> newer);
  }

  /** The person was told another way: what is on its way extends nothing besides. */
  void toldOtherwise(UUID id) {
    orders.remove(id);
    findings.over(key(id));
  }

  /** The notice will not go out. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cancelled(UUID id, UUID letter, String actor) {
    receipts.lock(id);
    orders
        .find(id, letter)
        .ifPresent(
            order -> {
              orders.remove(id);
              var day = order.newDue().toString();
              evidence.append(id, null, "EXTENSION_CANCELLED", day, "NONE", actor);
            });
  }

  private void tooLate(DataSubjectRequest request, LocalDate day, ClockAnswer.Refused refused) {
    findings.raise(
        new FindingDraft(
            "EXTENSION_VOID",
            key(request.id()),
            Severity.HIGH,
            Optional.empty(),
            Optional.of(request.id()),
            Optional.empty(),
            "The notice of an extension went out on %s and extends nothing, %s: %s. The answer stays due by %s."
                .formatted(
                    day,
                    refused.article(),
                    refused.reason(),
                    entering.trial(request).response().statutoryDue())));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), reckoning.zone());
  }

  private static String key(UUID request) {
    return "extension-void/" + request;
  }
}
