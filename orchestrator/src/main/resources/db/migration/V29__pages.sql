-- A link may come with a code for the page from which the request was filed; the code ends long before the link.
alter table identity_challenge add column code_until timestamptz;
update identity_challenge set code_until = until where code_hash is not null;
alter table identity_challenge add check (code_hash is null or code_until is not null);

-- What was filed by a form: whoever has the form's word may enter the code that went to the address.
alter table subject_form add column request_id uuid references request;
