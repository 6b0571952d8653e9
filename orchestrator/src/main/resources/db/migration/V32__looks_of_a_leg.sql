-- Of every leg that is answered it is asked whether it was ever looked at, and whether it came back.
drop index look_by_leg;
create index look_by_leg on look (leg_id);
create index resurfacing_by_leg on resurfacing (leg_id);
