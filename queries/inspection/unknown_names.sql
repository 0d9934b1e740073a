-- Grain: one row per name of a client or person in the mapped rows that stands for nobody known
-- yet, with how many rows it is in and the known one that it most resembles. `$kind` says which of
-- the two `name` of the rows is; the current snapshot is attached as `known`.
with named as (
	select name as value, count(*)::integer as rows
	from named_row
	where name is not null
	group by name
),
candidate as (
	select client_id as id, name, 'client' as kind from known.known_client where is_declared
	union all
	select person, person, 'person' from known.person
),
unknown as (
	select named.*
	from named
	anti join alias on alias.kind = $kind::varchar and alias.source = $source::varchar and alias.value = named.value
	anti join candidate
		on candidate.kind = $kind::varchar and (candidate.id = named.value or candidate.name = named.value)
),
compared as (
	select unknown.value, candidate.id, candidate.name,
		to_name_key(unknown.value) = to_name_key(candidate.name) as is_same_name,
		jaro_winkler_similarity(to_name_key(unknown.value), to_name_key(candidate.name)) as likeness
	from unknown
	join candidate on candidate.kind = $kind::varchar
),
best as (
	select value, arg_max(id, likeness) as id, arg_max(name, likeness) as name,
		bool_or(is_same_name) as is_same_name, max(likeness) as likeness
	from compared
	group by value
)
select
	unknown.value,
	unknown.rows,
	case when best.is_same_name or best.likeness > 0.9 then best.id end as suggested_id,
	case when best.is_same_name or best.likeness > 0.9 then best.name end as suggested_name,
	coalesce(best.is_same_name, false) as is_same_name
from unknown
left join best on best.value = unknown.value
order by unknown.rows desc, unknown.value
limit 200
