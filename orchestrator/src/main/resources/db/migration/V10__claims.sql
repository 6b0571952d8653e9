-- How much a vendor is trusted with; NO_CUSTOMER_DATA until somebody has answered for more.
alter table connection add column trust text not null default 'NO_CUSTOMER_DATA';

-- What a vendor promises at one connection, and by which evidence.
create table claim (
  connection_id uuid not null references connection,
  promise text not null,
  version bigint not null default 0,
  evidence text not null,
  value text,
  statement text,
  source text,
  stated_on date,
  expires_on date,
  at timestamptz not null,
  actor text not null,
  primary key (connection_id, promise)
);

-- Which of the documented candidates apply to a connection; with a row it was asked once.
create table claim_plan (
  connection_id uuid primary key references connection,
  applies_to text[] not null,
  at timestamptz not null,
  actor text not null
);

-- Every claim as it ever stood; only ever appended.
create table claim_history (
  id bigint generated always as identity primary key,
  connection_id uuid not null references connection,
  promise text not null,
  version bigint not null,
  evidence text not null,
  value text,
  statement text,
  source text,
  stated_on date,
  expires_on date,
  at timestamptz not null,
  actor text not null
);
create index claim_history_by_claim on claim_history (connection_id, promise, id desc);
create trigger claim_history_append_only before update or delete or truncate on claim_history
  for each statement execute function refuse_change();

-- Files that belong to no request lie under a standing key.
alter table sealed_file alter column request_id drop not null;
alter table sealed_file add column owner text;
alter table sealed_file add constraint sealed_file_of_somebody check (num_nonnulls(request_id, owner) = 1);

create table claim_document (
  id uuid primary key,
  connection_id uuid not null references connection,
  promise text not null,
  file_id uuid not null references sealed_file,
  name bytea not null,
  media_type text not null,
  expires_on date,
  at timestamptz not null,
  actor text not null
);
create index claim_document_by_claim on claim_document (connection_id, promise, at);

-- That a connection's promises are to be looked at, and how the last look ended.
create table claim_check (
  connection_id uuid primary key references connection,
  wanted boolean not null,
  wanted_at timestamptz not null,
  tries int not null default 0,
  ended_at timestamptz,
  failure text
);
create index claim_check_wanted on claim_check (wanted_at) where wanted;

-- What each look saw. The baseline is the value that passes for normal.
create table claim_observation (
  id uuid primary key,
  seq bigint generated always as identity unique,
  connection_id uuid not null references connection,
  promise text not null,
  code text not null,
  standing text not null,
  value text not null,
  baseline text not null,
  source text not null,
  at timestamptz not null
);
create index claim_observation_by_code on claim_observation (connection_id, code, seq desc);
create index claim_observation_by_connection on claim_observation (connection_id, seq desc);

-- What an officer answers to the questions that no evidence answers; every answer ever given.
create table trust_answer (
  id bigint generated always as identity primary key,
  connection_id uuid not null references connection,
  question text not null,
  answer text not null,
  note text not null,
  expires_on date not null,
  at timestamptz not null,
  actor text not null
);
create index trust_answer_by_question on trust_answer (connection_id, question, id desc);

-- How drills and rehearsals of leaving ended.
create table trust_trial (
  run_id uuid primary key,
  seq bigint generated always as identity unique,
  connection_id uuid not null references connection,
  kind text not null,
  passed boolean not null,
  at timestamptz not null
);
create index trust_trial_by_connection on trust_trial (connection_id, kind, at desc, seq desc);

create table trust_move (
  id bigint generated always as identity primary key,
  connection_id uuid not null references connection,
  from_level text not null,
  to_level text not null,
  reason text not null,
  at timestamptz not null,
  actor text not null
);
create index trust_move_by_connection on trust_move (connection_id, id desc);
create trigger trust_answer_append_only before update or delete or truncate on trust_answer
  for each statement execute function refuse_change();
create trigger trust_move_append_only before update or delete or truncate on trust_move
  for each statement execute function refuse_change();
