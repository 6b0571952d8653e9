-- What somebody has to know and decide about. One open finding per key: seen again, it is the same one.
create table finding (
  id uuid primary key,
  seq bigint generated always as identity unique,
  version bigint not null default 0,
  code text not null,
  key text not null,
  severity text not null,
  state text not null,
  connection_id uuid references connection,
  request_id uuid references request,
  leg_id uuid references leg,
  summary text not null,
  owner text,
  reason text,
  accepted_until date,
  times int not null default 1,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by text
);
create unique index finding_unresolved on finding (key) where state <> 'RESOLVED';
create index finding_by_state on finding (state, seq desc);
create index finding_by_connection on finding (connection_id, seq desc);

-- Evidence of what is no request: a drill or an offboarding, by its id.
alter table evidence alter column request_id drop not null;
alter table evidence add column run_id uuid;
alter table evidence add constraint evidence_of_something check (num_nonnulls(request_id, run_id) = 1);
create index evidence_by_run on evidence (run_id, seq) where run_id is not null;
