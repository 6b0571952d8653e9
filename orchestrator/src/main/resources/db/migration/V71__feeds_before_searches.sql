-- Whose record was read: that of the connection's address since then. What leads elsewhere now was never read.
alter table feed add column address_since timestamptz;
update feed f set address_since = c.address_since from connection c where c.id = f.connection_id;
alter table feed alter column address_since set not null;

-- Failed reads in a row that got no further: the next waits longer.
alter table feed add column failures int not null default 0;

-- Since when the leg waits for its vendor's feed to be read before it searches.
alter table leg add column feed_awaited_since timestamptz;
