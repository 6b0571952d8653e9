-- Who is told what has happened. Secrets are sealed; failing_since is the first failure after the last success.
create table webhook (
  id uuid primary key,
  seq bigint generated always as identity unique,
  version bigint not null default 0,
  name text not null,
  url text not null,
  events text[] not null,
  state text not null,
  disabled_because text,
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  failures int not null default 0,
  failing_since timestamptz,
  rest_until timestamptz,
  created_at timestamptz not null,
  deleted_at timestamptz
);

-- What has happened, as it is sent: written in the transaction in which it happened.
create table webhook_event (
  id uuid primary key,
  type text not null,
  at timestamptz not null,
  body text not null
);
create index webhook_event_by_age on webhook_event (at);

-- An event for one receiver. Before an attempt next_at is put after its longest end: one that was cut off is due again.
create table webhook_delivery (
  id uuid primary key,
  seq bigint generated always as identity,
  event_id uuid not null references webhook_event on delete cascade,
  webhook_id uuid not null references webhook,
  type text not null,
  state text not null,
  attempts int not null default 0,
  status int,
  failure text,
  created_at timestamptz not null,
  next_at timestamptz not null,
  tried_at timestamptz,
  ended_at timestamptz,
  unique (event_id, webhook_id)
);
create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, seq desc);
create index webhook_delivery_by_state on webhook_delivery (webhook_id, state, seq desc);
create index webhook_delivery_due on webhook_delivery (webhook_id, next_at, seq) where state = 'PENDING';

-- The due day that was told of a manual task; another one is told again.
alter table manual_task add column told_due date;
create index manual_task_open_by_due on manual_task (due_on) where state = 'OPEN';
