package dev.writ.hold;

import dev.writ.api.model.HoldCoverView;
import dev.writ.api.model.HoldEffect;
import dev.writ.api.model.HoldGroundCode;
import dev.writ.api.model.HoldLaw;
import dev.writ.api.model.HoldSortWord;
import dev.writ.api.model.HoldState;
import dev.writ.api.model.HoldView;
import dev.writ.request.RefusalGround;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds in the API's words. */
final class HoldViews {
  private HoldViews() {}

  static HoldView of(Hold hold) {
    var view =
        new HoldView(
            hold.id(),
            hold.version(),
            HoldSortWord.valueOf(hold.sort().name()),
            HoldState.valueOf(hold.state().name()),
            hold.owner(),
            cover(hold.cover()),
            at(hold.placedAt()),
            hold.placedBy());
    var reason = hold.reason();
    if (reason != null) {
      view.setLaw(HoldLaw.valueOf(reason.law().name()));
      view.setGround(HoldGroundCode.valueOf(reason.ground().name()));
      view.setWords(reason.ground().words());
    }
    article(
            hold.sort(),
            reason == null ? null : reason.law().name(),
            reason == null ? null : reason.ground().name())
        .ifPresent(view::setArticle);
    view.setMatter(hold.matter());
    view.setReviewOn(hold.reviewOn());
    view.setExpiresOn(hold.expiresOn());
    if (hold.endedAt() != null) {
      view.setEndedAt(at(hold.endedAt()));
    }
    view.setEndedBy(hold.endedBy());
    view.setEndReason(hold.endReason());
    return view;
  }

  /** With what it does to each leg. */
  static HoldView whole(Hold hold, List<Hold.Effect> effects) {
    var view = of(hold);
    view.setEffects(
        effects.stream()
            .map(
                one ->
                    new HoldEffect(
                        one.request(),
                        one.leg(),
                        one.connection(),
                        one.vendor(),
                        one.held(),
                        one.tooLate()))
            .toList());
    return view;
  }

  /** The article that lets the data be kept; a legal hold has none of its own. */
  static Optional<String> article(HoldSort sort, @Nullable String law, @Nullable String ground) {
    if (sort == HoldSort.KEEP_UNTIL_RECOURSE) {
      return RefusalGround.RECOURSE_OPEN.findArticle(CoverRules.RECOURSE_REGIME);
    }
    return law == null || ground == null
        ? Optional.empty()
        : HoldGround.valueOf(ground).findArticle(Law.valueOf(law));
  }

  private static HoldCoverView cover(Hold.Cover cover) {
    var view = new HoldCoverView(cover.ofPerson(), cover.kinds());
    view.setRequest(cover.request());
    view.setLeg(cover.leg());
    view.setConnection(cover.connection());
    view.setVendor(cover.vendor());
    return view;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
