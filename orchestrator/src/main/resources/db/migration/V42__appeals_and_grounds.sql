-- The decision on an appeal takes longer, once: the day the person was told, and the code of the reason.
alter table appeal add column extension_notice_on date;
alter table appeal add column extension_reason text;
alter table appeal add check ((extension_notice_on is null) = (extension_reason is null));
alter table appeal add check (extension_notice_on is null or (kind = 'APPEAL' and extension_notice_on >= received_on));
