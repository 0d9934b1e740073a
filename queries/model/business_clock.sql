-- Grain: one row per calendar and stretch of a UTC day that is business or not as a whole,
-- half-open, with the business time that had passed before it. The clock at an instant is one
-- look-up by calendar and day, and the business time between two instants is the difference of two.
with edge as (
	select calendar, epoch_us(opens_at) as at_us, 1 as step from business_window
	union all
	select calendar, epoch_us(closes_at), -1 from business_window
	union all
	select calendar.calendar, midnight.at_us, 0
	from (select distinct calendar from calendar) as calendar
	cross join (
		select unnest(range(
			epoch_us(starts_on::timestamp),
			epoch_us(ends_on::timestamp) + 1,
			86_400_000_000
		)) as at_us
		from clock_span
	) as midnight
),
point as (
	select calendar, at_us, sum(step) as step
	from edge
	group by calendar, at_us
),
stretch as (
	select
		calendar,
		at_us as from_us,
		lead(at_us) over in_time as to_us,
		-- Windows may overlap; time within several of them passes once.
		sum(step) over in_time > 0 as is_business
	from point
	window in_time as (partition by calendar order by at_us)
),
covered as (
	select stretch.*
	from stretch
	join clock_span
		on stretch.from_us >= epoch_us(clock_span.starts_on::timestamp)
		and stretch.to_us <= epoch_us(clock_span.ends_on::timestamp)
)
select
	calendar,
	from_us // 86_400_000_000 as utc_day,
	make_timestamptz(from_us) as from_at,
	make_timestamptz(to_us) as to_at,
	is_business,
	coalesce(sum(case when is_business then to_us - from_us else 0 end) over earlier, 0)::bigint
		as passed_microseconds
from covered
window earlier as (
	partition by calendar order by from_us rows between unbounded preceding and 1 preceding
)
