-- Grain: one row per ticket, with a hash of all that its facts are made of apart from people's words
-- and the service model. Tickets whose hash is the same as at the last build keep their facts.
with logged as (
	select source, ticket_id, bit_xor(hash(record_id, content_hash)) as content
	from ticket_event
	group by source, ticket_id
),
observed as (
	select ticket_key, bit_xor(hash(observed_event)) as content
	from observed_event
	group by ticket_key
)
select
	ticket.record_id as ticket_key,
	hash(
		ticket.content_hash,
		client_name.client_id,
		person_name.person,
		person.team,
		logged.content,
		observed.content
	) as content_hash
from ticket
left join logged on logged.source = ticket.source and logged.ticket_id = ticket.ticket_id
left join observed on observed.ticket_key = ticket.record_id
left join client_name on client_name.source = ticket.source and client_name.value = ticket.client
left join person_name on person_name.source = ticket.source and person_name.value = ticket.assignee
left join (select person, any_value(team) as team from person group by person) as person
	on person.person = coalesce(person_name.person, ticket.assignee)
