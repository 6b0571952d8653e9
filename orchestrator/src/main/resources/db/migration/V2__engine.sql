-- A leg is worked on by one attempt at a time, in whatever process: the holder of its lease.
alter table leg add column lease_holder uuid;
alter table leg add column leased_until timestamptz;
alter table leg drop column generation;
alter table leg drop column exported;

-- What a slow vendor gave to ask again with (sealed), and when each object was last read as absent.
alter table leg_object add column handle bytea;
alter table leg_object add column poll_at timestamptz;
alter table leg_object add column seen_absent_at timestamptz;
create unique index vendor_call_one_open on vendor_call (object_id) where settled_at is null;
create index vendor_call_by_object on vendor_call (object_id);

-- Calls to a connection are spaced by the record, so that all workers together keep its limit.
create table connection_pace (
  connection_id uuid primary key references connection,
  free_at timestamptz not null
);

-- Data keys that belong to no request, wrapped like a request's own; wrapped_by names the wrapping key.
create table standing_key (
  name text primary key,
  wrapped_key bytea not null,
  wrapped_by text not null
);
alter table request add column wrapped_by text not null default '';
alter table request add column decision_reason bytea;
alter table idempotency add column answer text;

drop index request_unfinished;
create index request_at_work on request (seq)
  where state in ('RECEIVED', 'VERIFYING_IDENTITY', 'PLANNING', 'SCHEDULED', 'EXECUTING', 'RESPONDED');
create index leg_by_request on leg (request_id);
create index leg_by_state on leg (state);

-- Evidence is only ever appended.
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'evidence is append-only'; end $$;
create trigger evidence_append_only before update or delete or truncate on evidence
  for each statement execute function refuse_change();
