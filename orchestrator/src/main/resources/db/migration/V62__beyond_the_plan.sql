-- Found after the plan was approved, and approved by nobody since: it is not erased.
alter table leg_object add column unplanned boolean not null default false;
-- Where data was seen to be still there nothing else waits to be erased, but what a hold kept before.
update leg_object o set unplanned = true from leg l
  where l.id = o.leg_id and l.state = 'STILL_PRESENT' and o.state = 'LOCATED'
    and not exists (select 1 from held_object k where k.object_id = o.id)
    and not exists (select 1 from vendor_call c where c.object_id = o.id);

-- The first of two people who approve what was found beyond the plan at this leg.
alter table leg add column first_approver text;

-- The guard before an erase is sent again whose answer was lost: what intend_erase asks, and whether the intent is open
-- still. SETTLED: another attempt has learnt what became of it.
create function intend_again(the_object bigint, the_leg uuid, holder uuid) returns text language plpgsql volatile as
$$ begin
  perform pg_advisory_xact_lock_shared(23);
  if not exists (select 1 from leg where id = the_leg and lease_holder = holder) then
    return 'LEASE_LOST';
  end if;
  if not exists (select 1 from vendor_call where object_id = the_object and settled_at is null) then
    return 'SETTLED';
  end if;
  if exists (select 1 from object_hold where object_id = the_object) then
    return 'HELD';
  end if;
  return 'INTENDED';
end $$;
