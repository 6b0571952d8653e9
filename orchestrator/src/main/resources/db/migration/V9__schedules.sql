-- Work that comes round: how often, whether it is paused, when its next turn is, and who is at it.
create table schedule (
  name text primary key,
  version bigint not null default 0,
  every_seconds double precision check (every_seconds > 0),
  paused boolean not null default false,
  next_at timestamptz not null,
  asked int not null default 0 check (asked >= 0),
  lease_holder uuid,
  leased_until timestamptz
);

-- Its turns. One that was cut off has no end.
create table schedule_turn (
  id bigint generated always as identity primary key,
  name text not null references schedule,
  asked boolean not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text
);
create index schedule_turn_by_name on schedule_turn (name, id desc);

-- What was changed in schedules and by whom.
create table schedule_change (
  id bigint generated always as identity primary key,
  name text not null references schedule,
  at timestamptz not null,
  what text not null,
  actor text not null
);

-- Every change of a finding; only ever appended.
create table finding_change (
  id bigint generated always as identity primary key,
  finding_id uuid not null references finding,
  at timestamptz not null,
  event text not null,
  from_state text not null,
  to_state text not null,
  actor text not null,
  note text
);
create index finding_change_by_finding on finding_change (finding_id, id);
create trigger finding_change_append_only before update or delete or truncate on finding_change
  for each statement execute function refuse_change();
create index finding_by_code on finding (code, seq desc);
create index finding_by_severity on finding (severity, seq desc);
