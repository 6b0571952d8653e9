-- A look that was given up has a finding of its own: what is still tried can end beside it.
update finding set key = 'look-given-up/' || leg_id
  where code = 'LOOK_INCONCLUSIVE' and severity = 'HIGH' and state <> 'RESOLVED';

-- Findings about looks that nobody tries any more are over.
with over as (
  select f.id, f.state from finding f
  where f.code = 'LOOK_INCONCLUSIVE' and f.severity <> 'HIGH' and f.state <> 'RESOLVED'
    and not exists (select 1 from look l where l.leg_id = f.leg_id and l.state = 'PLANNED' and l.tries > 0)
), noted as (
  insert into finding_change (finding_id, at, event, from_state, to_state, actor)
    select id, now(), 'RESOLVE', state, 'RESOLVED', 'SYSTEM' from over
)
update finding f set state = 'RESOLVED', resolved_at = now(), resolved_by = 'SYSTEM', version = version + 1
  from over where f.id = over.id;
