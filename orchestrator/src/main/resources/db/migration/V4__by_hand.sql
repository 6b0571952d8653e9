-- Files of any size, in sealed portions.
create table sealed_file (
  id uuid primary key,
  request_id uuid not null references request,
  size bigint,
  sha256 bytea,
  created_at timestamptz not null default now()
);
create index sealed_file_by_request on sealed_file (request_id);

create table sealed_portion (
  file_id uuid not null references sealed_file on delete cascade,
  n int not null,
  sealed bytea not null,
  primary key (file_id, n)
);

create table export_file (
  leg_id uuid not null references leg,
  object_id bigint not null references leg_object,
  part int not null,
  file_id uuid not null references sealed_file,
  name bytea not null,
  media_type text not null,
  primary key (leg_id, object_id, part)
);
create index export_file_by_file on export_file (file_id);

-- A look that takes its time, and what no look can show.
alter table leg_object add column unobservable text;
alter table leg_object add column slow_look boolean not null default false;
alter table leg_object add column present_until timestamptz;
alter table leg add column confirmed_at timestamptz;

create table manual_task (
  id uuid primary key,
  seq bigint generated always as identity unique,
  version bigint not null default 0,
  request_id uuid not null references request,
  leg_id uuid not null references leg,
  connection_id uuid not null references connection,
  vendor text not null,
  code text not null,
  purpose text not null,
  doer text not null,
  described bytea not null,
  objects int not null,
  state text not null,
  due_on date not null,
  assignee text,
  reason bytea,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  link_hash bytea unique,
  link_until timestamptz
);
create unique index manual_task_open on manual_task (leg_id, code, purpose) where state = 'OPEN';
create index manual_task_by_state on manual_task (state, seq);
create index manual_task_by_request on manual_task (request_id);

create table manual_task_comment (
  id bigint generated always as identity primary key,
  task_id uuid not null references manual_task,
  at timestamptz not null,
  actor text not null,
  sealed bytea not null
);
create index manual_task_comment_by_task on manual_task_comment (task_id, id);

create table manual_task_evidence (
  id uuid primary key,
  task_id uuid not null references manual_task,
  file_id uuid not null references sealed_file,
  name bytea not null,
  media_type text not null,
  at timestamptz not null,
  actor text not null
);
create index manual_task_evidence_by_task on manual_task_evidence (task_id, at);
