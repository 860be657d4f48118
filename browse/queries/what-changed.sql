-- order = 30
-- title = "Which figures changed after publication?"
-- description = """
-- Each figure that one text of a report gives and the next text gives otherwise, with the words before
-- and after, the latest change first. It shows that a publisher changed a number, not which one is right. A claim
-- that was added or taken out is no change of a figure; see the report's versions for all that changed."""
-- [parameters.publisher]
-- label = "Publisher"
-- kind = "publisher"
-- [parameters.harm]
-- label = "Harm"
-- kind = "harm"
-- [parameters.since]
-- label = "Seen since"
-- kind = "day"
-- [parameters.until]
-- label = "Seen until"
-- kind = "day"
WITH
-- Later texts, the latest first; far more of them than there are rows to show.
later AS MATERIALIZED (
    SELECT v.id
    FROM report_versions AS v
    JOIN reports AS r ON r.id = v.report_id
    WHERE v.number > 1
        AND (:publisher = '' OR r.publisher_id = (SELECT id FROM publishers WHERE name = :publisher))
        AND (:since = '' OR v.first_seen_at >= :since)
        AND (:until = '' OR substr(v.first_seen_at, 1, 10) <= :until)
        AND EXISTS (
            SELECT 1
            FROM claims AS n
            JOIN claims AS o ON o.id = n.follows_id
            WHERE n.version_id = v.id AND (:harm = '' OR n.harm = :harm) AND (
                o.count_min IS NOT n.count_min
                OR o.count_max IS NOT n.count_max
                OR o.vague IS NOT n.vague
            )
        )
    ORDER BY v.first_seen_at DESC
    LIMIT 300
)
SELECT
    v.first_seen_at AS seen_at, p.name AS publisher, n.harm, n.victims, coalesce(a.name, b.name) AS actor,
    o.count_min AS old_count, o.count_max AS old_count_max, n.count_min AS new_count,
    n.count_max AS new_count_max, o.quote AS old_quote, n.quote AS new_quote, u.number AS old_version,
    v.number AS new_version, r.url, v.report_id, n.id AS claim_id
FROM later AS l
JOIN report_versions AS v ON v.id = l.id
JOIN reports AS r ON r.id = v.report_id
JOIN publishers AS p ON p.id = r.publisher_id
JOIN claims AS n ON n.version_id = v.id
JOIN claims AS o ON o.id = n.follows_id
JOIN report_versions AS u ON u.id = o.version_id
LEFT JOIN actors AS a ON a.id = n.actor_id
LEFT JOIN actors AS b ON b.id = o.actor_id
WHERE (:harm = '' OR n.harm = :harm)
    AND (
        o.count_min IS NOT n.count_min OR o.count_max IS NOT n.count_max OR o.vague IS NOT n.vague
    )
    AND n.id NOT IN (SELECT claim_id FROM rejected_claim)
    AND o.id NOT IN (SELECT claim_id FROM rejected_claim)
GROUP BY
    v.id, u.id, n.harm, n.victims, coalesce(a.name, b.name), n.claimant, n.scope, n.is_part,
    o.count_min, o.count_max, o.vague, n.count_min, n.count_max, n.vague
ORDER BY v.first_seen_at DESC, v.report_id, min(n.position)
LIMIT 300
