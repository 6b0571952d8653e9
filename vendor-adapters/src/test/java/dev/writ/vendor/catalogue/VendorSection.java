package dev.writ.vendor.catalogue;

import static dev.writ.vendor.catalogue.Markdown.code;
import static dev.writ.vendor.catalogue.Markdown.header;
import static dev.writ.vendor.catalogue.Markdown.list;
import static dev.writ.vendor.catalogue.Markdown.row;
import static dev.writ.vendor.catalogue.Markdown.text;
import static dev.writ.vendor.catalogue.Markdown.time;

import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorDescriptor.Undocumented;
import dev.writ.vendor.spi.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One vendor's part of the page. */
final class VendorSection {
  private final VendorDescriptor vendor;
  private final Proof proof;

  VendorSection(VendorDescriptor vendor, Proof proof) {
    this.vendor = vendor;
    this.proof = proof;
  }

  /** Kinds that something erases and nothing shows to be gone. */
  static List<String> erasedUnseen(VendorDescriptor vendor) {
    return vendor.surfaces().stream().filter(Surface::erasedUnseen).map(Surface::kind).toList();
  }

  String write() {
    return "## "
        + text(vendor.name())
        + "\n\n"
        + connection()
        + warning()
        + part("Kinds, in erase order", surfaces())
        + part("By hand", manual())
        + part("What stays, and what nobody can do", exceptions())
        + part("Promised", promised())
        + part("Proof and leaving", proof())
        + part("Settings", settings())
        + part("Pace", pace())
        + part("Documents, read on " + vendor.readOn(), list(vendor.documents()))
        + part("Unconfirmed", list(vendor.unconfirmed()));
  }

  private static String part(String title, String content) {
    return content.isEmpty() ? "" : "### " + title + "\n\n" + content + "\n";
  }

  private String connection() {
    var facts = new StringBuilder();
    facts.append("- vendor: ").append(code(vendor.id())).append("\n");
    facts.append("- base URL: ").append(code(vendor.defaultBaseUrl().toString())).append("\n");
    new TreeMap<>(vendor.roots())
        .forEach(
            (word, url) ->
                facts
                    .append("- further address ")
                    .append(text(word))
                    .append(": ")
                    .append(code(url.toString()))
                    .append("\n"));
    if (!vendor.hosts().isEmpty()) {
      facts.append("- its answers may point to: ").append(codes(vendor.hosts())).append("\n");
    }
    facts.append("- credentials: ").append(codes(vendor.credentials()));
    if (!vendor.optionalCredentials().isEmpty()) {
      facts.append("; optional: ").append(codes(vendor.optionalCredentials()));
    }
    return facts.append("\n\n").toString();
  }

  private static String codes(List<String> words) {
    return words.isEmpty()
        ? "none"
        : words.stream().map(Markdown::code).collect(Collectors.joining(", "));
  }

  private String warning() {
    var kinds = erasedUnseen(vendor);
    if (kinds.isEmpty()) {
      return "";
    }
    var which = kinds.size() == vendor.surfaces().size() ? "every kind" : codes(kinds);
    return "**Erased unseen: " + which + ".** Nothing shows afterwards that it is gone.\n\n";
  }

  // --- surfaces

  private String surfaces() {
    return header("kind", "located", "exported", "erased", "verified", "after the erase")
        + vendor.surfaces().stream().map(VendorSection::surface).collect(Collectors.joining());
  }

  private static String surface(Surface surface) {
    return row(
        code(surface.kind()),
        text(surface.located()),
        way(surface.exported()),
        way(surface.erased())
            + (surface.afterHands() ? " **After the work by hand on the kinds above.**" : ""),
        (surface.erasedUnseen() ? "**no way to see it** " : "") + way(surface.verified()),
        text(surface.afterErase()) + (surface.refills() ? " **Fills again by further use.**" : ""));
  }

  private static String way(Way way) {
    return switch (way) {
      case Way.Api api -> code(api.call());
      case Way.Hand hand -> "by hand: " + code(hand.work());
      case Way.None none -> "not: " + text(none.reason());
    };
  }

  // --- the rest

  private String manual() {
    return vendor.manual().stream().map(VendorSection::work).collect(Collectors.joining("\n"));
  }

