package dev.writ.subject;

import dev.writ.api.model.AppealDue;
import dev.writ.api.model.AppealKind;
import dev.writ.api.model.AppealState;
import dev.writ.api.model.AppealView;
import dev.writ.api.model.ExtensionReason;
import dev.writ.api.model.OrderedExtension;
import dev.writ.clock.Due;
import dev.writ.clock.RequestClocks;
import dev.writ.request.Correspondence;
import dev.writ.security.Role;
import dev.writ.vault.Vault.Sealer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Appeals and complaints in the API's words. */
@Component
class AppealViews {
  private final AppealDates dates;
  private final RequestClocks clocks;
  private final Correspondence requests;

  AppealViews(AppealDates dates, RequestClocks clocks, Correspondence requests) {
    this.dates = dates;
    this.clocks = clocks;
    this.requests = requests;
  }

  /** What was said, and why it was decided so, is for those who decide. */
  AppealView of(Appeal appeal, Role reader) {
    var view =
        new AppealView(
            appeal.id(),
            appeal.version(),
            appeal.request(),
            AppealKind.valueOf(appeal.kind().name()),
            AppealState.valueOf(appeal.state().name()),
            appeal.receivedOn(),
            appeal.filedAt().atOffset(ZoneOffset.UTC),
            due(appeal));
    appeal.how().ifPresent(view::setHow);
    dates.acknowledgement(appeal).ifPresent(due -> view.setAcknowledgeBy(due.safeDue()));
    appeal.acknowledgedAt().ifPresent(at -> view.setAcknowledgedAt(at.atOffset(ZoneOffset.UTC)));
    appeal
        .extension()
        .ifPresent(
            extension ->
                view.extendedOn(extension.noticeOn())
                    .setExtensionReason(ExtensionReason.valueOf(extension.reason())));
    appeal.ordered().map(AppealViews::ordered).ifPresent(view::setExtensionOrdered);
    appeal.decidedAt().ifPresent(at -> view.setDecidedAt(at.atOffset(ZoneOffset.UTC)));
    appeal.decidedBy().ifPresent(view::setDecidedBy);
    appeal.reopenedAt().ifPresent(at -> view.setReopenedAt(at.atOffset(ZoneOffset.UTC)));
    appeal.answeredAgainAt().ifPresent(at -> view.setAnsweredAgainAt(at.atOffset(ZoneOffset.UTC)));
    if (appeal.kind() == Appeal.Kind.APPEAL && appeal.state() == Appeal.State.REJECTED) {
      view.setAfterwards(String.join("; ", clocks.afterAppeal(appeal.request())));
    }
    opener(appeal, reader).ifPresent(sealer -> open(view, appeal, sealer));
    return view;
  }

  private static OrderedExtension ordered(Appeal.OrderedExtension order) {
    return new OrderedExtension(
        ExtensionReason.valueOf(order.reason()),
        order.newDue(),
        order.at().atOffset(ZoneOffset.UTC),
        order.by());
  }

  private Optional<Sealer> opener(Appeal appeal, Role reader) {
    return reader == Role.OFFICER || reader == Role.APPROVER
        ? requests.findSealer(appeal.request())
        : Optional.empty();
  }

  private static void open(AppealView view, Appeal appeal, Sealer sealer) {
    appeal.said().ifPresent(s -> view.setSaid(sealer.open(s, Appeal.saying(appeal.id()))));
    appeal.reasons().ifPresent(s -> view.setReasons(sealer.open(s, Appeal.reasoning(appeal.id()))));
  }

  private List<AppealDue> due(Appeal appeal) {
    var extended = dates.longest(appeal);
    return dates.decision(appeal).stream().map(due -> due(due, extended)).toList();
  }

  private static AppealDue due(Due due, List<Due> extended) {
    var view = new AppealDue(due.rule(), due.statutoryDue(), due.safeDue(), due.explanation());
    extended.stream()
        .filter(longer -> longer.rule().equals(due.rule()))
        .map(Due::statutoryDue)
        .filter(day -> day.isAfter(due.statutoryDue()))
        .findFirst()
        .ifPresent(view::setExtendedDue);
    return view;
  }
}
