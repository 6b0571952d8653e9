package dev.writ.hold;

import dev.writ.api.model.HeldBy;
import dev.writ.leg.Withholding;
import dev.writ.lifecycle.HoldEvent;
import dev.writ.request.Keeping;
import dev.writ.web.Problem;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an appeal that was upheld does to a partial refusal: the exemptions that kept something of
 * this request alone end, and exactly what they kept is erased.
 */
@Service
public class AppealedHolds {
  private static final String REASON = "an appeal against the refusal was upheld";

  private final HoldKeeping keeping;
  private final HoldRecord holds;
  private final HoldEnds ends;
  private final Withholding withholding;

  AppealedHolds(HoldKeeping keeping, HoldRecord holds, HoldEnds ends, Withholding withholding) {
    this.keeping = keeping;
    this.holds = holds;
    this.ends = ends;
    this.withholding = withholding;
  }

  /** To be called in the caller's transaction before it holds anything else. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void alone() {
    withholding.alone();
  }

  /**
   * Ends them; after {@link #alone}.
   *
   * @return whether something was kept
   * @throws Problem illegal-move, when a legal hold keeps something, or an exemption that is about
   *     more than this request: that is not this appeal's to decide
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean end(UUID request, String actor) {
    var keep = new TreeMap<UUID, Hold>();
    keeping.held(request).stream()
        .map(Keeping.Held::by)
        .map(HeldBy::getHold)
        .forEach(id -> keep.computeIfAbsent(id, holds::require));
    refuseWider(request, List.copyOf(keep.values()));
    for (var hold : keep.values()) {
      ends.end(holds.lock(hold.id(), hold.version()), HoldEvent.RELEASE, REASON, actor);
    }
    return !keep.isEmpty();
  }

  private void refuseWider(UUID request, List<Hold> keep) {
    var wider =
        keep.stream()
            .filter(hold -> hold.sort() != HoldSort.EXEMPTION || !about(request, hold.cover()))
            .map(hold -> hold.id().toString())
            .collect(Collectors.joining(", "));
    if (!wider.isEmpty()) {
      throw Problem.conflict(
          "what is refused is kept by a matter, or by more than this request: release the holds "
              + wider
              + " first, or reject the appeal");
    }
  }

  private boolean about(UUID request, Hold.Cover cover) {
    var leg = cover.leg();
    return request.equals(leg == null ? cover.request() : withholding.requestOf(leg));
  }
}
