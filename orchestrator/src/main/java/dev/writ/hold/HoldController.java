package dev.writ.hold;

import dev.writ.api.HoldsApi;
import dev.writ.api.model.HoldChange;
import dev.writ.api.model.HoldPage;
import dev.writ.api.model.HoldRelease;
import dev.writ.api.model.HoldSortWord;
import dev.writ.api.model.HoldView;
import dev.writ.api.model.NewHold;
import dev.writ.lifecycle.HoldState;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HoldController implements HoldsApi {
  private final HoldRecord holds;
  private final HoldDesk desk;

  HoldController(HoldRecord holds, HoldDesk desk) {
    this.holds = holds;
    this.desk = desk;
  }

  @Override
  public ResponseEntity<HoldView> placeHold(NewHold wanted) {
    return ResponseEntity.status(201).body(whole(desk.place(wanted, actor())));
  }

  @Override
  public ResponseEntity<HoldPage> listHolds(
      dev.writ.api.model.@Nullable HoldState state,
      @Nullable HoldSortWord sort,
      @Nullable UUID request,
      @Nullable UUID connection,
      @Nullable LocalDate reviewBy,
      @Nullable UUID after,
      Integer limit) {
    var filter =
        new HoldFilter(
            state == null ? null : HoldState.valueOf(state.name()),
            sort == null ? null : HoldSort.valueOf(sort.name()),
            request,
            connection,
            reviewBy);
    // One more than asked for, to know whether there is a next page.
    var rows = holds.page(filter, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var page = new HoldPage(shown.stream().map(HoldViews::of).toList());
    if (rows.size() > limit) {
      page.setNext(shown.getLast().id());
    }
    return ResponseEntity.ok(page);
  }

  @Override
  public ResponseEntity<HoldView> showHold(UUID id) {
    return ResponseEntity.ok(whole(holds.require(id)));
  }

  @Override
  public ResponseEntity<HoldView> changeHold(UUID id, HoldChange change) {
    var owner = change.getOwner();
    if (owner == null && change.getReviewOn() == null && change.getExpiresOn() == null) {
      throw Problem.invalid("there is nothing to change: give owner, reviewOn or expiresOn");
    }
    return ResponseEntity.ok(
        whole(
            desk.amend(
                id,
                change.getVersion(),
                owner,
                change.getReviewOn(),
                change.getExpiresOn(),
                actor())));
  }

  @Override
  public ResponseEntity<HoldView> releaseHold(UUID id, HoldRelease release) {
    return ResponseEntity.ok(
        whole(desk.release(id, release.getVersion(), release.getReason(), actor())));
  }

  private HoldView whole(Hold hold) {
    return HoldViews.whole(hold, holds.effects(hold.id()));
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
