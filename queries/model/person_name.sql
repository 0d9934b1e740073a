-- Grain: one row per source and name of a person in it, with the person it stands for.
with named as (
	select source, assignee as value from ticket
	union
	select source, from_value from ticket_event where kind = 'assignee'
	union
	select source, to_value from ticket_event where kind = 'assignee'
	union
	select source, person from time_entry
	union
	select source, person from absence
)
select
	named.source,
	named.value,
	coalesce(alias.canonical_id, person.person, named.value) as person,
	coalesce(alias.canonical_id, person.person) is not null as is_resolved
from named
left join alias
	on alias.kind = 'person' and alias.source = named.source and alias.value = named.value
left join (select distinct person from person) as person on person.person = named.value
where named.value is not null
