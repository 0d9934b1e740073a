-- Grain: one row per clock that runs and pauses. Needs the step `run`, one row per time in which
-- it ran: `clock_key`, `calendar`, `from_at`, `to_at`, `is_running` where it ran on at `to_at`,
-- and `target_microseconds` of the clock. Net time is the sum over the runs, since a pause takes
-- away only what of it was business. `due_at` is when that sum reaches the target; it moves with
-- each resume and there is none while the clock stands still.
with span as (
	select * from run
),
timed as ({{business_time}}),
summed as (
	select
		*,
		coalesce(sum(business_microseconds) over earlier, 0)::bigint as used_before,
		coalesce(count(*) over earlier = count(business_microseconds) over earlier, true)
			as is_known_before
	from timed
	window earlier as (
		partition by clock_key order by from_at, to_at
		rows between unbounded preceding and 1 preceding
	)
),
decisive as (
	select clock_key, calendar, from_at, target_microseconds - used_before as remaining_microseconds
	from summed
	where is_known_before
		and target_microseconds > used_before
		and (is_running or target_microseconds <= used_before + business_microseconds)
	qualify row_number() over (partition by clock_key order by from_at, to_at) = 1
),
countdown as (
	select * from decisive
),
deadline as ({{due}}),
net as (
	select
		clock_key,
		case when count(*) = count(business_microseconds) then sum(business_microseconds)::bigint end
			as net_microseconds
	from timed
	group by clock_key
)
select net.clock_key, net.net_microseconds, deadline.due_at
from net
left join deadline on deadline.clock_key = net.clock_key
