package dev.writ.subject;

import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegRecord;
import dev.writ.letter.PersonsPage;
import dev.writ.page.Language;
import dev.writ.request.Correspondence;
import dev.writ.settings.WritSettings;
import dev.writ.vault.OwnerOnlyFile;
import dev.writ.vault.Vault;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links to requests' status: random, kept as a keyed hash, shown once; of a request one that an
 * officer made, and one that stands in a letter.
 */
@Component
class StatusLinks implements PersonsPage {
  private final JdbcClient sql;
  private final Vault vault;
  private final Correspondence requests;
  private final EvidenceLog evidence;
  private final Clock clock;
  private final Duration life;
  private final ZoneId zone;

  StatusLinks(
      JdbcClient sql,
      Vault vault,
      Correspondence requests,
      EvidenceLog evidence,
      Clock clock,
      WritSettings settings) {
    this.sql = sql;
    this.vault = vault;
    this.requests = requests;
    this.evidence = evidence;
    this.clock = clock;
    this.life = settings.subject().statusLink();
    this.zone = settings.clock().zone();
  }

  /** A link that was just made. */
  record Link(String word, Instant until) {
    @Override
    public String toString() {
      return "Link[***]";
    }
  }

  private enum GivenBy {
    OFFICER,
    LETTER
  }

  /** A new link for an officer; the one before ends. */
  @Transactional
  public Link make(UUID request, String actor) {
    return make(request, GivenBy.OFFICER, actor);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public String link(UUID request) {
    return StatusPage.PATH + make(request, GivenBy.LETTER, LegRecord.SYSTEM).word();
  }

  private Link make(UUID request, GivenBy giver, String actor) {
    var state = requests.lock(request).state().name();
    var word = OwnerOnlyFile.newToken();
    var until = clock.instant().plus(life).truncatedTo(ChronoUnit.MICROS);
    sql.sql(
            """
            insert into status_link (request_id, given_by, word_hash, until) values (?,?,?,?)
            on conflict (request_id, given_by) do update set word_hash = excluded.word_hash, until = excluded.until
            """)
        .params(request, giver.name(), hash(word), Timestamp.from(until))
        .update();
    evidence.append(request, null, "STATUS_LINKED", state, state, actor);
    return new Link(word, until);
  }

  /** The last day on which it works, in words. */
  String lastDay(Link link, Language language) {
    return language.day(LocalDate.ofInstant(link.until(), zone));
  }

  /** The request behind a link that still works; found or not, the same is done. */
  Optional<UUID> find(String word) {
    return sql.sql("select request_id from status_link where word_hash = ? and until > ?")
        .params(hash(word), Timestamp.from(clock.instant()))
        .query(UUID.class)
        .optional();
  }

  void forgetOver() {
    sql.sql("delete from status_link where until <= ?")
        .param(Timestamp.from(clock.instant()))
        .update();
  }

  private byte[] hash(String word) {
    return vault.hash("status-link", word);
  }
}
