package dev.writ.record;

import dev.writ.settings.WritSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The figures of a calendar year, 11 CCR §7102, over the requests received in it, as they stand
 * now. The median of an even number is the mean of the two in the middle.
 */
@Component
class Statistics {
  private static final String REQUESTS =
      """
      with seen as (
        select r.id, r.kind, r.regime, (a.answered_at at time zone :zone)::date - r.received_on as days,
      """
          + Nature.COLUMNS
          + """
            from request r left join request_answer a on a.request_id = r.id
            where r.received_on >= :from and r.received_on < :to
          ), counted as (
            select id, kind, regime, nature, ground,
              case when nature in ('COMPLIED', 'NOTHING_FOUND', 'COMPLIED_IN_PART', 'DENIED') then greatest(days, 0) end
                as days
            from seen
          )
          """;
  private static final String FIGURES =
      """
      count(*) as received,
      count(*) filter (where nature = 'COMPLIED') as complied,
      count(*) filter (where nature = 'NOTHING_FOUND') as nothing_found,
      count(*) filter (where nature = 'COMPLIED_IN_PART') as in_part,
      count(*) filter (where nature = 'DENIED') as denied,
      count(*) filter (where nature = 'WITHDRAWN') as withdrawn,
      count(*) filter (where nature = 'DUPLICATE') as duplicates,
      count(*) filter (where nature = 'OPEN') as open,
      count(*) filter (where nature = 'DENIED' and ground = any(:notVerifiable)) as denied_not_verifiable,
      count(*) filter (where nature = 'DENIED' and ground = any(:notByConsumer)) as denied_not_by_consumer,
      count(*) filter (where nature = 'DENIED' and ground = any(:exempt)) as denied_exempt,
      count(*) filter (where nature = 'COMPLIED_IN_PART' and ground = any(:notVerifiable)) as kept_not_verifiable,
      count(*) filter (where nature = 'COMPLIED_IN_PART' and ground = any(:notByConsumer)) as kept_not_by_consumer,
      count(*) filter (where nature = 'COMPLIED_IN_PART' and ground = any(:exempt)) as kept_exempt,
      count(days) as answered,
      percentile_cont(0.5) within group (order by days) as median_days,
      avg(days) as mean_days
      """;
  private static final String BY_LAW_AND_RIGHT =
      " from counted group by grouping sets ((), (regime), (kind), (regime, kind))"
          + " order by regime, kind";

  /** A request counts once at each vendor, whatever the number of its connections there. */
  private static final String BY_VENDOR =
      """
       from counted c join (select distinct request_id, vendor from leg) l on l.request_id = c.id
      group by vendor order by vendor
      """;

  private final JdbcClient sql;
  private final String zone;

  Statistics(JdbcClient sql, WritSettings settings) {
    this.sql = sql;
    this.zone = settings.clock().zone().getId();
  }

  /**
   * The figures of some of a year's requests.
   *
   * @param regime null for all laws
   * @param kind null for all rights
   * @param vendor null wherever they went
   */
  record Part(
      @Nullable String regime, @Nullable String kind, @Nullable String vendor, Figures figures) {}

  /** All of the year's, by law, by right, and by both. */
  List<Part> byLawAndRight(int year) {
    return read(year, "regime, kind, null as vendor,", BY_LAW_AND_RIGHT);
  }

  List<Part> byVendor(int year) {
    return read(year, "null as regime, null as kind, vendor,", BY_VENDOR);
  }

  private List<Part> read(int year, String names, String grouped) {
    return sql.sql(REQUESTS + "select " + names + FIGURES + grouped)
        .param("zone", zone)
        .param("from", LocalDate.of(year, 1, 1))
        .param("to", LocalDate.of(year + 1, 1, 1))
        .param("notVerifiable", DenialGround.NOT_VERIFIABLE.codes())
        .param("notByConsumer", DenialGround.NOT_BY_CONSUMER.codes())
        .param("exempt", DenialGround.EXEMPT.codes())
        .query(Statistics::row)
        .list();
  }

  private static Part row(ResultSet row, int n) throws SQLException {
    return new Part(
        row.getString("regime"), row.getString("kind"), row.getString("vendor"), figures(row));
  }

  private static Figures figures(ResultSet row) throws SQLException {
    return new Figures(
        row.getLong("received"),
        row.getLong("complied"),
        row.getLong("nothing_found"),
        row.getLong("in_part"),
        row.getLong("denied"),
        row.getLong("withdrawn"),
        row.getLong("duplicates"),
        row.getLong("open"),
        grounds(row, "denied", row.getLong("denied")),
        grounds(row, "kept", row.getLong("in_part")),
        row.getLong("answered"),
        rounded(row.getBigDecimal("median_days")),
        rounded(row.getBigDecimal("mean_days")));
  }

  private static Figures.Grounds grounds(ResultSet row, String which, long all)
      throws SQLException {
    return Figures.Grounds.of(
        all,
        row.getLong(which + "_not_verifiable"),
        row.getLong(which + "_not_by_consumer"),
        row.getLong(which + "_exempt"));
  }

  private static @Nullable BigDecimal rounded(@Nullable BigDecimal days) {
    return days == null ? null : days.setScale(2, RoundingMode.HALF_UP);
  }
}
