package dev.writ.request;

import dev.writ.lifecycle.StaleVersion;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the law's clock needs of a request: its facts, its version, its receipt. */
@Service
public class Receipts {
  private final JdbcClient sql;
  private final RequestRecord requests;

  Receipts(JdbcClient sql, RequestRecord requests) {
    this.sql = sql;
    this.requests = requests;
  }

  /** Throws not-found. */
  public DataSubjectRequest require(UUID id) {
    return requests.require(id);
  }

  /**
   * Holds the request until the caller's transaction ends; its state as it is now. Entries that
   * only refer to the request are not kept waiting.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public DataSubjectRequest lock(UUID id) {
    return requests.lockForEntries(id);
  }

  /**
   * An officer's action on the request as the officer read it; its version rises.
   *
   * @throws StaleVersion when it has changed since
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public DataSubjectRequest act(UUID id, long version) {
    var request = lock(id);
    if (request.version() != version) {
      throw new StaleVersion();
    }
    sql.sql("update request set version = version + 1 where id = ?").param(id).update();
    return request;
  }

  /** Whose holidays count is from now on this; the request as it is then. */
  @Transactional(propagation = Propagation.MANDATORY)
  public DataSubjectRequest relocate(UUID id, String jurisdiction) {
    sql.sql("update request set jurisdiction = ? where id = ?").params(jurisdiction, id).update();
    return requests.require(id);
  }

  /** Day and channel of receipt are from now on these. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void correct(UUID id, LocalDate receivedOn, @Nullable String channel) {
    sql.sql("update request set received_on = ?, channel = ? where id = ?")
        .param(receivedOn)
        .param(channel)
        .param(id)
        .update();
  }
}
