package dev.writ.clock;

import dev.writ.api.ClockApi;
import dev.writ.api.model.ClockExtension;
import dev.writ.api.model.ClockPause;
import dev.writ.api.model.ClockResumption;
import dev.writ.api.model.ClockView;
import dev.writ.api.model.ExtensionReason;
import dev.writ.api.model.ReceiptAcknowledgement;
import dev.writ.api.model.ReceiptCorrection;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClockController implements ClockApi {
  private final ClockDesk desk;
  private final ClockViews views;

  ClockController(ClockDesk desk, ClockViews views) {
    this.desk = desk;
    this.views = views;
  }

  @Override
  public ResponseEntity<ClockView> showClock(UUID id) {
    return ResponseEntity.ok(views.of(id));
  }

  @Override
  public ResponseEntity<ClockView> correctReceipt(UUID id, ReceiptCorrection correction) {
    desk.correctReceipt(
        id,
        correction.getVersion(),
        new ClockDesk.Correction(
            correction.getReceivedOn(),
            correction.getChannel(),
            correction.getJurisdiction(),
            correction.getReason()),
        actor());
    return showClock(id);
  }

  @Override
  public ResponseEntity<ClockView> pauseClock(UUID id, ClockPause pause) {
    var ground = PauseGround.valueOf(pause.getGround().name());
    desk.pause(id, pause.getVersion(), ground, pause.getAskedOn(), actor());
    return showClock(id);
  }

  @Override
  public ResponseEntity<ClockView> resumeClock(UUID id, ClockResumption resumption) {
    var ground =
        Optional.ofNullable(resumption.getGround()).map(g -> PauseGround.valueOf(g.name()));
    desk.resume(id, resumption.getVersion(), ground, resumption.getAnsweredOn(), actor());
    return showClock(id);
  }

  @Override
  public ResponseEntity<ClockView> extendClock(UUID id, ClockExtension extension) {
    var explanation = extension.getExplanation();
    desk.extend(
        id,
        extension.getVersion(),
        new ClockDesk.Extension(
            reasons(extension),
            extension.getNoticeSentOn(),
            extension.getUntil(),
            explanation == null ? null : Texts.require(explanation, "explanation").strip()),
        actor());
    return showClock(id);
  }

  private static List<String> reasons(ClockExtension extension) {
    var further =
        Objects.requireNonNullElse(extension.getFurtherReasons(), Set.<ExtensionReason>of());
    if (further.stream().anyMatch(Objects::isNull)) {
      throw Problem.invalid("furtherReasons holds null");
    }
    return Stream.concat(Stream.of(extension.getReason()), further.stream())
        .map(Enum::name)
        .distinct()
        .toList();
  }

  @Override
  public ResponseEntity<ClockView> acknowledgeReceipt(
      UUID id, ReceiptAcknowledgement acknowledgement) {
    desk.acknowledge(id, acknowledgement.getVersion(), acknowledgement.getSentOn(), actor());
    return showClock(id);
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
