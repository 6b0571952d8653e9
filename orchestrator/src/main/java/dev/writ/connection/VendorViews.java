package dev.writ.connection;

import dev.writ.api.model.ClaimCandidate;
import dev.writ.api.model.ManualWorkView;
import dev.writ.api.model.OutOfReachView;
import dev.writ.api.model.Promise;
import dev.writ.api.model.SettingView;
import dev.writ.api.model.SurfaceView;
import dev.writ.api.model.VendorView;
import dev.writ.api.model.WayView;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;

/** What a vendor package says about itself, as the API shows it. */
public final class VendorViews {
  private VendorViews() {}

  static VendorView of(VendorDescriptor vendor) {
    return new VendorView(
        vendor.id(),
        vendor.name(),
        vendor.defaultBaseUrl().toString(),
        vendor.credentials(),
        vendor.optionalCredentials(),
        vendor.settings().stream().map(s -> new SettingView(s.name(), s.meaning())).toList(),
        BigDecimal.valueOf(vendor.callsPerSecond()),
        vendor.concurrency(),
        vendor.surfaces().stream().map(VendorViews::surface).toList(),
        vendor.manual().stream().map(VendorViews::manual).toList(),
        vendor.exceptions().stream().map(VendorViews::outOfReach).toList(),
        vendor.claims().stream().map(VendorViews::claim).toList(),
        vendor.documents(),
        vendor.readOn(),
        vendor.unconfirmed());
  }

  private static SurfaceView surface(Surface surface) {
    return new SurfaceView(
        surface.kind(),
        surface.located(),
        way(surface.exported()),
        way(surface.erased()),
        way(surface.verified()),
        surface.afterErase(),
        surface.erasedUnseen());
  }

  private static WayView way(Way way) {
    return switch (way) {
      case Way.Api api -> new WayView(WayView.ByEnum.API, api.call());
      case Way.Hand hand -> new WayView(WayView.ByEnum.HAND, hand.work());
      case Way.None none -> new WayView(WayView.ByEnum.NONE, none.reason());
    };
  }

  /** Work that only a human can do. */
  public static ManualWorkView manual(ManualWork work) {
    return new ManualWorkView(
        work.code(),
        ManualWorkView.DoerEnum.valueOf(work.doer().name()),
        work.title(),
        work.steps(),
        work.vendorTime().toString(),
        work.source());
  }

  /** What its documents promise. */
  public static ClaimCandidate claim(DocumentedClaim claim) {
    return new ClaimCandidate(
        Promise.valueOf(claim.promise().name()),
        claim.appliesTo(),
        claim.value(),
        claim.statement(),
        claim.source(),
        claim.readOn());
  }

  /** What no API reaches. */
  public static OutOfReachView outOfReach(OutOfReach residual) {
    var view = new OutOfReachView(residual.what(), residual.reason(), residual.source());
    if (residual.purgedAfter() != null) {
      view.setPurgedAfter(residual.purgedAfter().toString());
    }
    return view;
  }

  /** The same, of one whose erase lies no later than {@code erased}. */
  public static OutOfReachView outOfReach(OutOfReach residual, Instant erased) {
    var view = outOfReach(residual);
    residual.goneBy(erased, ZoneOffset.UTC).ifPresent(view::setGoneBy);
    return view;
  }
}
