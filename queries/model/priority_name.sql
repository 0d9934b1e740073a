-- Grain: one row per source and spelling of a priority in it, with the priority that it means. A
-- person's word on it decides first, then the service model; a spelling that neither covers means
-- none.
with named as (
	select source, priority as value from ticket
	union
	select source, from_value from ticket_event where kind = 'priority'
	union
	select source, to_value from ticket_event where kind = 'priority'
	union
	select source, from_value from observed_event where kind = 'priority'
	union
	select source, to_value from observed_event where kind = 'priority'
),
stated as (
	-- A priority that was renamed keeps its old name as a spelling.
	select mapping.source, mapping.value, priority_map.priority
	from value_mapping as mapping
	join priority_map on priority_map.spelling = to_spelling(mapping.canonical)
	where mapping.kind = 'priority'
)
select named.source, named.value, coalesce(stated.priority, priority_map.priority) as priority
from named
left join stated on stated.source = named.source and stated.value = named.value
left join priority_map on priority_map.spelling = to_spelling(named.value)
where named.value is not null
