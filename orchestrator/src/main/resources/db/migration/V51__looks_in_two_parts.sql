-- A look at promises has two parts, and one may see while the other is blind: when each was last made.
alter table claim_check add column settings_seen_at timestamptz;
alter table claim_check add column swept_at timestamptz;
update claim_check c set (settings_seen_at, swept_at) = (
  select o.at, o.at from claim_observation o where o.connection_id = c.connection_id order by o.seq desc limit 1);
