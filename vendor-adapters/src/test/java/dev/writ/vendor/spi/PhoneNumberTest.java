package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+442079460000",
        "+44 20 7946 0000",
        " +44-20-7946-0000 ",
        "+44.20.7946.0000",
        "+44 (20) 7946/0000",
        "+44 (0) 20 7946 0000",
        "+44(0)2079460000",
        "(+44) (0)20 7946 0000",
        "0044 (0)20 7946 0000",
        "00442079460000",
        "+44\u00a020\u20117946\u20090000",
        "\u202a+44 20 7946 0000\u202c",
        "\uff0b44 20 7946 0000",
        "+\u0664\u0664 20 7946 0000"
      })
  void spellings_of_one_number_are_one(String written) {
    assertThat(PhoneNumber.reduced(written)).isEqualTo("+442079460000");
  }

  @ParameterizedTest
  @CsvSource({
    "020 7946 0000, 02079460000",
    "(0)20 7946 0000, 02079460000",
    "+1 555 0100 ext. 5, +1 555 0100 ext. 5",
    "00, 00",
    "+ 44 + 20, + 44 + 20"
  })
  void what_cannot_be_known_is_not_guessed(String written, String reduced) {
    assertThat(PhoneNumber.reduced(written)).isEqualTo(reduced);
  }
}
