-- A request that is deleted is looked for among those that would have been answered with it.
create index request_by_earlier_first on request (was_duplicate_of) where was_duplicate_of is not null;
