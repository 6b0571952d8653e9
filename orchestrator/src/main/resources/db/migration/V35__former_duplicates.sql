-- Without it each deleted request is looked for in the whole table.
create index request_by_former_first on request (was_duplicate_of) where was_duplicate_of is not null;
