-- order = 40
-- title = "Which reports were changed after publication?"
-- description = """
-- Every text that came after the first one of its report, the latest first, with the headline before and after. The
-- report's page shows each word that changed. When a text was first seen is when a crawl met it, not
-- when the publisher wrote it."""
-- [parameters.publisher]
-- label = "Publisher"
-- kind = "publisher"
-- [parameters.since]
-- label = "Seen since"
-- kind = "day"
-- [parameters.until]
-- label = "Seen until"
-- kind = "day"
WITH
later AS MATERIALIZED (
    SELECT v.id
    FROM report_versions AS v
    JOIN reports AS r ON r.id = v.report_id
    WHERE v.number > 1
        AND (:publisher = '' OR r.publisher_id = (SELECT id FROM publishers WHERE name = :publisher))
        AND (:since = '' OR v.first_seen_at >= :since)
        AND (:until = '' OR substr(v.first_seen_at, 1, 10) <= :until)
    ORDER BY v.first_seen_at DESC
    LIMIT 300
)
SELECT
    v.first_seen_at AS seen_at, p.name AS publisher, r.published_date, u.title AS old_title,
    v.title AS new_title, u.title <> v.title AS headline_changed,
    u.subtitle <> v.subtitle AS subtitle_changed, u.body <> v.body AS body_changed,
    v.number AS version, r.url, v.report_id
FROM later AS l
JOIN report_versions AS v ON v.id = l.id
JOIN report_versions AS u ON u.report_id = v.report_id AND u.number = v.number - 1
JOIN reports AS r ON r.id = v.report_id
JOIN publishers AS p ON p.id = r.publisher_id
ORDER BY v.first_seen_at DESC, v.report_id
LIMIT 300
