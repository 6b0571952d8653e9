package dev.writ.offboarding;

import dev.writ.api.model.CertifiedKind;
import dev.writ.api.model.OffboardingCertificate;
import dev.writ.connection.VendorCatalogue;
import dev.writ.connection.VendorViews;
import dev.writ.vendor.spi.VendorHttp;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** What is certified: counts and dates, what was observed and what is only claimed. */
@Component
class Certificates {
  private final HomePackage homePackage;
  private final Counts counts;
  private final Sights sights;
  private final AccessWords accessWords;
  private final SubProcessors subProcessors;
  private final VendorCatalogue vendors;
  private final Clock clock;

  Certificates(
      HomePackage homePackage,
      Counts counts,
      Sights sights,
      AccessWords accessWords,
      SubProcessors subProcessors,
      VendorCatalogue vendors,
      Clock clock) {
    this.clock = clock;
    this.homePackage = homePackage;
    this.counts = counts;
    this.sights = sights;
    this.accessWords = accessWords;
    this.subProcessors = subProcessors;
    this.vendors = vendors;
  }

  /** The document as it is kept, of an offboarding that was just certified. */
  String write(Offboarding one) {
    var id = one.id();
    var certified = one.endedAt().orElseGet(clock::instant);
    var document =
        new OffboardingCertificate(
            id,
            one.connection(),
            one.vendor(),
            one.reason(),
            one.openedAt().atOffset(ZoneOffset.UTC),
            certified.atOffset(ZoneOffset.UTC),
            one.approvals(),
            one.returnData(),
            homePackage.records(id),
            counts.byKind(id).stream().map(Certificates::kind).toList(),
            counts.rightsByKind(id),
            sights.of(id).stream().map(OffboardingViews::look).toList(),
            counts.residuals(id),
            vendors.require(one.vendor()).descriptor().exceptions().stream()
                .map(kept -> VendorViews.outOfReach(kept, certified))
                .toList(),
            subProcessors.of(id).stream().map(OffboardingViews::subProcessor).toList());
    document.setAccess(accessWords.of(one));
    return VendorHttp.JSON.writeValueAsString(document);
  }

  static OffboardingCertificate read(String document) {
    return VendorHttp.JSON.readValue(document, OffboardingCertificate.class);
  }

  private static CertifiedKind kind(Counts.OfKind one) {
    return new CertifiedKind(
        one.kind(),
        one.total(),
        one.observedAbsent(),
        one.attested(),
        one.claimed(),
        one.residual());
  }
}
