package dev.writ.page;

import dev.writ.settings.WritSettings;
import dev.writ.vault.Vault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How fast the persons' pages may be called: by one address, and at one link, so that nobody tries
 * out codes or words. The record keeps when each is free again, by keyed hash, so that all
 * processes together keep the limit.
 */
@Component
public class SubjectPace {
  private static final int IPV6_NETWORK = 8;
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  private final JdbcClient sql;
  private final Vault vault;
  private final double cost;
  private final double filingCost;

  SubjectPace(JdbcClient sql, Vault vault, WritSettings settings) {
    this.sql = sql;
    this.vault = vault;
    this.cost = MINUTE / settings.identity().rate();
    this.filingCost = HOUR / settings.subject().filings();
  }

  /**
   * Takes one call of this address at this link.
   *
   * @return seconds to wait; 0 when the call may go on
   */
  int take(String address, String link) {
    int wait = take(address);
    return wait > 0 ? wait : take(vault.hash("subject-pace", "link", link), cost, MINUTE);
  }

  /** The same at a page that is everybody's. */
  int take(String address) {
    return take(vault.hash("subject-pace", "address", network(address)), cost, MINUTE);
  }

  /** Takes one filing of this address; each sends a letter to whatever address was entered. */
  int takeFiling(String address) {
    return take(vault.hash("subject-pace", "filing", network(address)), filingCost, HOUR);
  }

  /** As much as {@code rest} seconds bring may be called at once after a rest. */
  private int take(byte[] caller, double cost, double rest) {
    int taken =
        sql.sql(
                """
                insert into subject_pace (caller, free_at)
                values (:caller, now() + make_interval(secs => :cost))
                on conflict (caller) do update
                set free_at = greatest(subject_pace.free_at, now()) + make_interval(secs => :cost)
                where subject_pace.free_at <= now() + make_interval(secs => :burst)
                """)
            .param("caller", caller)
            .param("cost", cost)
            .param("burst", rest - cost)
            .update();
    return taken == 1 ? 0 : secondsLeft(caller, rest - cost);
  }

  private int secondsLeft(byte[] caller, double burst) {
    return sql.sql(
            """
            select greatest(1, ceil(extract(epoch from free_at - now()) - ?))::int
            from subject_pace where caller = ?
            """)
        .params(burst, caller)
        .query(Integer.class)
        .optional()
        .orElse(1);
  }

  /** Forgets who may call again; to be done now and then. */
  public void forgetFree() {
    sql.sql("delete from subject_pace where free_at < now()").update();
  }

  /** A customer's IPv6 network is one address: whoever has one has 2^64. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      var bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK));
    } catch (UnknownHostException odd) {
      return address;
    }
  }
}
