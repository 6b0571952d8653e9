-- By whose word an object is gone that a human dealt with: who did it, and whether there was anything (dev.writ.leg.Fate).
-- Of earlier ones it is known what was found, and not always who looked.
alter table leg_object add column vouched text;
update leg_object set vouched = case reason when 'a human found nothing' then 'NOTHING_THERE' else 'ATTESTED' end
where state = 'ATTESTED';
alter table leg_object add constraint attested_by_a_word check (state <> 'ATTESTED' or vouched is not null);
