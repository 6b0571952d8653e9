-- What was read out has its own reason and its number of pieces: the erase writes reasons of its own, and rows that are missing are seen.
alter table offboarding_object add column taken_reason text;
alter table offboarding_object add column taken_pieces int;
update offboarding_object set taken_reason = reason where taken in ('BY_HAND', 'IMPOSSIBLE');

-- The manifest of what was taken home, of the sealed rows as they were read again before an officer accepted them.
alter table offboarding add column export_manifest text;

-- What a connection's account does not let a drill plant, and why.
create table drill_unplantable (
  drill_id uuid not null references drill,
  kind text not null,
  reason text not null,
  primary key (drill_id, kind)
);
