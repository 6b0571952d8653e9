-- Laws a request stands under besides its own: names of regimes, or ids of rules.
alter table request add column also_under text[] not null default '{}';

-- What happened to a request as far as its dates follow from it; dates are computed from these, each time anew.
create table clock_event (
  request_id uuid not null references request,
  -- Its place in the order in which things became known, from 0.
  n int not null,
  kind text not null,
  on_day date not null,
  recorded_at timestamptz not null,
  ground text,
  channel text,
  reason text,
  until date,
  -- Of a correction: the place of the receipt it replaces.
  replaces int,
  actor text not null,
  primary key (request_id, n)
);
create trigger clock_event_append_only before update or delete or truncate on clock_event
  for each statement execute function refuse_change();

-- Where a request's clock stands: by which edition of the rules it was last gone through, and when the next alarm is due.
create table request_clock (
  request_id uuid primary key references request,
  edition text not null,
  statutory_due date,
  safe_due date,
  next_alarm_at timestamptz,
  answered_at timestamptz
);
create index request_clock_next on request_clock (next_alarm_at) where next_alarm_at is not null;
create index request_clock_edition on request_clock (edition) where answered_at is null;

-- Every date that was ever computed and differed from the one before, with what it follows from.
create table clock_date (
  id bigint generated always as identity primary key,
  request_id uuid not null references request,
  computed_at timestamptz not null,
  law text not null,
  what text not null,
  rule text not null,
  rule_version int not null,
  calendar text not null,
  calendar_version text not null,
  -- It follows from the first so many events.
  events int not null,
  statutory_due date not null,
  safe_due date not null,
  unsuspended_due date not null,
  explanation text not null
);
create index clock_date_by_request on clock_date (request_id, id);
create trigger clock_date_append_only before update or delete or truncate on clock_date
  for each statement execute function refuse_change();

-- Alarms that were raised, each once.
create table clock_alarm (
  request_id uuid not null references request,
  what text not null,
  percent int not null,
  safe_due date not null,
  law text not null,
  at timestamptz not null,
  raised_at timestamptz not null,
  primary key (request_id, what, safe_due, percent)
);

-- Rules an administrator added or overrode, each version kept.
create table rule_edition (
  seq bigint generated always as identity unique,
  id text not null,
  version int not null,
  file text not null,
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (id, version)
);
create trigger rule_edition_append_only before update or delete or truncate on rule_edition
  for each statement execute function refuse_change();

-- Days that count as holidays, or do not, whatever the lists say; the newest of a day leads.
create table holiday_correction (
  seq bigint generated always as identity primary key,
  calendar text not null,
  day date not null,
  day_off boolean not null,
  name text not null,
  reason text not null,
  actor text not null,
  at timestamptz not null
);
create trigger holiday_correction_append_only before update or delete or truncate on holiday_correction
  for each statement execute function refuse_change();

-- Requests from before: their receipt is what the record holds of it. Their dates are computed when they are next looked at.
insert into clock_event (request_id, n, kind, on_day, recorded_at, channel, actor)
  select id, 0, 'RECEIVED', received_on, created_at, channel, 'SYSTEM' from request;
insert into request_clock (request_id, edition, answered_at)
  select r.id, '', coalesce(
    (select min(e.at) from evidence e where e.request_id = r.id and e.leg_id is null and e.to_state = 'RESPONDED'),
    r.ended_at)
  from request r;

-- A day that an officer set does not follow the clock. What a task of before was changed in is not known: its day stays.
alter table manual_task add column due_by_hand boolean not null default false;
update manual_task t set due_by_hand = true where t.state = 'OPEN' and exists (
  select 1 from evidence e where e.leg_id = t.leg_id and e.event = 'TASK_CHANGED');
