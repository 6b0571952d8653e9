package dev.writ.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line of the record. */
class RecordCsvTest {
  private static final UUID ID = new UUID(0, 1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "EMAIL | EMAIL",
        "by post, registered | \"by post, registered\"",
        "the \"web\" form | \"the \"\"web\"\" form\"",
        "=cmd()!A1 | '=cmd()!A1",
        "+49 hotline | '+49 hotline",
        "-1 | '-1",
        "@SUM(A1) | '@SUM(A1)",
        "=1,2 | \"'=1,2\"",
        "a=b | a=b"
      })
  void a_cell_is_quoted_where_it_must_be_and_never_a_formula(String manner, String cell) {
    assertThat(RecordCsv.line(row(manner)))
        .isEqualTo(ID + ",2026-11-02,ERASURE,CCPA," + cell + ",,OPEN,,GDPR;xx-own\r\n");
  }

  @Test
  void a_line_break_stays_within_its_cell() {
    assertThat(RecordCsv.line(row("a\r\nb"))).contains(",\"a\r\nb\",");
    assertThat(RecordCsv.line(row("\t=1"))).contains(",'\t=1,");
    assertThat(RecordCsv.line(row(null))).contains(",CCPA,,,OPEN,");
  }

  private static RecordRow row(String manner) {
    var day = LocalDate.of(2026, 11, 2);
    var also = List.of("GDPR", "xx-own");
    return new RecordRow(ID, 1, day, "ERASURE", "CCPA", also, manner, null, Nature.OPEN, List.of());
  }
}
