-- A name without what its spellings differ in: case, accents, marks, the legal form of a company,
-- the host of an e-mail address, the order of family and given name.
create or replace temp macro to_name_key(name) as
	array_to_string(list_sort(list_filter(
		string_split_regex(
			lower(strip_accents(regexp_replace(regexp_replace(name, '@.*$', ''), '\s*\([^()]*\)\s*$', ''))),
			'[^\p{L}\p{N}]+'
		),
		lambda word: word not in (
			'', 'ltd', 'limited', 'inc', 'llc', 'llp', 'plc', 'corp', 'corporation', 'co', 'company',
			'gmbh', 'ag', 'kg', 'ug', 'sa', 'sas', 'sarl', 'sl', 'srl', 'spa', 'bv', 'nv', 'oy', 'ab', 'as',
			'pty', 'ltda', 'the', 'and'
		)
	)), ' ');
