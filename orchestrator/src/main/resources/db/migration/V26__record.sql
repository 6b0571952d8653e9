-- Why a request was refused, by the rulebook's code.

-- When a request was first answered in substance; it stays after the data key is destroyed.
create table request_answer (
  request_id uuid primary key references request,
  answered_at timestamptz not null
);
insert into request_answer (request_id, answered_at)
  select request_id, min(at) from evidence
  where leg_id is null and request_id is not null
    and to_state in ('RESPONDED', 'DENIED', 'VERIFICATION_EXPIRED') and from_state <> to_state
  group by request_id;

-- The record is read by days, oldest first; the list of requests reads the same index backwards.
drop index request_by_received;
create index request_by_received on request (received_on, seq);
