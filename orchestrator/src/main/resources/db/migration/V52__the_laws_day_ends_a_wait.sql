-- How long a request waits for an identity by patience alone. wait_until is no later than that, and no later than a refusal is due; it moves with the
-- law's dates. What waits already keeps its day until something about its clock changes.
alter table identity add column patience_until timestamptz;
update identity set patience_until = wait_until;
alter table identity alter column patience_until set not null;
