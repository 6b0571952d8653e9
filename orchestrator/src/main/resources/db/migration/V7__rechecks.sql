-- Dated looks at what was erased, each at one leg.
create table look (
  id uuid primary key,
  seq bigint generated always as identity,
  version bigint not null default 0,
  request_id uuid not null references request,
  leg_id uuid not null references leg,
  due_at timestamptz not null,
  why text not null,
  words text,
  state text not null,
  -- When the engine has to do something for it: at first when it is due, then when it is tried again.
  next_at timestamptz not null,
  tries int not null default 0,
  -- The try that is under way.
  begun_at timestamptz,
  done_at timestamptz,
  outcome text,
  control_read boolean,
  objects_read int,
  beyond_sight int,
  seen text,
  reason text,
  planned_by text not null,
  ended_by text
);
create index look_by_request on look (request_id, due_at, seq);
create index look_by_leg on look (leg_id) where state = 'PLANNED';
create index look_planned on look (next_at) where state = 'PLANNED';

-- What is known of a leg besides its verdict: two facts that must not be mistaken for each other.
create table leg_fact (
  leg_id uuid not null references leg,
  fact text not null,
  about text not null,
  at timestamptz not null,
  primary key (leg_id, fact, about)
);

-- What was absent and is there again.
create table resurfacing (
  id uuid primary key,
  seq bigint generated always as identity,
  version bigint not null default 0,
  request_id uuid not null references request,
  leg_id uuid not null references leg,
  connection_id uuid not null references connection,
  look_id uuid not null references look,
  at timestamptz not null,
  objects int not null,
  unplanned int not null,
  seen text not null,
  cause text not null,
  decision text,
  decided_at timestamptz,
  decided_by text,
  erased_again_at timestamptz
);
create index resurfacing_by_request on resurfacing (request_id, seq);
create index resurfacing_by_connection on resurfacing (connection_id, at);

-- A human's word for what no API shows; the note is sealed with the request.
create table attestation (
  id uuid primary key,
  request_id uuid not null references request,
  leg_id uuid not null references leg,
  at timestamptz not null,
  actor text not null,
  note bytea not null,
  sha256 text
);
create index attestation_by_leg on attestation (leg_id, at);

-- A request's end, and that of its data key: without it what was sealed cannot be opened by anybody.
alter table request add column ended_at timestamptz;
alter table request add column key_destroyed_at timestamptz;
alter table request alter column wrapped_key drop not null;
update request set ended_at = now()
  where state in ('CLOSED', 'DENIED', 'WITHDRAWN', 'DUPLICATE', 'VERIFICATION_EXPIRED');
create index request_key_kept on request (ended_at) where key_destroyed_at is null;

-- Who was erased, by keyed hash.
create table suppressed_person (
  person bytea primary key,
  type text not null,
  erased_at timestamptz not null
);
create table suppression_pace (
  token_id uuid primary key references api_token,
  free_at timestamptz not null
);

-- Requests that were answered before there were looks get theirs: the engine moves them on again.
insert into evidence (request_id, event, from_state, to_state, actor)
  select id, 'LOOKS_INTRODUCED', 'MONITORING', 'RESPONDED', 'SYSTEM' from request where state = 'MONITORING';
update request set state = 'RESPONDED', version = version + 1 where state = 'MONITORING';
