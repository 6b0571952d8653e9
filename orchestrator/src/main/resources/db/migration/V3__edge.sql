-- Tokens can be named, listed and revoked.
alter table api_token add column name text not null default 'first run';
alter table api_token alter column name drop default;
alter table api_token add column last_used_at timestamptz;
alter table api_token add column revoked_at timestamptz;

-- Limits of a connection; null means the vendor's own.
alter table connection add column calls_per_second double precision check (calls_per_second > 0);
alter table connection add column concurrency int check (concurrency between 1 and 64);

-- Filters of the request list, each with the order of its pages.
create index request_by_kind on request (kind, seq desc);
create index request_by_regime on request (regime, seq desc);
create index request_by_outcome on request (outcome, seq desc) where outcome is not null;
create index request_by_reference on request (reference, seq desc) where reference is not null;
create index request_by_received on request (received_on, seq desc);
create index leg_by_connection on leg (connection_id, request_id);
