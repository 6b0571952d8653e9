-- Whose request it is: keyed hashes of its identifiers, each for one vendor or (empty) for all. Deleted with the request's key.
create table request_person (
  person bytea not null,
  vendor text not null,
  request_id uuid not null references request,
  primary key (person, vendor, request_id)
);
create index request_person_by_request on request_person (request_id);

-- That somebody asked, after the request's key was destroyed: no way leads back to the request. Deleted a year after the receipt.
create table earlier_filing (
  person bytea not null,
  filing uuid not null,
  kind text not null,
  received_on date not null,
  primary key (person, filing)
);
create index earlier_filing_by_day on earlier_filing (received_on);

alter table request
  add column filed_by text,
  add column wanted_connections uuid[] not null default '{}',
  add column duplicate_of uuid references request,
  add column was_duplicate_of uuid references request,
  add column refusal_ground text,
  add column first_approver_person text;
create index request_by_first on request (duplicate_of) where duplicate_of is not null;
-- Until now every token was a person of its own.
update request set first_approver_person = first_approver::text where first_approver is not null;

-- What a withdrawal found at each leg: stopped, or submitted already.
create table withdrawn_leg (
  leg_id uuid primary key references leg,
  request_id uuid not null references request,
  too_late boolean not null
);
create index withdrawn_leg_by_request on withdrawn_leg (request_id);

alter table api_token add column person text;
update api_token set person = id::text;
alter table api_token alter column person set not null;

alter table offboarding
  add column opened_by text,
  add column first_approver_person text;
update offboarding set first_approver_person = first_approver::text where first_approver is not null;
