-- The human's word stands also with what was not done (dev.writ.leg.Fate): it could not be, the person did not want it, or has
-- fetched it. An older word on what no API could do later counts no more. Whoever refused in a leg of several tasks closed by
-- different people is not known.
update leg_object set vouched = null where state = 'IMPOSSIBLE' and vouched is not null;
update leg_object o set vouched = case
  when o.reason = 'the person fetched it there' then 'FETCHED_BY_PERSON'
  when (select bool_and(t.closed_by = 'SUBJECT') from manual_task t where t.leg_id = o.leg_id and t.state = 'REFUSED')
    then 'REFUSED_BY_PERSON'
  else 'REFUSED' end
where o.state = 'IMPOSSIBLE' and o.reason in ('the person fetched it there', 'a human could not do it either');
