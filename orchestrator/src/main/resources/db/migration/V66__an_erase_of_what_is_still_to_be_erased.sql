-- An attempt has read its objects a while ago. What has been decided of one meanwhile, as by a human who refused the work
-- that goes before it, stands: DECIDED.
create or replace function intend_erase(the_object bigint, the_leg uuid, holder uuid) returns text language plpgsql volatile as
$$ begin
  perform pg_advisory_xact_lock_shared(23);
  if not exists (select 1 from leg where id = the_leg and lease_holder = holder) then
    return 'LEASE_LOST';
  end if;
  if exists (select 1 from object_hold where object_id = the_object) then
    return 'HELD';
  end if;
  perform 1 from leg_object where id = the_object and state = 'LOCATED' for update;
  if not found then
    return 'DECIDED';
  end if;
  insert into vendor_call (leg_id, operation, object_id) values (the_leg, 'ERASE', the_object);
  return 'INTENDED';
end $$;
