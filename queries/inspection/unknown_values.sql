-- Grain: one row per status, priority or billing code in the mapped rows that no mapping covers,
-- with how many rows it is in. `$kind` says which of them `value` of the rows is.
with used as (
	select value, count(*)::integer as rows
	from valued_row
	where value is not null
	group by value
),
covered as (
	select used.value
	from used
	join value_mapping as mapping
		on mapping.kind = $kind::varchar and mapping.source = $source::varchar and mapping.value = used.value
	union
	select used.value from used join status_map on status_map.spelling = to_spelling(used.value)
	where $kind::varchar = 'status'
	union
	select used.value from used join priority_map on priority_map.spelling = to_spelling(used.value)
	where $kind::varchar = 'priority'
	union
	select used.value from used join code_map on code_map.spelling = to_spelling(used.value)
	where $kind::varchar = 'billing_code'
	union
	select used.value from used join known.billing_code on billing_code.code = used.value
	where $kind::varchar = 'billing_code'
)
select used.value, used.rows
from used
anti join covered on covered.value = used.value
order by used.rows desc, used.value
limit 200
