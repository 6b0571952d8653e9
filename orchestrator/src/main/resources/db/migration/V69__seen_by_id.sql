-- A list is no evidence of it, as one that shows accounts names what each may have: a look by its id is.
alter table offboarding_object add column seen_by_id boolean not null default false;
