package dev.writ.subject;

import dev.writ.api.model.Regime;
import dev.writ.page.Language;
import dev.writ.page.Phrases;
import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Where a person may live, and the law that follows from it. Whoever lives elsewhere writes to the
 * company, who judges by hand.
 */
@Component
class Places {
  /** Member states, and with them Iceland, Liechtenstein and Norway (Decision 154/2018 EEA). */
  private static final String EEA =
      "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO";

  private static final List<Place> ALL =
      Stream.concat(
              Arrays.stream(EEA.split(" ")).map(code -> new Place(code, Regime.GDPR)),
              Stream.of(
                  new Place("GB-ENG", Regime.UK_GDPR),
                  new Place("GB-NIR", Regime.UK_GDPR),
                  new Place("GB-SCT", Regime.UK_GDPR),
                  new Place("GB-WLS", Regime.UK_GDPR),
                  new Place("US-CA", Regime.CCPA),
                  new Place("US-CO", Regime.CPA),
                  new Place("US-CT", Regime.CTDPA),
                  new Place("US-VA", Regime.VCDPA),
                  new Place("BR", Regime.LGPD),
                  new Place("CA", Regime.PIPEDA),
                  new Place("CA-QC", Regime.LAW_25),
                  new Place("CH", Regime.FADP)))
          .toList();

  private final Phrases phrases;

  Places(Phrases phrases) {
    this.phrases = phrases;
  }

  /**
   * A country or a part of one.
   *
   * @param code ISO 3166
   */
  record Place(String code, Regime regime) {}

  static Optional<Place> find(String code) {
    return ALL.stream().filter(place -> place.code().equals(code)).findFirst();
  }

  /** All of them in the order of their names. */
  List<Place> inOrder(Language language) {
    Comparator<String> alphabet = Collator.getInstance(language.locale())::compare;
    return ALL.stream()
        .sorted(Comparator.comparing(place -> name(place, language), alphabet))
        .toList();
  }

  /** Of a part, with its country before it. */
  String name(Place place, Language language) {
    var country = Locale.of("", place.code().substring(0, 2)).getDisplayCountry(language.locale());
    return place.code().length() == 2
        ? country
        : country + " – " + phrases.of(language, "place." + place.code());
  }
}
