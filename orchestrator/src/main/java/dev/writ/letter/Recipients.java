package dev.writ.letter;

import dev.writ.evidence.EvidenceLog;
import dev.writ.request.Correspondence;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * To whom the data had been disclosed, and how each was told of its erasure (GDPR Art. 19; 11 CCR
 * 7022(b)(2)-(3)). Entries are added and never changed; the last one for an organisation counts.
 */
@Service
class Recipients {
  private final JdbcClient sql;
  private final Correspondence requests;
  private final EvidenceLog evidence;
  private final Clock clock;

  Recipients(JdbcClient sql, Correspondence requests, EvidenceLog evidence, Clock clock) {
    this.sql = sql;
    this.requests = requests;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** What an officer says of a recipient. */
  record Draft(
      String organisation,
      Recipient.Role role,
      Recipient.Told told,
      Optional<String> how,
      Optional<LocalDate> toldOn,
      Optional<String> evidenceSha256,
      Optional<String> explanation) {

    static Draft of(Recipient entry) {
      return new Draft(
          entry.organisation(),
          entry.role(),
          entry.told(),
          entry.how(),
          entry.toldOn(),
          entry.evidenceSha256(),
          entry.explanation());
    }
  }

  /** Adds an entry; what the organisation's last one says already is that one. */
  @Transactional
  Recipient add(UUID request, Draft draft, String actor) {
    var state = requests.lock(request).state().name();
    return counting(request).stream()
        .filter(entry -> Draft.of(entry).equals(draft))
        .findFirst()
        .orElseGet(() -> enter(request, draft, state, actor));
  }

  private Recipient enter(UUID request, Draft draft, String state, String actor) {
    var id = UUID.randomUUID();
    sql.sql(
            "insert into recipient (id, request_id, organisation, role, told, how, told_on,"
                + " evidence_sha256, explanation, at, actor) values (?,?,?,?,?,?,?,?,?,?,?)")
        .param(id)
        .param(request)
        .param(draft.organisation())
        .param(draft.role().name())
        .param(draft.told().name())
        .param(draft.how().orElse(null))
        .param(draft.toldOn().orElse(null))
        .param(draft.evidenceSha256().orElse(null))
        .param(draft.explanation().orElse(null))
        .param(Timestamp.from(clock.instant()))
        .param(actor)
        .update();
    evidence.append(request, null, "RECIPIENT_" + draft.told(), state, state, actor);
    return of(request).getLast();
  }

  /** Every entry, oldest first. */
  List<Recipient> of(UUID request) {
    return sql.sql("select * from recipient where request_id = ? order by seq")
        .param(request)
        .query(
            (row, n) ->
                new Recipient(
                    row.getObject("id", UUID.class),
                    row.getString("organisation"),
                    Recipient.Role.valueOf(row.getString("role")),
                    Recipient.Told.valueOf(row.getString("told")),
                    Optional.ofNullable(row.getString("how")),
                    Optional.ofNullable(row.getObject("told_on", LocalDate.class)),
                    Optional.ofNullable(row.getString("evidence_sha256")),
                    Optional.ofNullable(row.getString("explanation")),
                    row.getTimestamp("at").toInstant(),
                    row.getString("actor")))
        .list();
  }

  /** The entry that counts for each organisation. */
  List<Recipient> counting(UUID request) {
    var last = new LinkedHashMap<String, Recipient>();
    of(request).forEach(one -> last.put(one.organisation(), one));
    return List.copyOf(last.values());
  }
}
