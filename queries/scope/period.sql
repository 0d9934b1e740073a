select
	coalesce(
		timezone($zone::varchar, $from_on::date::timestamp),
		'0001-01-01 00:00:00+00'::timestamptz
	) as starts_at,
	-- The instant of `as_of` itself belongs to the period.
	least(
		coalesce(
			timezone($zone::varchar, ($to_on::date + 1)::timestamp),
			'9999-01-01 00:00:00+00'::timestamptz
		),
		$as_of::timestamptz + interval 1 microsecond
	) as ends_at
