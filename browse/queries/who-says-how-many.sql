-- order = 20
-- title = "Who says how many?"
-- description = """
-- The figures of different claimants for one harm, one kind of victims and one scope, ordered by period and place,
-- so that what can be compared stands together. Only such rows may be compared; no row may be added to another.
-- Claimants count by different rules, and places and periods are often not quite the same. Without days, the
-- last twelve months that have such figures are shown."""
-- [parameters.harm]
-- label = "Harm"
-- kind = "harm"
-- default = "killed"
-- [parameters.victims]
-- label = "Victims"
-- kind = "victims"
-- default = "civilian"
-- [parameters.scope]
-- label = "Scope"
-- kind = "scope"
-- default = "period_total"
-- [parameters.actor]
-- label = "Party blamed"
-- kind = "actor"
-- [parameters.since]
-- label = "Period begins since"
-- kind = "day"
-- [parameters.until]
-- label = "Period begins until"
-- kind = "day"
WITH
days AS MATERIALIZED (
    SELECT
        coalesce(nullif(:until, ''), (
            SELECT max(c.date_start) FROM claims AS c
            WHERE (:harm = '' OR c.harm = :harm) AND (:scope = '' OR c.scope = :scope)
                AND (:victims = '' OR c.victims = :victims)
                AND (:actor = '' OR c.actor_id = (SELECT id FROM actors WHERE name = :actor))
        )) AS last_day
),
found AS MATERIALIZED (
    SELECT c.id
    FROM claims AS c
    WHERE c.is_part = 0
        AND (:harm = '' OR c.harm = :harm)
        AND (:scope = '' OR c.scope = :scope)
        AND (:victims = '' OR c.victims = :victims)
        AND (:actor = '' OR c.actor_id = (SELECT id FROM actors WHERE name = :actor))
        AND c.date_start <= (SELECT last_day FROM days)
        AND c.date_start
            >= coalesce(nullif(:since, ''), (SELECT date(last_day, '-1 year', '+1 day') FROM days))
        AND EXISTS (
            SELECT 1 FROM claims AS t JOIN reports AS r ON r.id = t.report_id
            WHERE t.id = c.id AND t.is_top AND r.duplicate_of IS NULL
        )
    ORDER BY c.date_start DESC
    LIMIT 1000
)
SELECT
    c.date_start, c.date_end, c.date_precision, coalesce(c.place, c.place_text) AS place, c.claimant,
    c.count_min, c.count_max, c.qualifier, c.vague, c.harm, c.victims, c.actor, c.scope,
    count(DISTINCT c.report_id) AS reports, min(c.published_date) AS first_published, c.quote,
    c.report_id, c.claim_id
FROM found AS f
JOIN claim AS c ON c.claim_id = f.id
GROUP BY
    c.date_start, c.date_end, coalesce(c.place, c.place_text), c.claimant, c.actor, c.harm, c.victims,
    c.scope, c.count_min, c.count_max, c.qualifier, c.vague
ORDER BY c.date_start DESC, c.date_end DESC, coalesce(c.place, c.place_text), c.actor, c.victims, c.claimant
LIMIT 400
