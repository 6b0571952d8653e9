package dev.writ.request;

import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What has to be known of a request to write to the person. */
@Service
public class Correspondence {
  private final RequestRecord requests;
  private final RequestKeys keys;
  private final JdbcClient sql;

  Correspondence(RequestRecord requests, RequestKeys keys, JdbcClient sql) {
    this.requests = requests;
    this.keys = keys;
    this.sql = sql;
  }

  /**
   * How to write to the person.
   *
   * @param language BCP 47, as it was filed
   * @param tellRecipients whether the person asks who received the data
   * @param refusalGrounds why it was refused, or something is kept or was not done
   */
  public record Wishes(
      Optional<String> language, boolean tellRecipients, List<RefusalGround> refusalGrounds) {}

  public DataSubjectRequest require(UUID request) {
    return requests.require(request);
  }

  /**
   * Holds the request until the caller's transaction ends; its state as it is now. Entries that
   * only refer to the request, as its legs' are, are not kept waiting.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public DataSubjectRequest lock(UUID request) {
    return requests.lockForEntries(request);
  }

  /** The request's sealer; empty when its key was destroyed. */
  public Optional<Sealer> findSealer(UUID request) {
    return keys.find(request);
  }

  /**
   * The person's e-mail address: the first one that was filed for no vendor alone, else the first.
   * Personal data.
   */
  public Optional<String> findEmail(UUID request) {
    var lines =
        keys.identifiers(request).stream()
            .filter(line -> line.type() == Identifier.Type.EMAIL)
            .toList();
    return lines.stream()
        .filter(line -> line.vendor() == null)
        .findFirst()
        .or(() -> lines.stream().findFirst())
        .map(SubjectIdentifierLine::value);
  }

  public Wishes wishes(UUID request) {
    return sql.sql("select language, tell_recipients, refusal_grounds from request where id = ?")
        .param(request)
        .query(
            (row, n) ->
                new Wishes(
                    Optional.ofNullable(row.getString(1)),
                    row.getBoolean(2),
                    RefusalGround.read(row.getArray(3))))
        .single();
  }
}
