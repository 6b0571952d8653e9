-- Who was erased is told apart by the hash alone, and the day says when: no more is kept than is answered.
alter table suppressed_person drop column type;
alter table suppressed_person alter column erased_at type date using (erased_at at time zone 'UTC')::date;
alter table suppressed_person rename column erased_at to erased_on;

-- Since when a connection leads where it leads now: what was measured before, was measured elsewhere.
alter table connection add column address_since timestamptz;
update connection set address_since = created_at;
alter table connection alter column address_since set default now(), alter column address_since set not null;

-- A look that has ended leaves a begun try behind only while something at the vendor is still to be cleared.
update look set begun_at = null where state = 'DONE';
create index look_uncleared on look (next_at) where state <> 'PLANNED' and begun_at is not null;
create index look_uncleared_by_request on look (request_id) where state <> 'PLANNED' and begun_at is not null;

-- What the engine has to do for looks. A leg that is erased is looked at also while another one of the same request
-- is at work again.
create view look_to_do as
  select k.id, k.seq, k.request_id, l.connection_id, k.next_at
    from look k join leg l on l.id = k.leg_id join request r on r.id = k.request_id
    where k.state = 'PLANNED' and r.state in ('MONITORING', 'EXECUTING', 'NEEDS_ATTENTION')
      and l.state in ('VERIFIED_ABSENT', 'UNVERIFIABLE')
  union all
  select k.id, k.seq, k.request_id, l.connection_id, k.next_at
    from look k join leg l on l.id = k.leg_id
    where k.state <> 'PLANNED' and k.begun_at is not null;
