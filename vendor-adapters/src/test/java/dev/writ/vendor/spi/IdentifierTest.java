package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.Identifier.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an app may have written of a person into a vendor's object. */
class IdentifierTest {

  @ParameterizedTest
  @CsvSource({
    "EMAIL,ada@example.com,true",
    "EMAIL,' Ada@Example.COM ',true",
    "EMAIL,ada@example.co,false",
    "EMAIL,'',false",
    "EXTERNAL_ID,ada@example.com,true",
    "EXTERNAL_ID,Ada@example.com,false",
    "CUSTOMER_ID,' ada@example.com',false"
  })
  void an_address_is_the_same_in_any_letters_and_nothing_else_is(
      Type type, String text, boolean written) {
    assertThat(new Identifier(type, "ada@example.com").isWritten(text)).isEqualTo(written);
  }
}
