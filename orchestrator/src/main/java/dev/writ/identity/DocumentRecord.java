package dev.writ.identity;

import dev.writ.identity.Document.Kind;
import dev.writ.identity.Document.State;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of documents that were asked for. Callers hold the request. */
@Component
class DocumentRecord {
  private final JdbcClient sql;

  DocumentRecord(JdbcClient sql) {
    this.sql = sql;
  }

  void add(UUID id, UUID request, Kind kind, Instant at) {
    sql.sql(
            "insert into identity_document (id, request_id, kind, state, asked_at) values"
                + " (?,?,?,'ASKED',?)")
        .params(id, request, kind.name(), Timestamp.from(at))
        .update();
  }

  /** The oldest first. */
  List<Document> of(UUID request) {
    return sql.sql("select * from identity_document where request_id = ? order by seq")
        .param(request)
        .query(DocumentRecord::row)
        .list();
  }

  /** The one that is waited for, or waits to be checked. */
  Optional<Document> findOpen(UUID request) {
    return of(request).stream()
        .filter(one -> one.state() == State.ASKED || one.state() == State.UPLOADED)
        .findFirst();
  }

  Document require(UUID request, UUID id) {
    return of(request).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("no such document"));
  }

  void uploaded(UUID id, UUID file, String mediaType, Instant at) {
    sql.sql(
            "update identity_document set state = 'UPLOADED', file_id = ?, media_type = ?,"
                + " uploaded_at = ? where id = ?")
        .params(file, mediaType, Timestamp.from(at), id)
        .update();
  }

  void closed(UUID id, State state, Instant at) {
    sql.sql(
            "update identity_document set state = ?, file_id = null, media_type = null, closed_at ="
                + " ? where id = ?")
        .params(state.name(), Timestamp.from(at), id)
        .update();
  }

  private static Document row(ResultSet row, int n) throws SQLException {
    return new Document(
        row.getObject("id", UUID.class),
        row.getObject("request_id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        State.valueOf(row.getString("state")),
        row.getTimestamp("asked_at").toInstant(),
        Optional.ofNullable(row.getObject("file_id", UUID.class)),
        Optional.ofNullable(row.getString("media_type")),
        Optional.ofNullable(row.getTimestamp("uploaded_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant));
  }
}
