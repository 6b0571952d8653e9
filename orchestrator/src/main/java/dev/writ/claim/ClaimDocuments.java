package dev.writ.claim;

import dev.writ.vault.SealedFiles;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Promise;
import dev.writ.web.Problem;
import dev.writ.web.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Documents that show what was promised: reports, contracts. Sealed under a standing key. */
@Component
class ClaimDocuments {
  private static final String KEY = "claim";
  private final JdbcClient sql;
  private final SealedFiles files;
  private final Vault vault;
  private final Clock clock;

  ClaimDocuments(JdbcClient sql, SealedFiles files, Vault vault, Clock clock) {
    this.sql = sql;
    this.files = files;
    this.vault = vault;
    this.clock = clock;
  }

  /** A kept document. */
  record Document(
      UUID id,
      UUID file,
      String name,
      String mediaType,
      long size,
      byte[] sha256,
      @Nullable LocalDate expiresOn,
      Instant at,
      String actor) {}

  /**
   * Keeps one document.
   *
   * @throws Problem when the content is not what it is called, or too much
   */
  Document add(
      UUID connection, Promise promise, Upload upload, @Nullable LocalDate expiresOn, String actor)
      throws IOException {
    var file = upload.checked();
    var sealer = vault.standing(KEY);
    SealedFiles.Kept kept;
    try {
      kept = files.keep("claim/" + connection, sealer, file.content(), Upload.MOST_BYTES);
    } catch (SealedFiles.TooLong tooLong) {
      throw Problem.tooLarge();
    }
    var document =
        new Document(
            UUID.randomUUID(),
            kept.id(),
            file.name(),
            file.mediaType(),
            kept.size(),
            kept.sha256(),
            expiresOn,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor);
    try {
      enter(connection, promise, document);
    } catch (RuntimeException unstored) {
      files.forget(kept.id());
      throw unstored;
    }
    return document;
  }

  private void enter(UUID connection, Promise promise, Document document) {
    sql.sql(
            """
            insert into claim_document (id, connection_id, promise, file_id, name, media_type, expires_on, at, actor)
            values (?,?,?,?,?,?,?::date,?,?)
            """)
        .param(document.id())
        .param(connection)
        .param(promise.name())
        .param(document.file())
        .param(vault.standing(KEY).seal(document.name(), context(document.id())))
        .param(document.mediaType())
        .param(document.expiresOn())
        .param(Timestamp.from(document.at()))
        .param(document.actor())
        .update();
  }

  /** Oldest first. */
  List<Document> of(UUID connection, Promise promise) {
    return sql.sql(
            """
            select d.*, f.size, f.sha256 from claim_document d join sealed_file f on f.id = d.file_id
            where d.connection_id = ? and d.promise = ? order by d.at, d.id
            """)
        .params(connection, promise.name())
        .query(this::row)
        .list();
  }

  Document require(UUID connection, Promise promise, UUID id) {
    return of(connection, promise).stream()
        .filter(document -> document.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("no such document"));
  }

  void write(Document document, OutputStream out) throws IOException {
    files.write(document.file(), vault.standing(KEY), out);
  }

  /** The newest document of each claim, when it is good until this day or an earlier one. */
  List<Ending> endingBy(LocalDate day) {
    return sql.sql(
            """
            select connection_id, promise, expires_on from (
              select distinct on (connection_id, promise) connection_id, promise, expires_on from claim_document
              order by connection_id, promise, at desc, id) newest
            where expires_on <= ?
            """)
        .param(day)
        .query(
            (row, n) ->
                new Ending(
                    row.getObject(1, UUID.class),
                    "document of " + row.getString(2),
                    row.getObject(3, LocalDate.class)))
        .list();
  }

  private Document row(ResultSet row, int n) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new Document(
        id,
        row.getObject("file_id", UUID.class),
        vault.standing(KEY).open(row.getBytes("name"), context(id)),
        row.getString("media_type"),
        row.getLong("size"),
        row.getBytes("sha256"),
        row.getObject("expires_on", LocalDate.class),
        row.getTimestamp("at").toInstant(),
        row.getString("actor"));
  }

  private static String context(UUID id) {
    return "claim-document/" + id;
  }
}
