-- What a person may do without an account. A link to a request's status is kept as a keyed hash.
create table status_link (
  request_id uuid primary key references request,
  word_hash bytea not null unique,
  until timestamptz not null
);

-- Forms that were sent, by keyed hash of the word each carries, so that a double click counts once.
create table subject_form (
  form_hash bytea primary key,
  sent_at timestamptz not null
);

-- Appeals and complaints. What was said, and why it was decided so, is sealed with the request.
create table appeal (
  id uuid primary key,
  seq bigint generated always as identity,
  version bigint not null default 0,
  request_id uuid not null references request,
  kind text not null check (kind in ('APPEAL', 'COMPLAINT')),
  state text not null default 'OPEN' check (state in ('OPEN', 'UPHELD', 'REJECTED')),
  received_on date not null,
  how text,
  said bytea,
  filed_at timestamptz not null,
  acknowledged_at timestamptz,
  reasons bytea,
  decided_at timestamptz,
  decided_by text,
  check ((state = 'OPEN') = (decided_at is null))
);
create index appeal_by_request on appeal (request_id, seq);
create index appeal_open on appeal (received_on) where state = 'OPEN';
