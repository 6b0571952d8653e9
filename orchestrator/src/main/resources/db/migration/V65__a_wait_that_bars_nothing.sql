-- Whether objects of other kinds behind this one wait as well while the vendor works on it.
alter table leg_object add column bars boolean not null default true;
