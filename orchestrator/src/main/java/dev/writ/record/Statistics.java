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
  /** Days count where there was an answer; negative ones are those of a receipt entered ahead. */
  private static final String COUNTED =
      """
      , counted as (
        select *, case when nature in ('COMPLIED', 'NOTHING_FOUND', 'COMPLIED_IN_PART', 'DENIED')
            then greatest(days, 0) end as answer_days
        from seen
      )
      """;

  private static final String REQUESTS =
      """
      with seen as (
        select r.kind, array_prepend(r.regime, r.also_under) as laws,
          (a.answered_at at time zone :zone)::date - r.received_on as days,
      """
          + Nature.COLUMNS
          + """
            from request r left join request_answer a on a.request_id = r.id
            where r.received_on >= :from and r.received_on < :to
          )
          """
          + COUNTED;
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
      count(*) filter (where nature = 'DENIED' and grounds && cast(:notVerifiable as text[])) as denied_not_verifiable,
      count(*) filter (where nature = 'DENIED' and grounds && cast(:notByConsumer as text[])) as denied_not_by_consumer,
      count(*) filter (where nature = 'DENIED' and grounds && cast(:exempt as text[])) as denied_exempt,
      count(*) filter (where nature = 'DENIED' and grounds && cast(:other as text[])) as denied_other,
      count(*) filter (where nature = 'DENIED' and 'NOT_RECORDED' = any(grounds)) as denied_not_recorded,
      count(*) filter (where nature = 'COMPLIED_IN_PART' and grounds && cast(:notVerifiable as text[])) as kept_not_verifiable,
      count(*) filter (where nature = 'COMPLIED_IN_PART' and grounds && cast(:notByConsumer as text[])) as kept_not_by_consumer,
      count(*) filter (where nature = 'COMPLIED_IN_PART' and grounds && cast(:exempt as text[])) as kept_exempt,
      count(*) filter (where nature = 'COMPLIED_IN_PART' and grounds && cast(:other as text[])) as kept_other,
      count(*) filter (where nature = 'COMPLIED_IN_PART' and 'NOT_RECORDED' = any(grounds)) as kept_not_recorded,
      count(answer_days) as answered,
      percentile_cont(0.5) within group (order by answer_days) as median_days,
      avg(answer_days) as mean_days
      """;
  private static final String BY_RIGHT =
      " from counted group by grouping sets ((), (kind)) order by kind";

  /** A request counts once under each of its laws. */
  private static final String BY_LAW_AND_RIGHT =
      " from counted cross join unnest(laws) as law(regime)"
          + " group by grouping sets ((regime), (regime, kind)) order by regime, kind";

  private static final String LEGS = LegNature.SEEN + COUNTED;

  private static final String BY_VENDOR = " from counted group by vendor order by vendor";

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

  /** All of the year's, and by right. */
  List<Part> byRight(int year) {
    return read(year, REQUESTS, "null as regime, kind, null as vendor,", BY_RIGHT);
  }

  /** By law, and by law and right; what stands under several laws counts under each. */
  List<Part> byLaw(int year) {
    return read(year, REQUESTS, "regime, kind, null as vendor,", BY_LAW_AND_RIGHT);
  }

  /** The legs at each vendor: what became of them there, and how long it took. */
  List<Part> byVendor(int year) {
    return read(year, LEGS, "null as regime, null as kind, vendor,", BY_VENDOR);
  }

  private List<Part> read(int year, String counted, String names, String grouped) {
    return sql.sql(counted + "select " + names + FIGURES + grouped)
        .param("zone", zone)
        .param("from", LocalDate.of(year, 1, 1))
        .param("to", LocalDate.of(year + 1, 1, 1))
        .param("notVerifiable", DenialGround.NOT_VERIFIABLE.codes())
        .param("notByConsumer", DenialGround.NOT_BY_CONSUMER.codes())
        .param("exempt", DenialGround.EXEMPT.codes())
        .param("other", DenialGround.OTHER.codes())
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
        grounds(row, "denied"),
        grounds(row, "kept"),
        row.getLong("answered"),
        rounded(row.getBigDecimal("median_days")),
        rounded(row.getBigDecimal("mean_days")));
  }

  private static Figures.Grounds grounds(ResultSet row, String which) throws SQLException {
    return new Figures.Grounds(
        row.getLong(which + "_not_verifiable"),
        row.getLong(which + "_not_by_consumer"),
        row.getLong(which + "_exempt"),
        row.getLong(which + "_other"),
        row.getLong(which + "_not_recorded"));
  }

  private static @Nullable BigDecimal rounded(@Nullable BigDecimal days) {
    return days == null ? null : days.setScale(2, RoundingMode.HALF_UP);
  }
}
