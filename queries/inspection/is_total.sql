-- Whether a cell says that its row adds others up, in the languages of the presets; what it adds up
-- may be named before or after. In a row that could not be divided, amounts follow in the same text.
create or replace temp macro is_total(cell) as regexp_matches(
	cell,
	'^(grand|sub|zwischen|gesamt|sous|report)?[ -]?(totals?|totale|totaux|totaal|summen?|somme|suma|soma|sum)'
		|| '( (g[ée]n[ée]ral|geral|for|für|pour|de|di) [^,;|\t]*)?\s*:?"?([,;|\t].*)?$'
		|| '|^[^,;|\t]* total"?([,;|\t].*)?$',
	'i'
);
