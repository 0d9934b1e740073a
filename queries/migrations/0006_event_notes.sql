-- What was said in a reply, note or comment. It is no part of the key of an event, so that an edited
-- comment stays the same one.
alter table ticket_event_version add column note varchar;

-- The content of a row is all its fields, those that no file brought included.
update ticket_event_version
set content_hash = hash(
	ticket_id, "at", kind, from_value, to_value, actor, actor_kind, ordinal, null
);

create or replace view ticket_event as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from ticket_event_version
where is_current;
