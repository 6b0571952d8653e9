-- One try of a vendor with an invented person. The marker, by which everything of the person's is found, stands
-- here sealed before the vendor hears of it.
create table drill (
  id uuid primary key,
  seq bigint generated always as identity unique,
  version bigint not null default 0,
  connection_id uuid not null references connection,
  vendor text not null,
  state text not null,
  marker bytea not null,
  claimed_days int,
  opened_by text not null,
  opened_at timestamptz not null,
  plantings int not null default 0,
  planted_at timestamptz,
  erased_at timestamptz,
  absent_at timestamptz,
  absence_seconds double precision,
  cleaning_at timestamptz,
  ended_at timestamptz,
  stopped boolean not null default false,
  failure text,
  reason text,
  tries int not null default 0,
  watched int not null default 0,
  stuck_since timestamptz,
  next_at timestamptz not null,
  resurrections int not null default 0,
  leftovers int not null default 0,
  lease_holder uuid,
  leased_until timestamptz
);
-- One drill at a time at a connection.
create unique index drill_running on drill (connection_id) where ended_at is null;
create index drill_by_connection on drill (connection_id, seq desc);
create index drill_by_end on drill (vendor, ended_at) where ended_at is not null;

-- What was planted. Nothing else is ever erased by a drill. The vendor's id is sealed, and found again by keyed hash.
create table drill_object (
  id bigint generated always as identity primary key,
  drill_id uuid not null references drill,
  kind text not null,
  hash bytea not null,
  sealed bytea not null,
  origin text not null,
  state text not null,
  residual text,
  handle bytea,
  poll_at timestamptz,
  erases int not null default 0,
  asked_at timestamptz,
  absent_at timestamptz,
  absence_seconds double precision,
  unobservable text,
  resurrections int not null default 0,
  unique (drill_id, hash)
);

create table drill_look (
  id bigint generated always as identity primary key,
  drill_id uuid not null references drill,
  at timestamptz not null,
  during text not null,
  outcome text not null,
  present int not null,
  absent int not null,
  unobservable int not null,
  strangers int not null,
  note text
);
create index drill_look_by_drill on drill_look (drill_id, id);

-- Whether drills are held at a connection by themselves; without a row they are not.
create table drill_policy (
  connection_id uuid primary key references connection,
  every text not null,
  changed_at timestamptz not null,
  changed_by text not null
);
