package dev.writ.clock;

import dev.writ.clock.ClockEvent.Acknowledged;
import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.NoticeReturned;
import dev.writ.clock.ClockEvent.Paused;
import dev.writ.clock.ClockEvent.ReceiptCorrected;
import dev.writ.clock.ClockEvent.Received;
import dev.writ.clock.ClockEvent.Resumed;
import dev.writ.clock.ClockEvent.Verified;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The events of requests, and where their clocks stand. Callers hold the transaction. */
@Component
class ClockRecord {
  /** A receipt whose channel nobody noted. */
  static final String NO_CHANNEL = "UNKNOWN";

  private final JdbcClient sql;
  private final Clock clock;

  ClockRecord(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Where a request's clock stands.
   *
   * @param edition of rules and settings by which it was last gone through; empty of a request from
   *     before there were clocks
   * @param safeDue of the leading law then
   */
  record Standing(
      String edition,
      Optional<LocalDate> statutoryDue,
      Optional<LocalDate> safeDue,
      Optional<Instant> nextAlarmAt,
      Optional<Instant> answeredAt) {}

  /** In the order in which they became known. */
  List<ClockEntry> events(UUID request) {
    return sql.sql("select * from clock_event where request_id = ? order by n")
        .param(request)
        .query(ClockRecord::entry)
        .list();
  }

  /** The caller holds the request, so that places are given once. */
  void append(UUID request, int n, ClockEvent event, @Nullable Integer replaces, String actor) {
    sql.sql(
            """
            insert into clock_event (request_id, n, kind, on_day, recorded_at, ground, channel, reason, until,
              taken_by, letter, replaces, actor) values (?,?,?,?,?,?,?,?,?,?,?,?,?)
            """)
        .param(request)
        .param(n)
        .param(ClockEventKind.of(event).name())
        .param(event.on())
        .param(Timestamp.from(clock.instant()))
        .param(ground(event))
        .param(channel(event))
        .param(reason(event))
        .param(event instanceof Extended extension ? extension.until() : null)
        .param(event instanceof Extended extension ? takenBy(extension.takers()) : null)
        .param(event instanceof Extended extension ? extension.letter() : null)
        .param(replaces)
        .param(actor)
        .update();
  }

  private static @Nullable String ground(ClockEvent event) {
    var ground =
        switch (event) {
          case Paused pause -> pause.ground();
          case Resumed resumption -> resumption.ground();
          case Received r -> null;
          case ReceiptCorrected c -> null;
          case Acknowledged a -> null;
          case Verified v -> null;
          case Extended e -> null;
          case NoticeReturned n -> null;
        };
    return ground == null ? null : ground.name();
  }

  private static @Nullable String channel(ClockEvent event) {
    var channel =
        switch (event) {
          case Received receipt -> receipt.channel();
          case ReceiptCorrected correction -> correction.channel();
          case Acknowledged a -> null;
          case Verified v -> null;
          case Paused p -> null;
          case Resumed r -> null;
          case Extended e -> null;
          case NoticeReturned n -> null;
        };
    return NO_CHANNEL.equals(channel) ? null : channel;
  }

  private static @Nullable String reason(ClockEvent event) {
    return switch (event) {
      case ReceiptCorrected correction -> correction.reason();
      case Extended extension -> String.join(",", extension.reasons());
      case Received r -> null;
      case Acknowledged a -> null;
      case Verified v -> null;
      case Paused p -> null;
      case Resumed r -> null;
      case NoticeReturned n -> null;
    };
  }

  void begin(UUID request, String edition, Due leading, @Nullable Instant nextAlarm) {
    sql.sql(
            "insert into request_clock (request_id, edition, statutory_due, safe_due,"
                + " next_alarm_at) values (?,?,?,?,?)")
        .param(request)
        .param(edition)
        .param(leading.statutoryDue())
        .param(leading.safeDue())
        .param(nextAlarm == null ? null : Timestamp.from(nextAlarm))
        .update();
  }

  Standing require(UUID request) {
    return sql.sql("select * from request_clock where request_id = ?")
        .param(request)
        .query(
            (row, n) ->
                new Standing(
                    row.getString("edition"),
                    Optional.ofNullable(row.getObject("statutory_due", LocalDate.class)),
                    Optional.ofNullable(row.getObject("safe_due", LocalDate.class)),
                    instant(row, "next_alarm_at"),
                    instant(row, "answered_at")))
        .single();
  }

  void settle(UUID request, String edition, Due leading, @Nullable Instant nextAlarm) {
    sql.sql(
            "update request_clock set edition = ?, statutory_due = ?, safe_due = ?,"
                + " next_alarm_at = ? where request_id = ?")
        .param(edition)
        .param(leading.statutoryDue())
        .param(leading.safeDue())
        .param(nextAlarm == null ? null : Timestamp.from(nextAlarm))
        .param(request)
        .update();
  }

  /** False when it was answered before. */
  boolean answered(UUID request) {
    return sql.sql(
                "update request_clock set answered_at = ?, next_alarm_at = null"
                    + " where request_id = ? and answered_at is null")
            .params(Timestamp.from(clock.instant()), request)
            .update()
        == 1;
  }

  /**
   * Requests that have an alarm until then, the earliest first; and those that were last gone
   * through by another edition of the rules.
   */
  List<UUID> toBeWatched(Instant until, String edition, int limit) {
    return sql.sql(
            """
            (select request_id from request_clock where next_alarm_at <= ? order by next_alarm_at limit ?)
            union
            (select request_id from request_clock where answered_at is null and edition <> ? limit ?)
            """)
        .params(Timestamp.from(until), limit, edition, limit)
        .query(UUID.class)
        .list();
  }

  private static ClockEntry entry(ResultSet row, int n) throws SQLException {
    return new ClockEntry(
        row.getInt("n"),
        event(row),
        row.getTimestamp("recorded_at").toInstant(),
        Optional.ofNullable(row.getObject("replaces", Integer.class)),
        row.getString("actor"));
  }

  private static ClockEvent event(ResultSet row) throws SQLException {
    var on = row.getObject("on_day", LocalDate.class);
    var channel = Objects.requireNonNullElse(row.getString("channel"), NO_CHANNEL);
    var reason = Objects.requireNonNullElse(row.getString("reason"), "");
    return switch (ClockEventKind.valueOf(row.getString("kind"))) {
      case RECEIVED -> new Received(on, channel);
      case RECEIPT_CORRECTED -> new ReceiptCorrected(on, channel, reason);
      case ACKNOWLEDGED -> new Acknowledged(on);
      case VERIFIED -> new Verified(on);
      case PAUSED -> new Paused(on, PauseGround.valueOf(row.getString("ground")));
      case RESUMED -> {
        var ground = row.getString("ground");
        yield new Resumed(on, ground == null ? null : PauseGround.valueOf(ground));
      }
      case EXTENDED ->
          new Extended(
              on,
              reasons(row),
              row.getObject("until", LocalDate.class),
              takers(row),
              row.getObject("letter", UUID.class));
      case NOTICE_RETURNED -> new NoticeReturned(on);
    };
  }

  /** The ids of the rules; null for every law. */
  static String @Nullable [] takenBy(Takers takers) {
    return switch (takers) {
      case Takers.Entered known -> known.rules().stream().sorted().toArray(String[]::new);
      case Takers.Every all -> null;
      case Takers.ByTheirRules open -> throw new IllegalArgumentException("nobody judged it yet");
    };
  }

  static Takers takers(ResultSet row) throws SQLException {
    var rules = row.getArray("taken_by");
    return rules == null
        ? new Takers.Every()
        : new Takers.Entered(Set.of((String[]) rules.getArray()));
  }

  /** Before rules knew reasons there was one. */
  static List<String> reasons(ResultSet row) throws SQLException {
    var reasons = Objects.requireNonNullElse(row.getString("reason"), "");
    return row.getArray("taken_by") == null ? List.of(reasons) : List.of(reasons.split(","));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
