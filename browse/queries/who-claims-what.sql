-- order = 10
-- title = "Who claims what about whom?"
-- description = """
-- Each figure that a source gives, with its words: who says it, whom it blames, of whom it speaks, for which
-- event or period. What a report says twice is one row; copies of reports are left out. It shows what was
-- said, not what happened: figures overlap in time, place and source, and must not be added up. The
-- latest events and periods come first."""
-- [parameters.claimant]
-- label = "Claimant"
-- kind = "claimant"
-- hint = "or a part of the name"
-- [parameters.actor]
-- label = "Party blamed"
-- kind = "actor"
-- [parameters.harm]
-- label = "Harm"
-- kind = "harm"
-- default = "killed"
-- [parameters.victims]
-- label = "Victims"
-- kind = "victims"
-- [parameters.scope]
-- label = "Scope"
-- kind = "scope"
-- [parameters.since]
-- label = "Events since"
-- kind = "day"
-- [parameters.until]
-- label = "Events until"
-- kind = "day"
-- [parameters.parts]
-- label = "Parts of figures, too"
-- kind = "yes"
-- hint = "98 civilians, of them 24 children: the 24 is a part"
WITH RECURSIVE
-- Every name once: a step in the index for each, instead of a walk over all claims.
named (name) AS (
    SELECT min(claimant) FROM claims
    UNION ALL
    SELECT (SELECT min(c.claimant) FROM claims AS c WHERE c.claimant > n.name)
    FROM named AS n
    WHERE n.name IS NOT NULL
),
meant AS MATERIALIZED (
    SELECT name FROM named WHERE instr(fold(name), fold(:claimant)) > 0
),
-- All that is asked stands in one index, which gives the latest first.
found AS MATERIALIZED (
    SELECT c.id
    FROM claims AS c
    WHERE (:harm = '' OR c.harm = :harm)
        AND (:scope = '' OR c.scope = :scope)
        AND (:victims = '' OR c.victims = :victims)
        AND (:claimant = '' OR c.claimant IN (SELECT name FROM meant))
        AND (:actor = '' OR c.actor_id = (SELECT id FROM actors WHERE name = :actor))
        AND (:until = '' OR c.date_start <= :until)
        AND (
            :since = '' OR c.date_start >= :since OR c.date_end >= :since
            OR (c.date_end IS NULL AND c.scope <> 'incident')
        )
        AND (c.is_part = 0 OR :parts <> '')
        AND EXISTS (
            SELECT 1
            FROM claims AS t
            JOIN reports AS r ON r.id = t.report_id
            WHERE t.id = c.id
                AND r.duplicate_of IS NULL
                AND CASE t.is_part
                    WHEN 0 THEN t.is_top
                    ELSE t.is_current AND t.id NOT IN (SELECT claim_id FROM rejected_claim)
                END
        )
    ORDER BY c.date_start DESC
    LIMIT 300
)
SELECT
    c.date_start, c.date_end, c.date_precision, c.claimant, c.actor, c.actor_text, c.attribution, c.count_min,
    c.count_max, c.qualifier, c.vague, c.harm, c.victims, c.place, c.place_text, c.scope, c.part_of,
    c.quote, c.flags, c.publisher, c.published_date, c.url, c.report_id, c.claim_id
FROM found AS f
JOIN claim AS c ON c.claim_id = f.id
ORDER BY c.date_start DESC NULLS LAST, c.date_end DESC, c.report_id, c.position
LIMIT 300
