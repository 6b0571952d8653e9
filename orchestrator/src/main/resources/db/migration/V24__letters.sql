-- In which language the person is written to (BCP 47; null: WRIT_LANGUAGE), and whether they ask who received their data.
alter table request add column language text;
alter table request add column tell_recipients boolean not null default false;

-- The words of letters that an administrator put in the place of the built-in ones. No row is ever changed: the newest of a
-- kind and language counts, and one without words brings the built-in template back.
create table letter_template (
  kind text not null,
  language text not null,
  version int not null,
  subject text,
  body text,
  at timestamptz not null,
  actor text not null,
  primary key (kind, language, version)
);

-- What the person is told. Facts and text are sealed under the request's key.
create table letter (
  id uuid primary key,
  seq bigint generated always as identity unique,
  version bigint not null default 0,
  request_id uuid not null references request,
  kind text not null,
  -- What made it due: the same occasion orders it once.
  occasion text not null,
  state text not null,
  facts bytea,
  language text,
  subject bytea,
  body bytea,
  template_version int,
  template_sha256 text,
  missing text not null default '',
  channel text,
  ordered_at timestamptz not null,
  ordered_by text not null,
  attempts int not null default 0,
  -- Since when it is tried; a resend begins anew.
  tried_since timestamptz,
  next_at timestamptz,
  -- Written and committed before the letter is handed over.
  intended_at timestamptz,
  sent_at timestamptz,
  trouble text,
  unique (request_id, kind, occasion)
);
create index letter_at_work on letter (seq) where state in ('ORDERED', 'SENDING');
create index letter_by_state on letter (state, seq desc);
create index letter_by_kind on letter (kind, seq desc);

-- To whom data had been disclosed, and how they were told (GDPR Art. 19; 11 CCR 7022(b)(2)-(3)).
create table recipient (
  id uuid primary key,
  seq bigint generated always as identity,
  request_id uuid not null references request,
  organisation text not null,
  role text not null,
  told text not null,
  how text,
  told_on date,
  evidence_sha256 text,
  explanation text,
  at timestamptz not null,
  actor text not null
);
create index recipient_by_request on recipient (request_id, seq);
