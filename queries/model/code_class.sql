-- Grain: one row per source and billing code in it, with the class it belongs to; a code that
-- nobody has placed has none.
with named as (
	select source, billing_code as code from time_entry
	union
	select source, billing_code from ticket
	union
	select source, billing_code from invoice_line
),
declared as (
	-- What Waybill itself was told goes before what any import says.
	select code, min_by(class, (source <> 'waybill', source)) as class
	from billing_code
	group by code
)
select named.source, named.code, coalesce(mapping.canonical, declared.class, code_map.class) as class
from named
left join value_mapping as mapping
	on mapping.kind = 'billing_code' and mapping.source = named.source and mapping.value = named.code
left join declared on declared.code = named.code
left join code_map on code_map.spelling = to_spelling(named.code)
where named.code is not null
