-- order = 100
-- title = "Which reports repeat another one?"
-- description = """
-- Reports whose words are nearly those of one published before, of the same publisher or another, with the share of words in
-- common. A copy is no second source: what it claims is what the first one claims."""
-- [parameters.publisher]
-- label = "Publisher of the copy"
-- kind = "publisher"
-- [parameters.first_publisher]
-- label = "Publisher of the first"
-- kind = "publisher"
-- [parameters.since]
-- label = "Copied since"
-- kind = "day"
-- [parameters.until]
-- label = "Copied until"
-- kind = "day"
WITH
found AS MATERIALIZED (
    SELECT r.id
    FROM reports AS r
    JOIN reports AS f ON f.id = r.duplicate_of
    WHERE r.duplicate_of IS NOT NULL
        AND (:publisher = '' OR r.publisher_id = (SELECT id FROM publishers WHERE name = :publisher))
        AND (
            :first_publisher = ''
            OR f.publisher_id = (SELECT id FROM publishers WHERE name = :first_publisher)
        )
        AND (:since = '' OR r.published_date >= :since)
        AND (:until = '' OR r.published_date <= :until)
    ORDER BY r.published_date DESC, r.id DESC
    LIMIT 300
)
SELECT
    r.published_date, r.publisher, r.title, r.similarity, o.published_date AS first_published,
    o.publisher AS first_publisher, o.title AS first_title, o.report_id AS first_report_id, r.url, r.report_id
FROM found AS f
JOIN report AS r ON r.report_id = f.id
JOIN report AS o ON o.report_id = r.duplicate_of
ORDER BY r.published_date DESC, r.report_id DESC
LIMIT 300
