-- Identifiers that the leg's vendor told of the person, sealed with the request's key.
alter table leg add column learnt bytea;
