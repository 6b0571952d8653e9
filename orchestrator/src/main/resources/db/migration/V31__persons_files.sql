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

-- A document that a person was asked for to show who they are, or that an agent may ask. Its content lies sealed only until
-- it was checked; the file goes with the check, and with the wait for an identity.
create table identity_document (
  id uuid primary key,
  seq bigint generated always as identity,
  request_id uuid not null references identity,
  kind text not null,
  state text not null,
  asked_at timestamptz not null,
  file_id uuid,
  media_type text,
  uploaded_at timestamptz,
  closed_at timestamptz,
  check ((state = 'UPLOADED') = (file_id is not null))
);
create index identity_document_by_request on identity_document (request_id, seq);
create unique index identity_document_open on identity_document (request_id) where state in ('ASKED', 'UPLOADED');
