package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.page.Language;
import dev.writ.page.Phrases;
import dev.writ.request.PackageIndex.Entry;
import dev.writ.request.PackageIndex.Left;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageIndexTest {
  private static final UUID REQUEST = UUID.fromString("45c48cce-2e2d-4fbd-aa1a-fc51c7c6ad33");
  private final PackageIndex index = new PackageIndex(new Phrases());

  @ParameterizedTest
  @CsvSource({
    "EN, en, Your data, Service, as it is, Searched",
    "DE, de, Ihre Daten, Dienst, wie sie ist, Durchsucht",
    "FR, fr, Vos données, Service, tel quel, Cherché",
    "ES, es, Sus datos, Servicio, tal cual, Se buscó"
  })
  void speaks_the_persons_language(
      Language language, String tag, String title, String service, String whole, String searched) {
    var page =
        index.of(
            REQUEST,
            language,
            List.of(
                new Entry("Bell", "bell-1.ndjson", 2, 7),
                new Entry("Bell", "bell-1/01 a&b.txt", null, null)),
            List.of(new Left("Quay", 0, "")),
            List.of("Mirage"));
    assertThat(page)
        .contains("<html lang=\"" + tag + "\">", "<h1>" + title + "</h1>", REQUEST.toString())
        .contains("<th>" + service + "</th>", "<td>2</td><td>7</td>", "<td>" + whole + "</td>")
        .contains("<a href=\"bell-1/01 a&amp;b.txt\">")
        .contains("<li>Quay: ", "<h2>" + searched)
        .doesNotContain("{0}", "null", "%s");
  }
}
