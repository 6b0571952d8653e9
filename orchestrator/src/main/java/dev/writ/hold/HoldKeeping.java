package dev.writ.hold;

import dev.writ.api.model.HeldBy;
import dev.writ.api.model.HoldGroundCode;
import dev.writ.api.model.HoldSortWord;
import dev.writ.request.Keeping;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@inheritDoc} */
@Component
class HoldKeeping implements Keeping {
  /** Requests that an active hold names, or of which something is held. */
  private static final String KEPT =
      """
      select h.request_id as id from hold h where h.state = 'ACTIVE' and h.request_id is not null
      union select l.request_id from hold h join leg l on l.id = h.leg_id where h.state = 'ACTIVE'
      union select l.request_id from leg_object o join leg l on l.id = o.leg_id
        where o.state = 'HELD' and l.state <> 'CANCELLED'
      """;

  private final JdbcClient sql;

  HoldKeeping(JdbcClient sql) {
    this.sql = sql;
  }

  @Override
  public boolean keeps(UUID request) {
    return sql.sql("select exists (select 1 from (" + KEPT + ") k where k.id = ?)")
        .param(request)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Set<UUID> kept() {
    return new HashSet<>(sql.sql(KEPT).query(UUID.class).list());
  }

  @Override
  public List<Held> held(UUID request) {
    return sql.sql(
            """
            select l.id as leg, h.id, h.sort, h.law, h.ground, h.review_on, h.expires_on, count(*) as objects
            from leg l join leg_object o on o.leg_id = l.id and o.state = 'HELD'
            join held_object k on k.object_id = o.id join hold h on h.id = k.hold_id and h.state = 'ACTIVE'
            where l.request_id = ? group by l.id, h.id order by l.id, h.seq
            """)
        .param(request)
        .query(
            (row, n) -> {
              var by =
                  new HeldBy(
                      row.getObject("id", UUID.class),
                      HoldSortWord.valueOf(row.getString("sort")),
                      row.getInt("objects"));
              var ground = row.getString("ground");
              if (ground != null) {
                by.setGround(HoldGroundCode.valueOf(ground));
              }
              HoldViews.article(
                      HoldSort.valueOf(row.getString("sort")), row.getString("law"), ground)
                  .ifPresent(by::setArticle);
              by.setReviewOn(row.getObject("review_on", LocalDate.class));
              by.setExpiresOn(row.getObject("expires_on", LocalDate.class));
              return new Held(row.getObject("leg", UUID.class), by);
            })
        .list();
  }

  @Override
  public void forget(UUID request) {
    sql.sql("delete from hold_subject where request_id = ?").param(request).update();
  }
}
