package dev.writ.hold;

import dev.writ.clock.RequestClocks;
import dev.writ.leg.Withholding;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Monitored;
import dev.writ.schedule.RecurringWork;
import dev.writ.settings.WritSettings;
import dev.writ.vault.Unopenable;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * PIPEDA section 8(5): an access request that is not answered in time is refused by that, and what
 * it is about is kept from then on. Finds as well what was refused in part before that was kept
 * for, as long as its key lives.
 */
@Component
class DeemedRefusals implements RecurringWork {
  private static final Logger LOG = LoggerFactory.getLogger(DeemedRefusals.class);

  /** Located or about to be, and of a verified person; what was kept for once is left alone. */
  private static final String REFUSED =
      """
      r.kind <> 'ERASURE' and r.key_destroyed_at is null
        and not exists (select from hold h where h.request_id = r.id and h.sort = 'KEEP_UNTIL_RECOURSE')
        and (r.state in ('PLANNING', 'AWAITING_APPROVAL', 'SCHEDULED', 'EXECUTING', 'NEEDS_ATTENTION', 'AWAITING_RELEASE')
          or r.state in ('RESPONDED', 'MONITORING', 'CLOSED') and r.refusal_grounds <> '{}')
      """;

  private final JdbcClient sql;
  private final RecourseHolds recourse;
  private final Withholding withholding;
  private final Monitored requests;
  private final RequestClocks clocks;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ZoneId zone;

  DeemedRefusals(
      JdbcClient sql,
      RecourseHolds recourse,
      Withholding withholding,
      Monitored requests,
      RequestClocks clocks,
      TransactionTemplate transaction,
      Clock clock,
      WritSettings settings) {
    this.sql = sql;
    this.recourse = recourse;
    this.withholding = withholding;
    this.requests = requests;
    this.clocks = clocks;
    this.transaction = transaction;
    this.clock = clock;
    this.zone = settings.clock().zone();
  }

  @Override
  public String name() {
    return "deemed-refusals";
  }

  @Override
  public String purpose() {
    return "Keeps what an access request under PIPEDA is about when it was not answered in time.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    for (var id : candidates()) {
      try {
        transaction.executeWithoutResult(tx -> keep(id));
      } catch (Unopenable unreadable) {
        LOG.warn("request {}: its key cannot be opened, and nothing is kept for it", id);
      }
    }
  }

  /** Read without a lock: few of those that are open are late. */
  private List<UUID> candidates() {
    return sql
        .sql(
            "select r.id from request r where r.laws @> array[?]::text[] and "
                + REFUSED
                + " order by r.seq")
        .param(CoverRules.RECOURSE_REGIME)
        .query(UUID.class)
        .list()
        .stream()
        .filter(id -> refused(requests.require(id)))
        .toList();
  }

  private boolean refused(DataSubjectRequest request) {
    return !request.grounds().isEmpty() || tooLate(request.id());
  }

  /** Judged anew: it may have been answered meanwhile. */
  private void keep(UUID id) {
    withholding.alone();
    var request = requests.lock(id);
    boolean open =
        sql.sql("select exists (select from request r where r.id = ? and " + REFUSED + ")")
            .param(id)
            .query(Boolean.class)
            .single();
    if (open && refused(request)) {
      recourse.keep(request);
    }
  }

  private boolean tooLate(UUID id) {
    var today = LocalDate.ofInstant(clock.instant(), zone);
    return clocks
        .lastDay(id, CoverRules.RECOURSE_REGIME)
        .filter(day -> day.isBefore(today))
        .isPresent();
  }
}
