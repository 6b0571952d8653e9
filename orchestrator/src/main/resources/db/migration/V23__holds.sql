-- What is kept from erasure, and why.
create table hold (
  id uuid primary key,
  seq bigint generated always as identity unique,
  version bigint not null default 0,
  sort text not null,
  state text not null,
  law text,
  ground text,
  matter text,
  owner text not null,
  review_on date,
  expires_on date,
  -- What it covers: all that is named must fit.
  request_id uuid references request,
  leg_id uuid references leg,
  connection_id uuid references connection,
  vendor text,
  of_person boolean not null,
  kinds text[] not null,
  placed_at timestamptz not null,
  placed_by text not null,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  check (num_nonnulls(request_id, leg_id, connection_id, vendor) > 0 or of_person)
);
create index hold_active on hold (sort) where state = 'ACTIVE';
create index hold_of_request on hold (request_id) where request_id is not null;
create index hold_of_leg on hold (leg_id) where leg_id is not null;

-- Whom a hold is about, and whose a request is: by keyed hash, so that a hold finds requests to come.
create table hold_person (
  hold_id uuid not null references hold,
  person bytea not null,
  primary key (hold_id, person)
);
create table hold_subject (
  request_id uuid not null references request,
  person bytea not null,
  primary key (request_id, person)
);

-- Which holds an object was found under.
create table held_object (
  object_id bigint not null references leg_object on delete cascade,
  hold_id uuid not null references hold,
  at timestamptz not null,
  primary key (object_id, hold_id)
);
create index held_object_by_hold on held_object (hold_id);
-- Few at a time, however much was erased before: what a new hold can still reach, and what is held.
create index leg_object_unsent on leg_object (leg_id) where state in ('LOCATED', 'HELD');

-- What had gone to the vendor before the hold was placed.
create table hold_late (
  hold_id uuid not null references hold,
  leg_id uuid not null references leg,
  objects int not null,
  primary key (hold_id, leg_id)
);

-- A hold's end gave the leg something to erase after its request was answered.
alter table leg add column rearmed_at timestamptz;

-- The legs that an active hold reaches, whatever they hold. Only an erasure can be held.
create view leg_hold as
  select l.id as leg_id, h.id as hold_id, h.kinds
  from hold h
  join leg l on (h.leg_id is null or h.leg_id = l.id)
    and (h.connection_id is null or h.connection_id = l.connection_id)
    and (h.vendor is null or h.vendor = l.vendor)
    and (h.request_id is null or h.request_id = l.request_id or h.sort = 'KEEP_UNTIL_RECOURSE')
    and (not h.of_person or exists (select 1 from hold_person p
      join hold_subject s on s.person = p.person and s.request_id = l.request_id where p.hold_id = h.id))
  join request r on r.id = l.request_id and r.kind = 'ERASURE'
  where h.state = 'ACTIVE';

-- The objects that an active hold covers.
create view object_hold as
  select o.id as object_id, o.leg_id, c.hold_id
  from leg_object o join leg_hold c on c.leg_id = o.leg_id and (cardinality(c.kinds) = 0 or o.kind = any(c.kinds));

-- The intent to erase an object, unless a hold covers it: one round trip. Each statement sees what was committed
-- before it, so that a hold whose placing we have waited for is seen. 23 is the lock of all holds.
create function intend_erase(the_object bigint, the_leg uuid, holder uuid) returns text language plpgsql volatile as
$$ begin
  perform pg_advisory_xact_lock_shared(23);
  if not exists (select 1 from leg where id = the_leg and lease_holder = holder) then
    return 'LEASE_LOST';
  end if;
  if exists (select 1 from object_hold where object_id = the_object) then
    return 'HELD';
  end if;
  insert into vendor_call (leg_id, operation, object_id) values (the_leg, 'ERASE', the_object);
  return 'INTENDED';
end $$;
