-- How far a round over all that was erased at a connection has come, and what it has shown so far. The standing of the last
-- whole round (`…_last`) holds until the next one ends, unless something can be read before.
create table sweep_round (
  connection_id uuid primary key references connection,
  begun_at timestamptz not null,
  terms text not null,
  after_place bigint not null,
  until_place bigint not null,
  gap boolean not null,
  unnamed boolean not null,
  unnamed_last boolean not null,
  late_asked int not null,
  late_absent int not null,
  late_present int not null,
  late_last text,
  again_asked int not null,
  again_absent int not null,
  again_present int not null,
  again_last text,
  whole_at timestamptz
);

-- A round goes by the objects' own order.
alter table leg_object drop column swept_at;

-- From when on the days of a retention count, where a contract says so.
alter table claim add column counted_from text;
alter table claim_history add column counted_from text;

-- A look says nothing of what no look can show.
update look set outcome = 'UNVERIFIABLE' where outcome = 'ABSENT' and beyond_sight > 0;

-- Objects that a look at a vendor that was left could not look at.
alter table offboarding_look add column unseen bigint not null default 0;
