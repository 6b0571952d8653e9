-- What is kept until recourse is exhausted (section 8(8) PIPEDA) was told as a legal claim. It is called by its name where
-- nothing else of the request can have been one: all that is held there for legal claims is held for recourse.
update request r set refusal_grounds = array_replace(r.refusal_grounds, 'LEGAL_CLAIMS', 'RECOURSE_OPEN')
where r.refusal_grounds @> '{LEGAL_CLAIMS}' and r.laws @> '{PIPEDA}' and r.kind = 'ERASURE'
  and r.state in ('RESPONDED', 'MONITORING', 'CLOSED')
  and exists (select from leg l join leg_object o on o.leg_id = l.id and o.state = 'HELD'
    join held_object k on k.object_id = o.id join hold h on h.id = k.hold_id
    where l.request_id = r.id and h.sort = 'KEEP_UNTIL_RECOURSE' and h.state = 'ACTIVE')
  and not exists (select from leg l join leg_object o on o.leg_id = l.id
    join held_object k on k.object_id = o.id join hold h on h.id = k.hold_id
    where l.request_id = r.id and h.sort <> 'KEEP_UNTIL_RECOURSE' and coalesce(h.ground, 'LEGAL_CLAIMS') = 'LEGAL_CLAIMS')
  and not exists (select from leg l join leg_object o on o.leg_id = l.id
    where l.request_id = r.id and o.refusal_ground = 'LEGAL_CLAIMS');
