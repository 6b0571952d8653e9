-- How an identifier was hashed by earlier versions, where that is another hash: to ask for what they have entered.
alter table request_person add column was bytea;

-- Who is compared with holds, hashed as it is now; rows of earlier versions are completed before a hold is placed.
alter table hold_subject add column form int not null default 1;
