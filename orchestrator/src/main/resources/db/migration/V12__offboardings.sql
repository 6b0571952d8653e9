-- A vendor is left: one row per try, the objects and rights that were found there, and what looks have shown.
create table offboarding (
  id uuid primary key,
  seq bigint generated always as identity unique,
  version bigint not null default 0,
  connection_id uuid not null references connection,
  vendor text not null,
  verify_with uuid references connection,
  return_data boolean not null,
  open_requests text not null,
  reason text not null,
  state text not null,
  connection_was text not null,
  wrapped_key bytea not null,
  wrapped_by text not null,
  first_approver uuid,
  approvals int not null default 0,
  accepted boolean not null default false,
  -- The lists are read page by page: where (sealed), which time, and how much was not dealt with yet.
  cursor bytea,
  planned_at timestamptz,
  listed_at timestamptz,
  pass int not null default 1,
  pass_found bigint not null default 0,
  round int not null default 0,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  trouble text,
  lease_holder uuid,
  leased_until timestamptz,
  certificate text,
  opened_at timestamptz not null,
  ended_at timestamptz
);
-- A breached one is gone on with, and not begun anew.
create unique index offboarding_of_connection on offboarding (connection_id) where state not in ('CERTIFIED', 'CANCELLED');
create index offboarding_at_work on offboarding (seq) where state not in ('CERTIFIED', 'BREACHED', 'CANCELLED');

-- The plan: how much there is, by part and kind.
create table offboarding_plan (
  offboarding_id uuid not null references offboarding,
  part text not null,
  kind text not null,
  n bigint not null,
  primary key (offboarding_id, part, kind)
);

create table offboarding_object (
  id bigint generated always as identity primary key,
  offboarding_id uuid not null references offboarding,
  rank int not null,
  kind text not null,
  object bytea not null,
  sealed bytea not null,
  listed boolean not null,
  state text not null,
  reason text,
  times int not null default 1,
  taken text,
  handle bytea,
  poll_at timestamptz,
  seen_absent_at timestamptz,
  unobservable text,
  unique (offboarding_id, object)
);
create index offboarding_object_open on offboarding_object (offboarding_id, rank, id) where state in ('FOUND', 'PROCESSING');
create index offboarding_object_untaken on offboarding_object (offboarding_id, id) where taken is null;

create table offboarding_right (
  id bigint generated always as identity primary key,
  offboarding_id uuid not null references offboarding,
  ord int not null,
  kind text not null,
  access_right bytea not null,
  sealed bytea not null,
  own boolean not null,
  state text not null,
  reason text,
  times int not null default 1,
  unique (offboarding_id, access_right)
);

-- The written intent before every change at the vendor.
create table offboarding_call (
  id bigint generated always as identity primary key,
  offboarding_id uuid not null references offboarding,
  operation text not null,
  object_id bigint references offboarding_object,
  right_id bigint references offboarding_right,
  intended_at timestamptz not null default now(),
  settled_at timestamptz,
  outcome text,
  constraint offboarding_call_about_one check (num_nonnulls(object_id, right_id) = 1)
);
create unique index offboarding_call_object_open on offboarding_call (object_id) where settled_at is null;
create unique index offboarding_call_right_open on offboarding_call (right_id) where settled_at is null;

-- What was taken home: sealed records, and files by reference.
create table offboarding_record (
  offboarding_id uuid not null references offboarding,
  object_id bigint not null references offboarding_object,
  part int not null,
  sealed bytea not null,
  primary key (object_id, part)
);
create index offboarding_record_by_offboarding on offboarding_record (offboarding_id, object_id, part);
create table offboarding_file (
  offboarding_id uuid not null references offboarding,
  object_id bigint references offboarding_object,
  part int not null,
  file_id uuid primary key references sealed_file,
  name bytea not null,
  media_type text not null
);
create index offboarding_file_by_offboarding on offboarding_file (offboarding_id, object_id, part);

create table offboarding_look (
  id uuid primary key,
  offboarding_id uuid not null references offboarding,
  round int not null,
  kind text not null,
  due_at timestamptz not null,
  tries int not null default 0,
  found bigint not null default 0,
  looked_at timestamptz,
  outcome text,
  note text
);
create index offboarding_look_by_due on offboarding_look (offboarding_id, round, due_at);

create table offboarding_sub_processor (
  offboarding_id uuid not null references offboarding,
  name text not null,
  source text not null,
  confirmed_at timestamptz,
  confirmed_by text,
  primary key (offboarding_id, name)
);

-- Manual tasks may belong to an offboarding instead of a request.
alter table manual_task alter column request_id drop not null;
alter table manual_task alter column leg_id drop not null;
alter table manual_task add column offboarding_id uuid references offboarding;
alter table manual_task add constraint manual_task_of_something check (
  (offboarding_id is null and request_id is not null and leg_id is not null)
  or (offboarding_id is not null and request_id is null and leg_id is null));
create unique index manual_task_open_of_offboarding on manual_task (offboarding_id, code, purpose)
  where state = 'OPEN' and offboarding_id is not null;
