package dev.writ.leg;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was read out of a leg's objects: sealed records, and files by reference. */
@Component
class ExportRows {
  private final JdbcClient sql;

  ExportRows(JdbcClient sql) {
    this.sql = sql;
  }

  void forget(UUID leg, long object) {
    sql.sql("delete from export_record where leg_id = ? and object_id = ?")
        .params(leg, object)
        .update();
    sql.sql(
            """
            with gone as (delete from export_file where leg_id = ? and object_id = ? returning file_id)
            delete from sealed_file where id in (select file_id from gone)
              and not exists (select 1 from manual_task_evidence e where e.file_id = sealed_file.id)
            """)
        .params(leg, object)
        .update();
  }

  void addFile(UUID leg, long object, int part, UUID file, byte[] name, String mediaType) {
    sql.sql(
            "insert into export_file (leg_id, object_id, part, file_id, name, media_type)"
                + " values (?,?,?,?,?,?)")
        .params(leg, object, part, file, name, mediaType)
        .update();
  }

  void add(UUID leg, long object, int part, byte[] sealed) {
    sql.sql("insert into export_record (leg_id, object_id, part, sealed) values (?,?,?,?)")
        .params(leg, object, part, sealed)
        .update();
  }
}
