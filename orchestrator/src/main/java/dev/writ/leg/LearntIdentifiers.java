package dev.writ.leg;

import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorHttp;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Identifiers that a leg's vendor told of the person, sealed as those that were filed: when the
 * request's key is destroyed, nobody reads them any more.
 */
@Component
public class LearntIdentifiers {
  private final JdbcClient sql;

  LearntIdentifiers(JdbcClient sql) {
    this.sql = sql;
  }

  /** Those of the leg; empty when nothing was learnt. */
  public List<Identifier> of(UUID leg, Sealer sealer) {
    return sql.sql("select learnt from leg where id = ? and learnt is not null")
        .param(leg)
        .query((row, n) -> row.getBytes(1))
        .optional()
        .map(
            kept -> List.of(VendorHttp.JSON.readValue(open(kept, leg, sealer), Identifier[].class)))
        .orElse(List.of());
  }

  private static String open(byte[] kept, UUID leg, Sealer sealer) {
    return sealer.open(kept, "learnt/" + leg);
  }

  /** Keeps these as well; the lease lets one attempt alone do so. */
  @Transactional
  void add(UUID leg, List<Identifier> fresh, Sealer sealer) {
    var all = new LinkedHashSet<>(of(leg, sealer));
    all.addAll(fresh);
    sql.sql("update leg set learnt = ? where id = ?")
        .params(sealer.seal(VendorHttp.JSON.writeValueAsString(all), "learnt/" + leg), leg)
        .update();
  }
}
