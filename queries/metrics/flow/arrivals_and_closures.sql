-- Grain: one row per bucket of the period, and per group in it; is_total marks the bucket's own.
with period as ({{period}}),
ticket as ({{ticket_in_scope}}),
origin as (
	select coalesce($from_on::date, min(timezone($zone::varchar, created_at)::date)) as first_on
	from ticket
),
happening as (
	select ticket_key, opened_at as happened_at, opened_as as measure from open_interval
	union all
	select ticket_key, closed_at, closed_as from open_interval where closed_at is not null
	union all
	select ticket_key, null, 'ended' from ticket where is_end_unknown
),
counted as (
	select
		ticket.source,
		ticket.ticket_id,
		ticket.client_id,
		ticket.group_value,
		happening.happened_at,
		happening.measure,
		case $every::varchar
			when 'day' then timezone($zone::varchar, happening.happened_at)::date
			when 'week' then date_trunc('week', timezone($zone::varchar, happening.happened_at))::date
			when 'month' then date_trunc('month', timezone($zone::varchar, happening.happened_at))::date
			else origin.first_on
		end as period_start_on,
		not ticket.is_merged and happening.happened_at is not null as is_numerator,
		ticket.is_merged or happening.happened_at is null as is_excluded,
		case
			when ticket.is_merged then 'merged into another ticket'
			when happening.happened_at is null then 'ended at an unknown time'
		end as exclusion_reason
	from happening
	join ticket on ticket.ticket_key = happening.ticket_key
	cross join period
	cross join origin
	-- An end that nobody wrote down may belong to any period since the ticket was created.
	where coalesce(
		happening.happened_at >= period.starts_at and happening.happened_at < period.ends_at,
		ticket.created_at < period.ends_at
	)
),
tally as (
	select
		period_start_on,
		group_value,
		grouping(group_value) = 1 as is_total,
		count(*) filter (where measure in ('created', 'reopened')) as arrivals,
		count(*) filter (where measure = 'reopened') as reopened,
		count(*) filter (where measure = 'closed') as closures,
		count(*) filter (where measure = 'withdrawn') as withdrawn
	from counted
	where is_numerator
	group by grouping sets ((period_start_on), (period_start_on, group_value))
),
span as (
	select
		first_on,
		least($to_on::date, timezone($zone::varchar, $as_of::timestamptz)::date) as last_on
	from origin
),
bucket as (
	select distinct
		case $every::varchar
			when 'week' then date_trunc('week', day)::date
			when 'month' then date_trunc('month', day)::date
			else day::date
		end as period_start_on
	from span, generate_series(first_on::timestamp, last_on::timestamp, interval 1 day) as days (day)
	where $every::varchar <> 'period'
	union all
	select first_on from origin where $every::varchar = 'period' and first_on is not null
),
spine as (
	select bucket.period_start_on, grouped.group_value, grouped.is_total
	from bucket
	cross join (
		select null as group_value, true as is_total
		union all
		select distinct group_value, false from tally where $by::varchar is not null and not is_total
	) as grouped
)
select
	spine.period_start_on,
	spine.group_value::varchar as group_value,
	spine.is_total,
	coalesce(tally.arrivals, 0)::integer as arrivals,
	coalesce(tally.reopened, 0)::integer as reopened,
	coalesce(tally.closures, 0)::integer as closures,
	coalesce(tally.withdrawn, 0)::integer as withdrawn,
	(coalesce(tally.arrivals, 0) - coalesce(tally.closures, 0) - coalesce(tally.withdrawn, 0))::integer as net_flow
from spine
left join tally
	on tally.period_start_on is not distinct from spine.period_start_on
	and tally.group_value is not distinct from spine.group_value
	and tally.is_total = spine.is_total
order by spine.period_start_on, spine.is_total desc, spine.group_value
