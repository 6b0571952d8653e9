-- Events of vendors' calls, by keyed hash, so that each is acted on once.
create table hook_event (
  connection_id uuid not null references connection,
  event bytea not null,
  received_at timestamptz not null default now(),
  primary key (connection_id, event)
);
create index hook_event_by_age on hook_event (received_at);

-- The few legs that a vendor's call may concern, among all there ever were.
create index leg_at_vendor on leg (connection_id) where state in ('VENDOR_PROCESSING', 'CONFIRMED_BY_VENDOR');

-- How far each feed was read. The cursor (sealed) moves in one transaction with the entries before it.
create table feed (
  connection_id uuid primary key references connection,
  cursor bytea,
  entries bigint not null default 0,
  refused bigint not null default 0,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  next_at timestamptz not null default now(),
  failure text,
  failed_at timestamptz,
  lease_holder uuid,
  leased_until timestamptz
);
