-- Grain: one row per client, declared or only named in an export.
with declared as (
	-- What Waybill itself was told goes before what any import says.
	select client_id, min_by(name, (source <> 'waybill', source)) as name,
		min_by(segment, (source <> 'waybill', source)) as segment
	from client
	group by client_id
),
named as (
	select distinct client_id from client_name
)
select
	coalesce(declared.client_id, named.client_id) as client_id,
	coalesce(declared.name, named.client_id) as name,
	declared.segment,
	declared.client_id is not null as is_declared
from declared
full join named on named.client_id = declared.client_id
