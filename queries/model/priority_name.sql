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
)
select named.source, named.value, coalesce(mapping.canonical, priority_map.priority) as priority
from named
left join value_mapping as mapping
	on mapping.kind = 'priority' and mapping.source = named.source and mapping.value = named.value
left join priority_map on priority_map.spelling = to_spelling(named.value)
where named.value is not null
