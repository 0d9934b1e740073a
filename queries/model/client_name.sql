-- Grain: one row per source and name of a client in it, with the client it stands for.
-- A person's alias decides first, then an exact match with a declared client's id or name; a name
-- that matches nothing, or several clients alike, stands for itself, so that its figures are
-- neither lost nor merged.
with named as (
	select source, client as value from ticket
	union
	select source, client from time_entry
	union
	select source, client from agreement
	union
	select source, client from approval
	union
	select source, client from invoice
	union
	select source, client from onboarding_step
	union
	select source, client from client_document
	union
	select source, client from client_size
),
declared as (
	select client_id as value, client_id, 1 as preference from client
	union all
	select name, client_id, case when source = 'waybill' then 2 else 3 end from client
),
preferred as (
	select value, client_id, rank() over (partition by value order by preference) as place
	from declared
),
matched as (
	select value, min(client_id) as client_id
	from preferred
	where place = 1
	group by value
	having count(distinct client_id) = 1
)
select
	named.source,
	named.value,
	coalesce(alias.canonical_id, matched.client_id, named.value) as client_id,
	coalesce(alias.canonical_id, matched.client_id) is not null as is_resolved
from named
left join alias
	on alias.kind = 'client' and alias.source = named.source and alias.value = named.value
left join matched on matched.value = named.value
where named.value is not null
