package dev.writ.subject;

import dev.writ.page.Page;
import dev.writ.vault.OwnerOnlyFile;
import dev.writ.vault.Vault;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A word in each form, so that one that is sent twice counts once. */
@Component
class Forms {
  /** A page that was left open longer, and was sent then, could count twice. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final JdbcClient sql;
  private final Vault vault;
  private final Clock clock;

  Forms(JdbcClient sql, Vault vault, Clock clock) {
    this.sql = sql;
    this.vault = vault;
    this.clock = clock;
  }

  String newWord() {
    return OwnerOnlyFile.newToken();
  }

  /** The word as a part of a form. */
  static String field(String word) {
    return "<input type=\"hidden\" name=\"form\" value=\"" + Page.escaped(word) + "\">";
  }

  static boolean couldBe(String word) {
    return word.matches("[A-Za-z0-9_-]{20,100}");
  }

  /**
   * Notes that the form was sent, in the caller's transaction; a call with the same word that is
   * under way is waited for.
   *
   * @return whether it was not sent before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean first(String word) {
    return sql.sql(
                "insert into subject_form (form_hash, sent_at) values (?,?) on conflict do nothing")
            .params(hash(word), Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  /** Notes what became of the form with this word, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void filed(String word, UUID request) {
    sql.sql("update subject_form set request_id = ? where form_hash = ?")
        .params(request, hash(word))
        .update();
  }

  /** The request that was filed by the form with this word. */
  Optional<UUID> request(String word) {
    return sql.sql(
            "select request_id from subject_form where form_hash = ? and request_id is not null")
        .param(hash(word))
        .query(UUID.class)
        .optional();
  }

  void forgetOld() {
    sql.sql("delete from subject_form where sent_at < ?")
        .param(Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }

  private byte[] hash(String word) {
    return vault.hash("subject-form", word);
  }
}
