-- Grain: one row per clock that runs and pauses. Needs the step `run`, one row per time in which
-- it ran: `clock_key`, `calendar`, `from_at`, `to_at`, `is_running` where it ran on at `to_at`,
-- and `target_microseconds` of the clock. Net time is the sum over the runs, since a pause takes
-- away only what of it was business. `due_at` is when that sum reaches the target; it moves with
-- each resume, and there is none while the clock stands still. Both are unknown when one run is.
with span as (
	select * from run
),
timed as ({{business_time}}),
summed as (
	select
		*,
		coalesce(sum(business_microseconds) over earlier, 0)::bigint as used_before
	from timed
	window earlier as (
		partition by clock_key order by from_at, to_at
		rows between unbounded preceding and 1 preceding
	)
),
marked as (
	-- The target is used up in one run at most, or will be in the one that goes on.
	select
		*,
		target_microseconds > used_before
			and (is_running or target_microseconds <= used_before + business_microseconds)
			as is_decisive
	from summed
),
net as (
	select
		clock_key,
		case when count(*) = count(business_microseconds) then sum(business_microseconds)::bigint end
			as net_microseconds,
		any_value(calendar) filter (where is_decisive) as calendar,
		any_value(from_at) filter (where is_decisive) as from_at,
		any_value(target_microseconds - used_before) filter (where is_decisive)
			as remaining_microseconds
	from marked
	group by clock_key
),
countdown as (
	select clock_key, net_microseconds, calendar, from_at, remaining_microseconds
	from net
),
deadline as ({{due}})
select
	clock_key,
	net_microseconds,
	case when net_microseconds is not null then due_at end as due_at
from deadline
