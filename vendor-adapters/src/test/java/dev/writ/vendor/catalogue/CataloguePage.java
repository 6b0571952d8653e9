package dev.writ.vendor.catalogue;

import static dev.writ.vendor.catalogue.Markdown.anchor;
import static dev.writ.vendor.catalogue.Markdown.header;
import static dev.writ.vendor.catalogue.Markdown.row;
import static dev.writ.vendor.catalogue.Markdown.text;

import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The whole page: what it is, a table of all vendors, and a section for each. */
final class CataloguePage {
  private static final String ABOUT =
      """
      # Vendors

      What each vendor package does, by which documents, and what stays out of reach. Nothing here has run against a real
      account unless a section says so; what the documents leave open stands under "Unconfirmed".

      Written from the packages' own descriptions, never by hand: after a change,
      `mvn -pl vendor-adapters test -Dtest=CataloguePageTest -Dwrit.write=true` writes it anew, and without the property the
      same test fails while the page is behind.

      """;
  private static final String LEGEND =
      """
      Counted are kinds of objects. *By API*: the adapter does it. *By hand*: a task for the officer or the person, with the
      vendor's steps. *Not*: nobody can. *Erased unseen*: something erases it and nothing shows afterwards that it is gone.

      """;

  private final List<Catalogued> sections;
  private final List<VendorDescriptor> vendors;

  CataloguePage(List<Catalogued> sections) {
    this.sections = List.copyOf(sections);
    this.vendors = sections.stream().map(Catalogued::descriptor).toList();
  }

  String write() {
    var page = new StringBuilder(ABOUT).append(summary()).append("\n").append(LEGEND);
    sections.forEach(one -> page.append(new VendorSection(one.descriptor(), one.proof()).write()));
    return page.toString().stripTrailing() + "\n";
  }

  private String summary() {
    var table =
        new StringBuilder(
            header(
                "vendor",
                "kinds",
                "exported",
                "erased",
                "seen afterwards",
                "erased unseen",
                "manual work",
                "read"));
    for (var vendor : vendors) {
      table.append(
          row(
              "[" + text(vendor.name()) + "](#" + anchor(vendor.name()) + ")",
              String.valueOf(vendor.surfaces().size()),
              counts(vendor, Surface::exported),
              counts(vendor, Surface::erased),
              counts(vendor, Surface::verified),
              unseen(vendor),
              vendor.manual().isEmpty() ? "-" : String.valueOf(vendor.manual().size()),
              vendor.readOn().toString()));
    }
    return table.toString();
  }

  private static String counts(VendorDescriptor vendor, Function<Surface, Way> way) {
    long api = count(vendor, way, Way.Api.class);
    long hand = count(vendor, way, Way.Hand.class);
    long none = count(vendor, way, Way.None.class);
    return String.join(
        ", ",
        Stream.of(
                api == 0 ? "" : api + " by API",
                hand == 0 ? "" : hand + " by hand",
                none == 0 ? "" : none + " not")
            .filter(part -> !part.isEmpty())
            .toList());
  }

  private static long count(
      VendorDescriptor vendor, Function<Surface, Way> way, Class<? extends Way> as) {
    return vendor.surfaces().stream().map(way).filter(as::isInstance).count();
  }

  private static String unseen(VendorDescriptor vendor) {
    var kinds = VendorSection.erasedUnseen(vendor);
    return kinds.isEmpty() ? "-" : "**" + text(String.join(", ", kinds)) + "**";
  }
}
