-- order = 50
-- title = "Where do reports contradict themselves?"
-- description = """
-- Figures at which the program stumbled: headline and text differ, parts exceed their whole, a number that the text
-- itself takes back. A flag says that a person should look. It can come of a mistake of the reader as
-- well as of the report, and which number is right it does not say. Sentences that stand in many reports
-- are flagged too, but on the report's page only."""
-- [parameters.flag]
-- label = "Flag"
-- kind = "flag"
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
    SELECT c.id, r.published_date
    FROM claims AS c
    CROSS JOIN reports AS r ON r.id = c.report_id
    WHERE c.flags <> '[]'
        AND c.is_current
        AND r.duplicate_of IS NULL
        AND (:flag = '' OR instr(c.flags, '"' || :flag || '"') > 0)
        AND (:publisher = '' OR r.publisher_id = (SELECT id FROM publishers WHERE name = :publisher))
        AND (:since = '' OR r.published_date >= :since)
        AND (:until = '' OR r.published_date <= :until)
        AND c.id NOT IN (SELECT claim_id FROM rejected_claim)
    ORDER BY r.published_date DESC, c.version_id DESC
    LIMIT 300
)
SELECT
    c.published_date, c.publisher, c.flags, c.count_min, c.count_max, c.qualifier, c.vague, c.harm, c.victims,
    c.field, c.quote, w.quote AS of_the_whole, c.title, c.url, c.report_id, c.claim_id
FROM found AS f
JOIN claim AS c ON c.claim_id = f.id
LEFT JOIN claims AS w ON w.id = c.part_of
ORDER BY c.published_date DESC, c.report_id, c.position
LIMIT 300
