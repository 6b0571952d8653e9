-- The hash of a body and the answer to it may tell whose a request was, and so may the key it was filed with: when the
-- request's data key is destroyed they go, and nothing leads from the key to the request any more.
alter table idempotency alter column request_id drop not null;
alter table idempotency alter column body_hash drop not null;
create index idempotency_by_request on idempotency (request_id) where request_id is not null;
update idempotency set request_id = null, body_hash = null, answer = null
  where request_id in (select id from request where key_destroyed_at is not null);
