package dev.writ.record;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The record as CSV (RFC 4180: CRLF, quotes doubled). A cell that a spreadsheet would take for a
 * formula gets an apostrophe before it, as OWASP advises against CSV injection.
 */
final class RecordCsv implements AutoCloseable {
  private static final String HEAD =
      "request_id,date_of_request,nature_of_request,regime,manner_made,date_of_response,"
          + "nature_of_response,basis_for_denial,also_under";
  private static final String BEGINS_A_FORMULA = "=+-@\t\r";
  private static final String LINE_END = "\r\n";
  private final Writer out;

  RecordCsv(OutputStream out) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.out.write(HEAD + LINE_END);
  }

  void write(List<RecordRow> rows) throws IOException {
    for (var row : rows) {
      out.write(line(row));
    }
    out.flush();
  }

  static String line(RecordRow row) {
    return Stream.of(
                cell(row.request()),
                cell(row.receivedOn()),
                cell(row.kind()),
                cell(row.regime()),
                cell(row.manner()),
                cell(row.respondedOn()),
                cell(row.nature()),
                cell(String.join(";", row.basis())),
                cell(String.join(";", row.alsoUnder())))
            .collect(Collectors.joining(","))
        + LINE_END;
  }

  private static String cell(@Nullable Object value) {
    var text = value == null ? "" : value.toString();
    if (!text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
