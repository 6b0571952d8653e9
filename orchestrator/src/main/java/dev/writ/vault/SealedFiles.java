package dev.writ.vault;

import dev.writ.vault.Vault.Sealer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of any size under a data key: a request's own, or a standing one. They are sealed portion
 * by portion, so that none is ever whole in memory; each portion is bound to its place, and the
 * last one to being the last.
 */
@Component
public class SealedFiles {
  private static final int PORTION = 256 * 1024;
  private final JdbcClient sql;

  SealedFiles(JdbcClient sql) {
    this.sql = sql;
  }

  /** The content was longer than it may be; nothing of it is kept. */
  public static final class TooLong extends RuntimeException {
    TooLong() {
      super("a file is longer than it may be", null, false, false);
    }
  }

  /**
   * A kept file.
   *
   * @param size in bytes, of the content
   * @param sha256 of the content
   */
  public record Kept(UUID id, long size, byte[] sha256) {}

  /**
   * Reads the content to its end and keeps it.
   *
   * @param most bytes
   * @throws TooLong when there is more
   * @throws IOException when the content cannot be read to its end; nothing of it is kept
   */
  public Kept keep(UUID request, Sealer sealer, InputStream content, long most) throws IOException {
    var id = UUID.randomUUID();
    sql.sql("insert into sealed_file (id, request_id) values (?,?)").params(id, request).update();
    return read(id, sealer, content, most);
  }

  /**
   * The same for a file that belongs to no request.
   *
   * @param owner whom it belongs to: one word of the room and the record's id
   */
  public Kept keep(String owner, Sealer sealer, InputStream content, long most) throws IOException {
    var id = UUID.randomUUID();
    sql.sql("insert into sealed_file (id, owner) values (?,?)").params(id, owner).update();
    return read(id, sealer, content, most);
  }

  private Kept read(UUID id, Sealer sealer, InputStream content, long most) throws IOException {
    try {
      var digest = sha256();
      long size = 0;
      var portion = content.readNBytes(PORTION);
      for (int n = 0; ; n++) {
        size += portion.length;
        if (size > most) {
          throw new TooLong();
        }
        digest.update(portion);
        var next = portion.length < PORTION ? new byte[0] : content.readNBytes(PORTION);
        add(id, n, next.length == 0, portion, sealer);
        if (next.length == 0) {
          return complete(id, size, digest.digest());
        }
        portion = next;
      }
    } catch (IOException | RuntimeException broken) {
      forget(id);
      throw broken;
    }
  }

  private void add(UUID id, int n, boolean last, byte[] portion, Sealer sealer) {
    sql.sql("insert into sealed_portion (file_id, n, sealed) values (?,?,?)")
        .params(id, n, sealer.seal(portion, place(id, n, last)))
        .update();
  }

  private Kept complete(UUID id, long size, byte[] sha256) {
    sql.sql("update sealed_file set size = ?, sha256 = ? where id = ?")
        .params(size, sha256, id)
        .update();
    return new Kept(id, size, sha256);
  }

  /** Opens the file into {@code out}, portion by portion. */
  public void write(UUID id, Sealer sealer, OutputStream out) throws IOException {
    int count =
        sql.sql("select count(*) from sealed_portion where file_id = ?")
            .param(id)
            .query(Integer.class)
            .single();
    for (int n = 0; n < count; n++) {
      var portion =
          sql.sql("select sealed from sealed_portion where file_id = ? and n = ?")
              .params(id, n)
              .query((row, at) -> row.getBytes(1))
              .single();
      out.write(sealer.openBytes(portion, place(id, n, n == count - 1)));
    }
  }

  /** Whether its content is kept still; the empty file has a portion, too. */
  public boolean there(UUID id) {
    return sql.sql("select exists (select 1 from sealed_portion where file_id = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** Removes a file that nothing refers to. */
  public void forget(UUID... ids) {
    if (ids.length > 0) {
      sql.sql("delete from sealed_file where id = any(?)")
          .param(Arrays.copyOf(ids, ids.length))
          .update();
    }
  }

  private static String place(UUID id, int n, boolean last) {
    return "file/" + id + "/" + n + (last ? "/last" : "");
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
