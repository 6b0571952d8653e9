-- Who is asking: what each request requires, how far it is known, and by which method. No data of a check.
create table identity (
  request_id uuid primary key references request,
  version bigint not null default 0,
  required text not null,
  required_by text not null,
  through_agent boolean not null default false,
  permission text,
  level text not null,
  method text,
  established_at timestamptz,
  wait_until timestamptz not null
);
create index identity_waiting on identity (wait_until) where established_at is null;

-- One check that was passed. The note is the officer's word, sealed with the request.
create table identity_check (
  id uuid primary key,
  seq bigint generated always as identity,
  request_id uuid not null references identity,
  method text not null,
  level text not null,
  at timestamptz not null,
  actor text not null,
  point_types text,
  points int,
  declared boolean,
  note bytea
);
create index identity_check_by_request on identity_check (request_id, seq);

-- A code or link that was asked for. Once it is no longer open, nothing is left by which it could be used.
create table identity_challenge (
  id uuid primary key,
  seq bigint generated always as identity,
  request_id uuid not null references identity,
  kind text not null,
  state text not null,
  asked_at timestamptz not null,
  until timestamptz not null,
  tries int not null default 0,
  entry_hash bytea unique,
  code_hash bytea,
  sealed bytea,
  revealed_at timestamptz,
  check (state = 'OPEN' or (entry_hash is null and code_hash is null and sealed is null))
);
create index identity_challenge_by_request on identity_challenge (request_id, seq);
create unique index identity_challenge_open on identity_challenge (request_id) where state = 'OPEN';
create index identity_challenge_until on identity_challenge (until) where state = 'OPEN';

-- When an address, or a link, may be used at the persons' pages again; both by keyed hash.
create table subject_pace (
  caller bytea primary key,
  free_at timestamptz not null
);

-- What was filed before rested on the word of whoever filed it.
insert into identity (request_id, required, required_by, level, method, established_at, wait_until)
  select id, level, 'filed before identity was checked here', level, method, created_at, created_at from (
    select id, created_at,
      case when regime = 'CCPA' and kind <> 'ERASURE' then 'REASONABLY_HIGH' else 'REASONABLE' end as level,
      case when identity_method = 'SIGNED_IN_SESSION' then 'SIGNED_IN_SESSION' else 'OFFICER_ATTESTED' end as method
    from request) earlier;
insert into identity_check (id, request_id, method, level, at, actor)
  select gen_random_uuid(), request_id, method, level, established_at, 'SYSTEM' from identity where method is not null;
