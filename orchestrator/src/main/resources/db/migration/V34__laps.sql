-- How many pages of the vendor's lists were read, and the cursor (sealed) that must not come again: a circle is no list.
alter table offboarding add column pages bigint not null default 0, add column page_mark bytea;
