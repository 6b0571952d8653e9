-- What was taken home from a vendor that was left is destroyed some time after, and the offboarding's data key with it.
alter table offboarding add column export_destroyed_at timestamptz;
alter table offboarding alter column wrapped_key drop not null;
