-- Codes by which the person of an answered access request fetches the package; no longer open, no code is left.
create table package_code (
  id uuid primary key,
  request_id uuid not null references request,
  code_hash bytea,
  asked_at timestamptz not null,
  until timestamptz not null,
  tries int not null default 0
);
create index package_code_by_request on package_code (request_id, asked_at);
create unique index package_code_open on package_code (request_id) where code_hash is not null;
