package dev.writ.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks through the whole record for what must not lie in it in the clear. */
public final class Traces {
  private Traces() {}

  /** Tables with one of these texts in any column, as it is or in bytes, and in how many rows. */
  public static Map<String, Integer> of(List<String> texts, JdbcClient sql) {
    var found = new TreeMap<String, Integer>();
    for (var table :
        sql.sql("select table_name from information_schema.tables where table_schema = 'public'")
            .query(String.class)
            .list()) {
      for (var text : texts) {
        var hex = HexFormat.of().formatHex(text.getBytes(UTF_8));
        int rows =
            sql.sql(
                    "select count(*) from \"%s\" t where t::text ilike ? or t::text ilike ?"
                        .formatted(table))
                .params("%" + text + "%", "%" + hex + "%")
                .query(Integer.class)
                .single();
        if (rows > 0) {
          found.merge(table, rows, Integer::sum);
        }
      }
    }
    return found;
  }
}
