package dev.writ.clock;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import dev.writ.api.model.ExtensionReason;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Receipts;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The clocks of requests, for the other rooms: what is due when, and what happened. */
@Service
public class RequestClocks {
  private final ClockRecord record;
  private final Reckoning reckoning;
  private final Entering entering;
  private final Receipts receipts;

  RequestClocks(ClockRecord record, Reckoning reckoning, Entering entering, Receipts receipts) {
    this.record = record;
    this.reckoning = reckoning;
    this.entering = entering;
    this.receipts = receipts;
  }

  /**
   * When the request's duties are due, under all its laws, computed from its events by the newest
   * rules. Changes nothing.
   *
   * @throws dev.writ.web.Problem not-found
   */
  public RequestDates of(UUID request) {
    return of(receipts.require(request));
  }

  /** The same of a request that was read already. */
  public RequestDates of(DataSubjectRequest request) {
    return reckoning.of(
        request, record.events(request.id()).stream().map(ClockEntry::event).toList());
  }

  /** The last lawful day of the answer under one of the request's laws; empty for any other law. */
  public Optional<LocalDate> lastDay(UUID request, String law) {
    return of(request).laws().stream()
        .filter(one -> one.law().equals(law))
        .map(one -> one.computed().response().statutoryDue())
        .findFirst();
  }

  /**
   * Notes what happened to a request, in the caller's transaction where there is one: the person
   * was asked, has answered, was identified, was told. A fact is noted where at least one of the
   * request's laws makes something of it; a Californian clock runs on while identity is asked for,
   * and then there is nothing to note. The request's version stays as it is, so that the caller may
   * go on moving the request it holds.
   *
   * @return whether it was noted; false also when the request was answered or has ended
   */
  @Transactional
  public boolean note(UUID request, ClockEvent event) {
    var held = receipts.lock(request);
    return record.require(request).answeredAt().isEmpty()
        && entering.enter(held, event, Settling.SYSTEM).isEmpty();
  }

  /**
   * The decision on an appeal takes longer.
   *
   * @param told the day the person was told of it
   * @param reason a code, as of the extension of an answer; empty for whichever the law takes
   */
  public record LongerAppeal(LocalDate told, Optional<String> reason) {}

  /**
   * When the decision on an appeal is due, under each of the request's laws that knows an appeal;
   * the earliest safe date leads. Empty where none does.
   *
   * @param longer that it takes longer; a law makes something of it that allows that, for this
   *     reason, and when the person was told inside its first period
   */
  public List<Due> appeal(UUID request, LocalDate received, Optional<LongerAppeal> longer) {
    return of(request).laws().stream()
        .flatMap(
            law ->
                appeal(law, received, false).stream()
                    .map(
                        due ->
                            longer.isPresent() && lengthens(law, due, longer.get())
                                ? appeal(law, received, true).orElseThrow()
                                : due))
        .toList();
  }

  /**
   * What stands against a longer decision on an appeal, by the article of each law that knows one;
   * empty where one of them allows it.
   */
  public Optional<String> againstLongerAppeal(
      UUID request, LocalDate received, LongerAppeal longer) {
    var laws =
        of(request).laws().stream()
            .filter(law -> appeal(law, received, false).isPresent())
            .toList();
    boolean allowed =
        laws.stream()
            .anyMatch(law -> lengthens(law, appeal(law, received, false).orElseThrow(), longer));
    return allowed
        ? Optional.empty()
        : Optional.of(
            laws.stream()
                .map(
                    law ->
                        objection(law.rule(), appeal(law, received, false).orElseThrow(), longer))
                .collect(joining("; ")));
  }

  private static String objection(Rule rule, Due first, LongerAppeal longer) {
    var appeal = Objects.requireNonNull(rule.appeal());
    if (appeal.further() == null) {
      return appeal.article() + ": the decision on an appeal may take no longer";
    }
    return appeal.article()
        + (longer.told().isAfter(first.statutoryDue())
            ? ": the person had to be told by " + first.statutoryDue()
            : ": the decision on an appeal takes longer for no reason but "
                + appeal.reasons().stream().map(Enum::name).sorted().collect(joining(", ")));
  }

  private static boolean lengthens(LawDates law, Due first, LongerAppeal longer) {
    var appeal = law.rule().appeal();
    return appeal != null
        && appeal.further() != null
        && !longer.told().isAfter(first.statutoryDue())
        && longer.reason().map(ExtensionReason::valueOf).filter(not(appeal::takes)).isEmpty();
  }

  private static Optional<Due> appeal(LawDates law, LocalDate received, boolean extended) {
    return new StatutoryClock(law.rule(), law.calendar())
        .appeal(law.computed().response().inputs(), received, extended);
  }

  /**
   * Until when a complaint must be acknowledged, where one of the request's laws says so.
   *
   * @param received the day the complaint was received
   */
  public Optional<Acknowledging> complaint(UUID request, LocalDate received) {
    return of(request).laws().stream()
        .flatMap(
            law ->
                law.rule().furtherTerms().stream()
                    .filter(term -> term.name().equals("COMPLAINT_ACKNOWLEDGEMENT"))
                    .map(term -> acknowledging(term.term(), received, law.calendar())))
        .min(Comparator.comparing(Acknowledging::safeDue));
  }

  /** By when a complaint must be acknowledged, and by which article. */
  public record Acknowledging(String article, LocalDate statutoryDue, LocalDate safeDue) {}

  private static Acknowledging acknowledging(Term term, LocalDate received, WorkingDays calendar) {
    return new Acknowledging(
        term.article(), term.statutory(received, calendar), term.safe(received));
  }

  /** What a person whose appeal is rejected must be told besides, by each law that says so. */
  public List<String> afterAppeal(UUID request) {
    return of(request).laws().stream()
        .flatMap(law -> Optional.ofNullable(law.rule().appeal()).stream())
        .map(appeal -> appeal.article() + ": " + appeal.afterwards())
        .toList();
  }

  /** The laws of a request, each with the article that says what a refusal may be met with. */
  public List<String> articles(UUID request) {
    return of(request).laws().stream()
        .map(law -> law.law() + ": " + law.rule().refusal().article())
        .toList();
  }
}
