-- Grain: one row per source and spelling of a status in it, with what it means. A person's word on
-- it decides first, then the service model; a spelling that neither covers has no meaning of its
-- own and leaves its tickets open.
with named as (
	select source, status as value from ticket
	union
	select source, from_value from ticket_event where kind = 'status'
	union
	select source, to_value from ticket_event where kind = 'status'
	union
	select source, from_value from observed_event where kind = 'status'
	union
	select source, to_value from observed_event where kind = 'status'
),
stated as (
	select mapping.source, mapping.value, status_map.status, status_map.class, status_map.holder
	from value_mapping as mapping
	join status_map on status_map.spelling = to_spelling(mapping.canonical)
	where mapping.kind = 'status'
)
select
	named.source,
	named.value,
	coalesce(stated.status, status_map.status) as status,
	coalesce(stated.class, status_map.class, 'open') as status_class,
	case when stated.status is not null then stated.holder else status_map.holder end as held_by
from named
left join stated on stated.source = named.source and stated.value = named.value
left join status_map on status_map.spelling = to_spelling(named.value)
where named.value is not null
