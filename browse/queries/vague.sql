-- order = 80
-- title = "Where are numbers left vague?"
-- description = """
-- Figures that are words, such as dozens, scores or hundreds: they have no number here, since any would look like one
-- that was said. They are missing from every count and chart."""
-- [parameters.harm]
-- label = "Harm"
-- kind = "harm"
-- [parameters.publisher]
-- label = "Publisher"
-- kind = "publisher"
-- [parameters.since]
-- label = "Published since"
-- kind = "day"
-- [parameters.until]
-- label = "Published until"
-- kind = "day"
WITH
-- CROSS JOIN keeps the order: first the few claims of an index that holds no others.
found AS MATERIALIZED (
    SELECT c.id
    FROM claims AS c
    CROSS JOIN reports AS r ON r.id = c.report_id
    WHERE c.vague IS NOT NULL
        AND c.is_current
        AND r.duplicate_of IS NULL
        AND (:harm = '' OR c.harm = :harm)
        AND (:publisher = '' OR r.publisher_id = (SELECT id FROM publishers WHERE name = :publisher))
        AND (:since = '' OR r.published_date >= :since)
        AND (:until = '' OR r.published_date <= :until)
    ORDER BY r.published_date DESC, c.version_id DESC
    LIMIT 300
)
SELECT
    c.published_date, c.publisher, c.vague, c.harm, c.victims, c.claimant, c.actor, c.actor_text, c.attribution,
    c.place, c.place_text, c.quote, c.url, c.report_id, c.claim_id
FROM found AS f
JOIN claim AS c ON c.claim_id = f.id
ORDER BY c.published_date DESC, c.report_id, c.position
LIMIT 300
