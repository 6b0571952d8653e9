create table connection (
  id uuid primary key,
  vendor text not null,
  name text not null unique,
  base_url text not null,
  credentials bytea not null,
  settings bytea not null,
  state text not null,
  created_at timestamptz not null default now()
);

create table request (
  id uuid primary key,
  seq bigint generated always as identity unique,
  version bigint not null default 0,
  kind text not null,
  regime text not null,
  jurisdiction text,
  received_on date not null,
  channel text,
  reference text,
  identity_method text not null,
  state text not null,
  outcome text,
  needs_second_person boolean not null default false,
  first_approver uuid,
  scheduled_until timestamptz,
  wrapped_key bytea not null,
  identifiers bytea not null,
  created_at timestamptz not null default now()
);
create index request_unfinished on request (seq) where state not in ('MONITORING', 'CLOSED', 'DENIED', 'WITHDRAWN', 'DUPLICATE', 'VERIFICATION_EXPIRED');
create index request_by_state on request (state, seq desc);

create table leg (
  id uuid primary key,
  request_id uuid not null references request,
  connection_id uuid not null references connection,
  vendor text not null,
  version bigint not null default 0,
  state text not null,
  verdict text,
  ambiguous boolean not null default false,
  exported int not null default 0,
  attempts int not null default 0,
  looks int not null default 0,
  generation int not null default 0,
  next_attempt_at timestamptz,
  reason text,
  unique (request_id, connection_id)
);

create table leg_object (
  id bigint generated always as identity primary key,
  leg_id uuid not null references leg,
  ord int not null,
  kind text not null,
  sealed bytea not null,
  state text not null,
  reason text
);
create index leg_object_by_leg on leg_object (leg_id, ord);

create table vendor_call (
  id bigint generated always as identity primary key,
  leg_id uuid not null references leg,
  operation text not null,
  object_id bigint not null references leg_object,
  intended_at timestamptz not null default now(),
  settled_at timestamptz,
  outcome text
);
create index vendor_call_open on vendor_call (leg_id) where settled_at is null;

create table export_record (
  leg_id uuid not null references leg,
  object_id bigint not null references leg_object,
  part int not null,
  sealed bytea not null,
  primary key (leg_id, object_id, part)
);

create table ledger_entry (
  person bytea not null,
  connection_id uuid not null references connection,
  kind text not null,
  object bytea not null,
  sealed bytea not null,
  at timestamptz not null,
  primary key (person, connection_id, kind, object)
);

create table evidence (
  seq bigint generated always as identity primary key,
  at timestamptz not null default now(),
  request_id uuid not null references request,
  leg_id uuid references leg,
  event text not null,
  from_state text not null,
  to_state text not null,
  actor text not null
);
create index evidence_by_request on evidence (request_id, seq);

create table api_token (
  id uuid primary key,
  hash bytea not null unique,
  role text not null,
  created_at timestamptz not null default now()
);

create table idempotency (
  token_id uuid not null references api_token,
  key_hash bytea not null,
  body_hash bytea not null,
  request_id uuid not null references request,
  primary key (token_id, key_hash)
);
