-- The decision on an appeal takes longer, once: the day the person was told, and the code of the reason.
alter table appeal add column extension_notice_on date;
alter table appeal add column extension_reason text;
alter table appeal add check ((extension_notice_on is null) = (extension_reason is null));
alter table appeal add check (extension_notice_on is null or (kind = 'APPEAL' and extension_notice_on >= received_on));

-- Every ground of a refusal, whole or in part; the first is the one that was kept before.
alter table request add column refusal_grounds text[] not null default '{}';
update request set refusal_grounds = array[refusal_ground] where refusal_ground is not null;
alter table request drop column refusal_ground;

-- On which ground an officer refused to do it by hand. Who refused before said none.
alter table leg_object add column refusal_ground text;

-- Who was the first of two to release what was read out.
alter table request add column first_releaser text;

-- Whether a hold on these kinds covers an object of this one. Inlined, so plans stay what they were.
create function hold_covers(the_kinds text[], the_kind text) returns boolean language sql immutable as
$$ select cardinality(the_kinds) = 0 or the_kind = any(the_kinds) $$;
create or replace view object_hold as
  select o.id as object_id, o.leg_id, c.hold_id
  from leg_object o join leg_hold c on c.leg_id = o.leg_id and hold_covers(c.kinds, o.kind);
