-- Open tasks of legs that were given up, or whose key is destroyed: nobody could close them.
update manual_task t set version = t.version + 1, state = 'REFUSED', closed_at = now(), closed_by = 'SYSTEM',
  link_hash = null, link_until = null
from leg l join request r on r.id = l.request_id
where l.id = t.leg_id and t.state = 'OPEN' and (l.state = 'CANCELLED' or r.key_destroyed_at is not null);