  private static String work(ManualWork work) {
    var text =
        new StringBuilder()
            .append("**")
            .append(code(work.code()))
            .append(" ")
            .append(text(work.title()))
            .append("** (")
            .append(work.doer().name().toLowerCase(Locale.ROOT))
            .append("; the vendor takes: ")
            .append(time(work.vendorTime()))
            .append("; source: ")
            .append(text(work.source()))
            .append(")\n\n");
    int number = 0;
    for (var step : work.steps()) {
      text.append(++number).append(". ").append(text(step)).append("\n");
    }
    return text.toString();
  }

  private String exceptions() {
    return vendor.exceptions().isEmpty()
        ? ""
        : header("what", "why", "purged", "source")
            + vendor.exceptions().stream()
                .map(VendorSection::exception)
                .collect(Collectors.joining());
  }

  private static String exception(OutOfReach beyond) {
    return row(
        text(beyond.what()),
        text(beyond.reason()),
        purged(beyond.purgedAfter()),
        text(beyond.source()));
  }

  private static String purged(@Nullable Duration after) {
    if (after == null) {
      return "-";
    }
    return after.isZero() ? "at once" : time(after) + " after the erase";
  }

  private String promised() {
    if (vendor.claims().isEmpty() && vendor.undocumented().isEmpty()) {
      return "";
    }
    return header("promise", "said of", "value", "what is said", "source", "read on")
        + vendor.claims().stream().map(VendorSection::claim).collect(Collectors.joining())
        + vendor.undocumented().stream().map(VendorSection::silent).collect(Collectors.joining());
  }

  private static String silent(Undocumented silent) {
    return row(
        text(word(silent.promise())), "-", "-", text("Undocumented: " + silent.where()), "-", "-");
  }

  private static String claim(DocumentedClaim claim) {
    return row(
        text(word(claim.promise())),
        text(claim.appliesTo()),
        code(claim.value()),
        text(claim.statement()),
        text(claim.source()),
        claim.readOn().toString());
  }

  private static String word(Promise promise) {
    return promise.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String proof() {
    var facts = new ArrayList<String>();
    if (!vendor.looks().isEmpty()) {
      var looks = vendor.looks().stream().map(Markdown::time).collect(Collectors.joining(", "));
      facts.add("looked at again, besides the policy's looks: " + looks + " after the erase");
    }
    proof.checks().forEach(check -> facts.add(checked(check)));
    if (!proof.planted().isEmpty()) {
      facts.add("planted for a drill: " + codes(proof.planted()));
    }
    proof.unlisted().ifPresent(unlisted -> facts.add(listed(unlisted)));
    proof.revoked().ifPresent(revoked -> facts.add(revoked(revoked)));
    return facts.stream().map(fact -> "- " + fact + "\n").collect(Collectors.joining());
  }

  private static String checked(Observation check) {
    return "checked by API: %s (%s), %s"
        .formatted(code(check.code()), text(word(check.promise())), text(check.source()));
  }

  private static String listed(List<String> unlisted) {
    return unlisted.isEmpty()
        ? "listed for leaving: every kind"
        : "listed for leaving: every kind but " + codes(unlisted);
  }

  private static String revoked(List<String> kinds) {
    return kinds.isEmpty()
        ? "revoked for leaving: nothing by API; the credentials are tried"
        : "revoked for leaving, in this order: " + codes(kinds);
  }

  private String settings() {
    return vendor.settings().isEmpty()
        ? ""
        : header("setting", "meaning")
            + vendor.settings().stream()
                .map(setting -> row(code(setting.name()), text(setting.meaning())))
                .collect(Collectors.joining());
  }

  private String pace() {
    if (callsNothing()) {
      return "It is never called.\n";
    }
    var calls = vendor.callsPerSecond();
    var rate = calls == Math.rint(calls) ? String.valueOf((long) calls) : String.valueOf(calls);
    var lag =
        vendor.settling().isZero()
            ? "lists show a change at once"
            : "lists may lag " + time(vendor.settling()) + " behind a change";
    var families =
        vendor.families().stream().map(VendorSection::family).collect(Collectors.joining());
    return "%s calls a second, %d at once, where a connection does not say otherwise; %s.\n%s"
        .formatted(rate, vendor.concurrency(), lag, families);
  }

  private static String family(VendorDescriptor.Family family) {
    return "\nFor %s the vendor documents %s calls a minute: %s.\n"
        .formatted(text(family.name()), Math.round(family.callsPerMinute()), text(family.source()));
  }

  private boolean callsNothing() {
    return vendor.credentials().isEmpty()
        && vendor.surfaces().stream()
            .flatMap(s -> Stream.of(s.exported(), s.erased(), s.verified()))
            .noneMatch(Way::byApi);
  }
}
