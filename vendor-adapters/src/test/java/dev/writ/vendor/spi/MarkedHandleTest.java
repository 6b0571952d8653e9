package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.spi.VendorFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkedHandleTest {
  private static final VendorObject MAILBOX = new VendorObject("mailbox", "ada@example.com", "");

  @Test
  void a_handle_comes_back_for_its_own_object_and_names_nobody() {
    var marked = MarkedHandle.of(MAILBOX, "step.1");
    assertThat(MarkedHandle.opened(MAILBOX, marked)).isEqualTo("step.1");
    assertThat(marked).doesNotContain("ada");
  }

  @ParameterizedTest
  @CsvSource({
    "mailbox, bob@example.com, ''",
    "chat, ada@example.com, ''",
    "mailbox, ada@example.com, org"
  })
  void a_handle_of_another_object_is_rejected(String kind, String id, String parent) {
    var others = MarkedHandle.of(new VendorObject(kind, id, parent), "step.1");
    assertThatThrownBy(() -> MarkedHandle.opened(MAILBOX, others))
        .isInstanceOfSatisfying(
            VendorFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.REJECTED));
  }
}
