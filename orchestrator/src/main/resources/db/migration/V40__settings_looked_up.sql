-- A task may be about an account itself: what it is set to where no API shows it.
alter table manual_task drop constraint manual_task_of_something;
alter table manual_task add constraint manual_task_of_something check (
  case when purpose = 'LOOK_UP' then num_nonnulls(offboarding_id, request_id, leg_id) = 0
    when offboarding_id is null then num_nonnulls(request_id, leg_id) = 2
    else num_nonnulls(request_id, leg_id) = 0 end);
create unique index manual_task_open_of_connection on manual_task (connection_id, code) where state = 'OPEN' and purpose = 'LOOK_UP';
