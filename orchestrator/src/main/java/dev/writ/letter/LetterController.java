package dev.writ.letter;

import dev.writ.api.LettersApi;
import dev.writ.api.model.LetterOrder;
import dev.writ.api.model.LetterPage;
import dev.writ.api.model.LetterPosting;
import dev.writ.api.model.LetterReturn;
import dev.writ.api.model.LetterVersion;
import dev.writ.api.model.LetterView;
import dev.writ.lifecycle.LetterState;
import dev.writ.request.RefusalGround;
import dev.writ.security.Caller;
import dev.writ.security.Role;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LetterController implements LettersApi {
  private final LetterRecord letters;
  private final LetterActions actions;
  private final LetterViews views;

  LetterController(LetterRecord letters, LetterActions actions, LetterViews views) {
    this.letters = letters;
    this.actions = actions;
    this.views = views;
  }

  @Override
  public ResponseEntity<LetterPage> listLetters(
      dev.writ.api.model.@Nullable LetterState state,
      dev.writ.api.model.@Nullable LetterKind kind,
      @Nullable UUID request,
      @Nullable UUID after,
      Integer limit) {
    var filter =
        new LetterFilter(
            state == null ? null : LetterState.valueOf(state.name()),
            kind == null ? null : LetterKind.valueOf(kind.name()),
            request);
    // One more than asked for, to know whether there is a next page.
    var rows = letters.page(filter, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var page = new LetterPage(shown.stream().map(views::of).toList());
    if (rows.size() > limit) {
      page.setNext(shown.getLast().id());
    }
    return ResponseEntity.ok(page);
  }

  @Override
  public ResponseEntity<LetterView> showLetter(UUID id) {
    var letter = letters.require(id);
    var role = Caller.current().role();
    boolean reads = role == Role.OFFICER || role == Role.APPROVER;
    return ResponseEntity.ok(reads ? views.whole(letter) : views.of(letter));
  }

  @Override
  public ResponseEntity<LetterView> orderLetter(UUID id, LetterOrder order) {
    var kind = LetterKind.valueOf(order.getKind().name());
    var ordered = actions.order(id, kind, facts(order), actor());
    return ResponseEntity.status(201).body(views.of(ordered));
  }

  private static LetterFacts facts(LetterOrder order) {
    return new LetterFacts(
        given(order.getGrounds()).stream()
            .map(ground -> RefusalGround.valueOf(ground.name()))
            .distinct()
            .toList(),
        text(order.getExplanation(), "explanation"),
        Optional.ofNullable(order.getUntil()),
        text(order.getAsk(), "ask"),
        given(order.getWithheld()).stream().map(one -> Texts.require(one, "withheld")).toList(),
        Boolean.TRUE.equals(order.getTellRecipients()),
        Optional.empty());
  }

  private static <T> List<T> given(@Nullable List<T> items) {
    if (items == null) {
      return List.of();
    }
    if (items.contains(null)) {
      throw Problem.invalid("a list holds null");
    }
    return items;
  }

  private static Optional<String> text(@Nullable String text, String field) {
    return Optional.ofNullable(text).map(given -> Texts.require(given, field).strip());
  }

  @Override
  public ResponseEntity<LetterView> resendLetter(UUID id, LetterVersion version) {
    return ResponseEntity.ok(views.of(actions.resend(id, version.getVersion(), actor())));
  }

  @Override
  public ResponseEntity<LetterView> confirmLetter(UUID id, LetterPosting posting) {
    return ResponseEntity.ok(
        views.of(actions.confirm(id, posting.getVersion(), posting.getSentOn(), actor())));
  }

  @Override
  public ResponseEntity<LetterView> cancelLetter(UUID id, LetterVersion version) {
    return ResponseEntity.ok(views.of(actions.cancel(id, version.getVersion(), actor())));
  }

  @Override
  public ResponseEntity<LetterView> bounceLetter(UUID id, LetterReturn returned) {
    var reason = ReturnedMail.Reason.valueOf(returned.getReason().name());
    return ResponseEntity.ok(views.of(actions.bounced(id, reason.words(), actor())));
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
